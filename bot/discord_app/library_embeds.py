"""Renders what is loaded: the articles and their related stories."""

from collections.abc import Iterable, Iterator, Sequence

import discord

from bot.articles.model import Article
from bot.discord_app import limits, markdown
from bot.discord_app.lines import source_line, story_line
from bot.discord_app.locales import Language
from bot.discord_app.pages import LINES_A_PAGE, make_pages

_ARTICLES_A_PAGE = 8


def sources_pages(articles: Sequence[Article], language: Language) -> tuple[discord.Embed, ...]:
    """List the loaded articles."""
    lines = (
        f"**{number}.** {source_line(article)}\n{_contents(article, language)}"
        for number, article in enumerate(articles, start=1)
    )
    title = language.count("lists.articles_loaded", len(articles))
    return make_pages(lines, _ARTICLES_A_PAGE, title, language)


def related_pages(articles: Sequence[Article], language: Language) -> tuple[discord.Embed, ...]:
    """List the related stories of some articles, under the title of each."""
    count = sum(len(article.related) for article in articles)
    lines = _related_lines(articles, language)
    return make_pages(lines, LINES_A_PAGE, language.count("counts.stories", count), language)


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
        title = f"**{source_line(article)}**"
        for number, story in enumerate(article.related):
            yield story_line(story) if number else f"{title}\n{story_line(story)}"
