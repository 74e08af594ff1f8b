"""Who said a passage, found in the passages around it when it is about to be shown."""

from collections.abc import Sequence
from functools import lru_cache

from bot.articles.attribution import (
    Attribution,
    attribute_passages,
    find_sources,
    find_turns,
    language_in,
)
from bot.articles.model import Article, Passage, Source

_AROUND = 3
"""Paragraphs before and after a passage that may hold what tells its speaker."""
_FURTHEST = 60
"""Passages on either side."""


@lru_cache(maxsize=2_048)  # passages that answer one question come up for others
def _sources_in(text: str, language: str) -> tuple[Source, ...]:
    return find_sources(text, language)


@lru_cache(maxsize=256)
def _turns_of(article: Article) -> tuple[tuple[str | None, ...], str]:
    """Return the labelled speakers of an article's paragraphs, and its language."""
    return find_turns(article.paragraphs), language_in(article)


def attribute(passages: Sequence[Passage], position: int) -> Attribution:
    """Whom a passage names as its source, or, where it leaves that open, the sentence beside it.

    `passages` are those of a corpus, in order; only a few around `position` are looked at.
    """
    article = passages[position].article
    paragraph = passages[position].paragraph
    first, last = position, position
    while (
        first and position - first < _FURTHEST and _is_near(passages[first - 1], article, paragraph)
    ):
        first -= 1
    while (
        last + 1 < len(passages)
        and last - position < _FURTHEST
        and _is_near(passages[last + 1], article, paragraph)
    ):
        last += 1
    turns, language = _turns_of(article)
    found = attribute_passages(
        [passages[place] for place in range(first, last + 1)],
        turns,
        language,
        lambda text: _sources_in(text, language),
    )
    return found[position - first]


def _is_near(passage: Passage, article: Article, paragraph: int) -> bool:
    return passage.article is article and abs(passage.paragraph - paragraph) <= _AROUND
