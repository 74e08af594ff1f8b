"""Articles → the windows in which the model reads their sentences.

A sentence alone often leaves unsaid what it is about. So the model reads it with its title and its
paragraph, and only then are the pieces of each sentence averaged ('late chunking', Günther et al.
2024, arXiv:2409.04701), which costs about the same as reading each sentence by itself.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from bot.articles.languages import language_of
from bot.articles.model import Article, Passage
from bot.retrieval.semantic.wordpiece import CLS, SEP, WordPieces

LONGEST = 256
"""Pieces that are read at once: as many as the model is made for."""
_LONGEST_TITLE = 40


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


def windows_of(passages: Sequence[Passage], words: WordPieces) -> Iterator[Window]:
    """The windows of all English passages; those in other languages are in none.

    A window is a paragraph with its headings and title, or, if that is too long, a part of it.
    """
    first = 0
    for _, of_article in groupby(passages, lambda one: one.article.name):
        sentences = list(of_article)
        if _is_english(sentences[0].article):
            yield from _of_english(sentences, words, first)
        first += len(sentences)


def _is_english(article: Article) -> bool:
    """Whether an article is in the model's language, by what it says of itself or by its words."""
    if article.language:
        return article.language.split("-")[0].lower() == "en"
    return language_of("\n".join(article.paragraphs)) == "en"


def _of_english(sentences: Sequence[Passage], words: WordPieces, first: int) -> Iterator[Window]:
    for _, grouped in groupby(sentences, lambda one: one.paragraph):
        of_paragraph = list(grouped)
        title = words.numbers(f"{of_paragraph[0].heading}.")[:_LONGEST_TITLE]
        pieces = [words.numbers(sentence.text) for sentence in of_paragraph]
        yield from _fill(pieces, title, first)
        first += len(pieces)


def _fill(sentences: Sequence[list[int]], title: Sequence[int], first: int) -> Iterator[Window]:
    """As many sentences in each window as it has room for; of a longer one, its beginning."""
    pieces, spans = [CLS, *title], list[tuple[int, int]]()
    for sentence in sentences:
        if spans and len(pieces) + len(sentence) >= LONGEST:
            yield Window(first, (*pieces, SEP), tuple(spans))
            first += len(spans)
            pieces, spans = [CLS, *title], []
        start = len(pieces)
        # The last place is kept for [SEP], without which the model has never seen a text.
        pieces.extend(sentence[: LONGEST - start - 1])
        spans.append((start, len(pieces)))
    yield Window(first, (*pieces, SEP), tuple(spans))
