"""Who said a passage, found in the passages around it when it is about to be shown."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice

from bot.articles.attribution import (
    Attribution,
    Turns,
    attribute_passages,
    find_sources,
    language_in,
    turns_of,
)
from bot.articles.model import Article, Passage, Role, Source

# Apart, since each begins with characters that are looked for far faster than what may be others.
_QUOTATION_MARK = re.compile('[“”„‟«»"‘]')
_SINGLE = re.compile(r"'(?<!\S')[A-Z]")
_DASH = re.compile(r"[—–―-]\s")
_DASHES = ("—", "–", "―", "--")
_AROUND = 3
"""Paragraphs before and after a passage that may name its speaker."""
_FURTHEST = 60
"""Passages on either side."""


@lru_cache(maxsize=2_048)  # passages that answer one question come up for others
def _sources_in(text: str, language: str) -> tuple[Source, ...]:
    return find_sources(text, language)


@lru_cache(maxsize=256)
def _turns_of(article: Article) -> tuple[Turns, str]:
    """Return the labelled speakers of an article's paragraphs, and its language."""
    return turns_of(article), language_in(article)


def attribute(passages: Sequence[Passage], position: int) -> Attribution:
    """Whom a passage names as its source, or, if it leaves that open, the sentence beside it.

    `passages` are those of a corpus, in order. Those around `position` are read only if they can
    change the result: if the paragraph quotes something, the passage may be a signature, or it
    names a speaker by a pronoun.
    """
    passage = passages[position]
    turns, language = _turns_of(passage.article)
    find = partial(_sources_in, language=language)
    # By itself first: most passages name their source or none, and reading the neighbours costs
    # more.
    (alone,) = attribute_passages([passage], turns, language, find)
    speaks = any(source.role is Role.SPEAKER for source in find(passage.text))
    if not _may_be_quoted(passage) and (alone.said_by or not speaks):
        return alone
    # Collected backwards, so that the first passage that is not near ends the search.
    before = list(_near(passages, passage, range(position - 1, position - 1 - _FURTHEST, -1)))
    after = _near(passages, passage, range(position + 1, position + 1 + _FURTHEST))
    around = [*reversed(before), passage, *after]
    return next(islice(attribute_passages(around, turns, language, find), len(before), None))


def _may_be_quoted(passage: Passage) -> bool:
    """Whether a quotation may reach into a passage, or be signed by it.

    A quotation that goes on from the paragraph before is opened again or closed in this one.
    """
    paragraph = passage.article.paragraphs[passage.paragraph - 1]
    found = _QUOTATION_MARK.search(paragraph) or _SINGLE.search(paragraph)
    return bool(found or _DASH.match(paragraph)) or passage.text.startswith(_DASHES)


def _near(passages: Sequence[Passage], passage: Passage, places: range) -> Iterator[Passage]:
    """The passages at `places`, up to the first that is not near to `passage`."""
    for place in places:
        if not 0 <= place < len(passages):
            return
        other = passages[place]
        is_near = abs(other.paragraph - passage.paragraph) <= _AROUND
        if other.article is not passage.article or not is_near:
            return
        yield other
