"""Windows → numbers of word pieces with what is right at each: what the network takes.

A row is `[CLS] question [SEP] title [SEP] sentence [SEP] …`; token types are 0 up to the question's
[SEP] and 1 after it. Without a title there is none of its [SEP] either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.semantic.wordpiece import CLS, SEP, WordPieces
from training.windows import Window

LONGEST_QUESTION, LONGEST_TITLE, LONGEST_SENTENCE = 24, 10, 72  # pieces
LONGEST = 160
"""Pieces of a row; sentences that do not fit are left out."""


@dataclass(frozen=True, slots=True)
class Row:
    """One window in pieces. `ends` are the places of the sentences' [SEP], `starts` their first.

    `span` is the first and last piece of the answer.
    """

    pieces: tuple[int, ...]
    asked: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    answering: tuple[int, ...]
    span: tuple[int, int] | None


class Reading:
    """Turns windows into rows; texts are tokenised once."""

    def __init__(self, words: WordPieces) -> None:
        self._numbers = lru_cache(maxsize=200_000)(lambda text: tuple(words.numbers(text)))

    def row(self, window: Window) -> Row:
        """The row of a window; an answer that was cut off counts as none."""
        question = self._numbers(window.question)[:LONGEST_QUESTION]
        pieces = [CLS, *question, SEP]
        asked = len(pieces)
        if window.title:
            pieces += [*self._numbers(window.title)[:LONGEST_TITLE], SEP]
        starts: list[int] = []
        ends: list[int] = []
        for sentence in window.sentences:
            read = self._numbers(sentence)[:LONGEST_SENTENCE]
            if ends and len(pieces) + len(read) >= LONGEST:
                break
            starts.append(len(pieces))
            pieces += [*read, SEP]
            ends.append(len(pieces) - 1)
        answering = tuple(one for one in window.answering if one < len(ends))
        span = self._span(window, starts, ends) if answering else None
        return Row(tuple(pieces), asked, tuple(starts), tuple(ends), answering, span)

    def _span(
        self, window: Window, starts: Sequence[int], ends: Sequence[int]
    ) -> tuple[int, int] | None:
        first = window.answering[0]
        if window.span is None or first >= len(ends):
            return None
        text = window.sentences[first]
        start = starts[first] + len(self._numbers(text[: window.span[0]]))
        last = starts[first] + len(self._numbers(text[: window.span[1]])) - 1
        return (start, last) if start <= last < ends[first] else None


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one length, filled up with 0; B rows of T pieces with at most S sentences.

    `ends` [B, S] (0 where there is no sentence), `within` [B, T] the index of a piece's sentence
    or -1, `answers` [B, S] 1 where a sentence answers, `spans` [B, 2] (-1 without one), `groups`
    [B] the number of the ranked unit, or -1.
    """

    pieces: NDArray[np.int64]
    types: NDArray[np.int64]
    mask: NDArray[np.int64]
    ends: NDArray[np.int64]
    within: NDArray[np.int64]
    answers: NDArray[np.float32]
    spans: NDArray[np.int64]
    groups: NDArray[np.int64]


def collate(rows: Sequence[Row], groups: Sequence[int]) -> Batch:
    """A batch of rows; `groups` has the number of each one's ranked unit, or -1."""
    count, longest = len(rows), max(len(row.pieces) for row in rows)
    most = max(len(row.ends) for row in rows)
    batch = Batch(
        pieces=np.zeros((count, longest), dtype=np.int64),
        types=np.zeros((count, longest), dtype=np.int64),
        mask=np.zeros((count, longest), dtype=np.int64),
        ends=np.zeros((count, most), dtype=np.int64),
        within=np.full((count, longest), -1, dtype=np.int64),
        answers=np.zeros((count, most), dtype=np.float32),
        spans=np.full((count, 2), -1, dtype=np.int64),
        groups=np.asarray(groups, dtype=np.int64),
    )
    for at, row in enumerate(rows):
        length = len(row.pieces)
        batch.pieces[at, :length] = row.pieces
        batch.types[at, row.asked : length] = 1
        batch.mask[at, :length] = 1
        batch.ends[at, : len(row.ends)] = row.ends
        for number, (start, end) in enumerate(zip(row.starts, row.ends, strict=True)):
            batch.within[at, start : end + 1] = number
        batch.answers[at, list(row.answering)] = 1
        if row.span is not None:
            batch.spans[at] = row.span
    return batch
