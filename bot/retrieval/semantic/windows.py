"""Articles → the windows in which a model reads their sentences.

A sentence alone often leaves unsaid what it is about. So each is read with its article's title, and
by the English model with its paragraph; only then are the pieces of each sentence averaged ('late
chunking', Günther et al. 2024, arXiv:2409.04701), which costs about the same as reading each by
itself.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from bot.articles.languages import language_of
from bot.articles.model import Article, Passage
from bot.retrieval.semantic.pieces import Pieces

LONGEST = 256
"""Pieces that are read at once: as many as the English model is made for."""
_LONGEST_TITLE = 40


@dataclass(frozen=True, slots=True)
class Style:
    """How a model wants to be given texts.

    `of_question` and `of_passage` are written before each; `at_once` are the sentences that are
    read together at most.
    """

    pieces: Pieces
    of_question: str = ""
    of_passage: str = ""
    at_once: int = LONGEST

    def asked(self, question: str) -> list[int]:
        """The pieces of a question; of one that is longer than a window, of its beginning."""
        numbers = self.pieces.numbers(f"{self.of_question}{question}")
        return [self.pieces.begin, *numbers[: LONGEST - 2], self.pieces.end]


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences that are read at once; `first` is the place of the first of them.

    `pieces` are what is read, and `spans` the half-open range of them that is each sentence.
    """

    first: int
    pieces: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def key(self) -> bytes:
        """16 bytes that are the same for windows that are read alike, and for no others."""
        # Little-endian on every machine, since the keys are kept in a cache that may be moved.
        state = hashlib.blake2b(np.asarray(self.spans, dtype="<i4").tobytes(), digest_size=16)
        state.update(np.asarray(self.pieces, dtype="<i4").tobytes())
        return state.digest()


def is_english(article: Article) -> bool:
    """Whether an article is in English, by what it says of itself or by its words."""
    if article.language:
        return article.language.split("-")[0].lower() == "en"
    return language_of("\n".join(article.paragraphs)) == "en"


def windows_of(sentences: Sequence[Passage], style: Style, first: int = 0) -> Iterator[Window]:
    """The windows of an article's sentences, of which the first has the place `first`.

    A window is a paragraph with its headings and title, or, if that is too long, a part of it.
    """
    for _, grouped in groupby(sentences, lambda one: one.paragraph):
        of_paragraph = list(grouped)
        numbers = style.pieces.numbers
        title = numbers(f"{style.of_passage}{of_paragraph[0].heading}.")[:_LONGEST_TITLE]
        pieces = [numbers(sentence.text) for sentence in of_paragraph]
        yield from _fill(pieces, title, style, first)
        first += len(pieces)


def _fill(
    sentences: Sequence[list[int]], title: Sequence[int], style: Style, first: int
) -> Iterator[Window]:
    """As many sentences in each window as it has room for; of a longer one, its beginning."""
    begin, end = style.pieces.begin, style.pieces.end
    pieces, spans = [begin, *title], list[tuple[int, int]]()
    for sentence in sentences:
        is_full = len(spans) == style.at_once or len(pieces) + len(sentence) >= LONGEST
        if spans and is_full:
            yield Window(first, (*pieces, end), tuple(spans))
            first += len(spans)
            pieces, spans = [begin, *title], []
        start = len(pieces)
        # The last place is kept for the end, without which the model has never seen a text.
        pieces.extend(sentence[: LONGEST - start - 1])
        spans.append((start, len(pieces)))
    yield Window(first, (*pieces, end), tuple(spans))
