"""Renders what is loaded: the articles, their related stories, and what a reload changed."""

from collections.abc import Iterable, Iterator, Sequence

import discord

from bot.articles.library import Changes, Problem
from bot.articles.model import Article
from bot.discord_app import limits, markdown
from bot.discord_app.embeds import INFORMATION, source_line, story_line
from bot.discord_app.locales import Language
from bot.live import Reload

_PAGE = limits.EMBED_DESCRIPTION
_ARTICLES_A_PAGE, _LINES_A_PAGE = 8, 15
_NAME, _REASON = 150, 300


def sources_pages(articles: Sequence[Article], language: Language) -> tuple[discord.Embed, ...]:
    """List the loaded articles."""
    lines = (
        f"**{number}.** {source_line(article, language)}\n{_contents(article, language)}"
        for number, article in enumerate(articles, start=1)
    )
    title = language.count("lists.articles_loaded", len(articles))
    return _pages(lines, _ARTICLES_A_PAGE, title, language)


def related_pages(articles: Sequence[Article], language: Language) -> tuple[discord.Embed, ...]:
    """List the related stories of some articles, under the title of each."""
    count = sum(len(article.related) for article in articles)
    lines = _related_lines(articles, language)
    return _pages(lines, _LINES_A_PAGE, language.count("counts.stories", count), language)


def reload_pages(reload: Reload, language: Language) -> tuple[discord.Embed, ...]:
    """Report what a reload changed, and what it had to leave out and why."""
    loaded = len(reload.library.articles)
    title = language.count("reload.done", loaded, milliseconds=round(reload.milliseconds))
    rejected = _rejected_lines(reload.library.rejected, language)
    lines = (*_change_lines(reload.changes, language), *rejected)
    return _pages(lines or (language.say("reload.unchanged"),), _LINES_A_PAGE, title, language)


def choice_name(article: Article) -> str:
    """Name an article in a list of choices, where Markdown is not interpreted."""
    return limits.cut(markdown.one_line(article.title) or article.name, limits.CHOICE_NAME)


def _contents(article: Article, language: Language) -> str:
    parts = [language.count("counts.paragraphs", len(article.paragraphs))]
    if article.related:
        parts.append(language.count("counts.stories", len(article.related)))
    return " · ".join(parts)


def _related_lines(articles: Iterable[Article], language: Language) -> Iterator[str]:
    for article in articles:
        title = f"**{source_line(article, language)}**"
        for number, story in enumerate(article.related):
            yield story_line(story) if number else f"{title}\n{story_line(story)}"


def _change_lines(changes: Changes, language: Language) -> Iterator[str]:
    for key, names in (
        ("reload.added", changes.added),
        ("reload.changed", changes.changed),
        ("reload.removed", changes.removed),
        ("reload.kept", changes.kept),
    ):
        for name in names:
            yield language.say(key, name=markdown.name(name, _NAME))


def _rejected_lines(problems: Iterable[Problem], language: Language) -> Iterator[str]:
    for problem in problems:
        name, reason = markdown.name(problem.name, _NAME), markdown.name(problem.text, _REASON)
        if problem.line is None:
            yield language.say("reload.rejected", name=name, reason=reason)
        else:
            yield language.say("reload.rejected_line", name=name, line=problem.line, reason=reason)


def _pages(
    lines: Iterable[str], most: int, title: str, language: Language
) -> tuple[discord.Embed, ...]:
    texts = _fill(lines, most)
    pages = [discord.Embed(title=title, description=one, colour=INFORMATION) for one in texts]
    if len(pages) > 1:
        for number, page in enumerate(pages, start=1):
            page.set_footer(text=language.say("pages.number", number=number, total=len(pages)))
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
