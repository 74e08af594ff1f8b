"""Renders what is loaded: the articles, their related stories, and what a reload changed."""

from collections.abc import Iterable, Iterator, Sequence

import discord

from bot.articles.library import Changes, Problem
from bot.articles.model import Article
from bot.discord_app import limits, markdown
from bot.discord_app.embeds import INFORMATION, source_line, story_line
from bot.live import Reload
from bot.wording import write_count

_PAGE = limits.EMBED_DESCRIPTION
_ARTICLES_A_PAGE, _LINES_A_PAGE = 8, 15
_NAME, _REASON = 150, 300
_STORY = ("related story", "related stories")


def sources_pages(articles: Sequence[Article]) -> tuple[discord.Embed, ...]:
    """List the loaded articles."""
    lines = (
        f"**{number}.** {source_line(article)}\n{_contents(article)}"
        for number, article in enumerate(articles, start=1)
    )
    return _pages(lines, _ARTICLES_A_PAGE, f"{write_count(len(articles), 'article')} loaded")


def related_pages(articles: Sequence[Article]) -> tuple[discord.Embed, ...]:
    """List the related stories of some articles, under the title of each."""
    count = sum(len(article.related) for article in articles)
    return _pages(_related_lines(articles), _LINES_A_PAGE, write_count(count, *_STORY))


def reload_pages(reload: Reload) -> tuple[discord.Embed, ...]:
    """Report what a reload changed, and what it had to leave out and why."""
    loaded = write_count(len(reload.library.articles), "article")
    title = f"{loaded} loaded in {reload.milliseconds:.0f} ms"
    lines = (*_change_lines(reload.changes), *_rejected_lines(reload.library.rejected))
    return _pages(lines or ("Nothing changed.",), _LINES_A_PAGE, title)


def choice_name(article: Article) -> str:
    """Name an article in a list of choices, where Markdown is not interpreted."""
    return limits.cut(markdown.one_line(article.title) or article.name, limits.CHOICE_NAME)


def _contents(article: Article) -> str:
    parts = [write_count(len(article.paragraphs), "paragraph")]
    if article.related:
        parts.append(write_count(len(article.related), *_STORY))
    return " · ".join(parts)


def _related_lines(articles: Iterable[Article]) -> Iterator[str]:
    for article in articles:
        title = f"**{source_line(article)}**"
        for number, story in enumerate(article.related):
            yield story_line(story) if number else f"{title}\n{story_line(story)}"


def _change_lines(changes: Changes) -> Iterator[str]:
    for label, names in (
        ("Added", changes.added),
        ("Changed", changes.changed),
        ("Removed", changes.removed),
        ("Kept as it was, since its file got worse", changes.kept),
    ):
        for name in names:
            yield f"**{label}:** {markdown.name(name, _NAME)}"


def _rejected_lines(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        place = markdown.name(problem.name, _NAME)
        if problem.line is not None:
            place += f", line {problem.line}"
        yield f"**Rejected:** {place}: {markdown.name(problem.text, _REASON)}"


def _pages(lines: Iterable[str], most: int, title: str) -> tuple[discord.Embed, ...]:
    texts = _fill(lines, most)
    pages = [discord.Embed(title=title, description=one, colour=INFORMATION) for one in texts]
    if len(pages) > 1:
        for number, page in enumerate(pages, start=1):
            page.set_footer(text=f"Page {number} of {len(pages)}")
    return tuple(pages)


def _fill(lines: Iterable[str], most: int) -> list[str]:
    """Join lines to pages of at most `most` of them, within what an embed holds."""
    pages: list[str] = []
    count = most
    for line in lines:
        if count < most and len(pages[-1]) + 1 + len(line) <= _PAGE:
            pages[-1] += f"\n{line}"
            count += 1
        else:
            pages.append(line)
            count = 1
    return pages
