"""The loaded articles, their related stories, and the report of a reload."""

from collections.abc import Iterable, Iterator, Sequence

from bot.articles.library import Changes, Problem
from bot.articles.model import Article
from bot.common.wording import write_count
from bot.library.reloaded import Reload
from bot.terminal.answer_text import make_paragraph, name_article, render_story
from bot.terminal.style import Style, make_visible


def render_sources(articles: Sequence[Article], style: Style) -> str:
    """List the articles, numbered from 1, each with its size and url."""
    blocks: list[str] = []
    for number, article in enumerate(articles, start=1):
        label = f"{number}. "
        indent = " " * len(label)
        title = make_paragraph(name_article(article), style, first=label, rest=indent)
        parts = [
            write_count(len(article.paragraphs), "paragraph"),
            write_count(len(article.related), "related story", "related stories"),
            article.url or article.name,
        ]
        below = make_paragraph(" · ".join(parts), style, first=indent, rest=indent)
        blocks.append("\n".join([title, *(style.dim(line) for line in below.split("\n"))]))
    return "\n".join(blocks) or "No articles are loaded."


def render_related(articles: Iterable[Article], style: Style) -> str:
    """List the related stories under the name of each article that has some."""
    blocks: list[str] = []
    for article in articles:
        if article.related:
            title = make_paragraph(name_article(article), style).split("\n")
            stories = (render_story(story, style) for story in article.related)
            blocks.append("\n".join([*map(style.bold, title), *stories]))
    return "\n".join(blocks) or "There are no related stories."


def render_reload(reload: Reload) -> str:
    """Report the changes of a reload, and the rejected files with their reasons."""
    count = write_count(len(reload.library.articles), "article")
    lines = [
        f"{count} loaded in {reload.milliseconds:.0f} ms.",
        *(list(_change_lines(reload.changes)) or ["Nothing changed."]),
        *map(render_rejected, reload.library.rejected),
    ]
    return "\n".join(make_visible(line) for line in lines)


def render_rejected(problem: Problem) -> str:
    """Report a rejected file in one line, with the place and the reason."""
    return make_visible(f"Rejected {problem.place}: {problem.text}")


def _change_lines(changes: Changes) -> Iterator[str]:
    for label, names in (
        ("Added", changes.added),
        ("Changed", changes.changed),
        ("Removed", changes.removed),
        ("Kept the previous version, because the new file could not be read:", changes.kept),
    ):
        for name in names:
            yield f"{label} {name}"
