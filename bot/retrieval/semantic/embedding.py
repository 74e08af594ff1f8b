"""Passages and questions → vectors, by a model for English and one for all other languages."""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from threading import Event, Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Passage
from bot.common.progress import Progress, Step, ignore_progress
from bot.retrieval.semantic.encoder import DIMENSIONS, Encoder
from bot.retrieval.semantic.meaning import ELSEWHERE, Rows, quantised
from bot.retrieval.semantic.windows import Style, Window, is_english, windows_of


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """An encoder, and how it wants to be given texts. `is_marked`: its vectors have ELSEWHERE."""

    encoder: Encoder
    style: Style
    is_marked: bool = False

    def question(self, question: str) -> NDArray[np.float32]:
        """The vector of a question."""
        return self._unit(self.encoder.encode(self.style.asked(question)))

    def rows(self, window: Window) -> Rows:
        """The vectors of a window's sentences."""
        read = self.encoder.encode(window.pieces)
        rows = np.zeros((len(window.spans), DIMENSIONS), dtype=np.int8)
        for row, (start, end) in zip(rows, window.spans, strict=True):
            # A sentence without a single piece keeps zeros, which are like no question.
            if end > start:
                row[:] = quantised(self._unit(read[start:end]))
                if self.is_marked:
                    row[0] = ELSEWHERE
        return rows

    def _unit(self, pieces: NDArray[np.float32]) -> NDArray[np.float32]:
        """The mean of the pieces, brought to length 1."""
        mean: NDArray[np.float32] = pieces.mean(axis=0)
        if self.is_marked:
            mean[0] = 0.0  # so that the mark counts for nothing
        return np.divide(mean, np.linalg.norm(mean))


class Opener(Protocol):
    """Opens the model for other languages when the first text in one is read."""

    @property
    def digest(self) -> str:
        """The digest of its weights."""

    def __call__(self) -> SentenceModel:
        """Read the weights, in about half a second."""


class PassageEmbedder:
    """The embedding models. Once `stopping` is set, they give up reading passages.

    Without `elsewhere`, passages in other languages than English are not read.
    """

    def __init__(
        self,
        english: SentenceModel,
        elsewhere: Opener | None = None,
        stopping: Event | None = None,
        progress: Progress = ignore_progress,
    ) -> None:
        self._english, self._opener = english, elsewhere
        self._opened: SentenceModel | None = None
        self._opening = Lock()
        self._stopping = stopping or Event()
        self._progress = progress

    @property
    def model(self) -> str:
        """The digests of the weights."""
        return Encoder.digest + (f"+{self._opener.digest}" if self._opener else "")

    def embed_passages(
        self, passages: Sequence[Passage], known: Mapping[bytes, Rows]
    ) -> Iterator[tuple[int, bytes, Rows]]:
        """Yield the first passage of each window, its key, and its rows, in order.

        Takes about 25 ms for each English paragraph that is not known, and 18 ms for each sentence
        in another language. Raises CancelledError if it gives up.
        """
        pool = ThreadPoolExecutor(os.cpu_count())
        try:
            windows = self._windows(passages)
            for first, key, vectors in pool.map(lambda one: _read(one, known), windows):
                yield first, key, vectors
                self._progress(Step.EMBEDDING, first + len(vectors), len(passages))
                if self._stopping.is_set():
                    raise CancelledError
        finally:
            pool.shutdown(cancel_futures=True)  # a stop does not wait for the other windows

    def embed_question(self, question: str, *, elsewhere: bool = False) -> NDArray[np.float32]:
        """The vector of a question, to compare with rows in English, or `elsewhere`."""
        model = self._elsewhere() if elsewhere else self._english
        return (model or self._english).question(question)

    def _windows(self, passages: Sequence[Passage]) -> Iterator[tuple[SentenceModel, Window]]:
        """The windows of all passages, each with the model that knows its language."""
        first = 0
        for _, grouped in groupby(passages, lambda one: one.article.name):
            sentences = list(grouped)
            model = self._english if is_english(sentences[0].article) else self._elsewhere()
            if model:
                for window in windows_of(sentences, model.style, first):
                    yield model, window
            first += len(sentences)

    def _elsewhere(self) -> SentenceModel | None:
        with self._opening:
            if self._opened is None and self._opener:
                self._opened = self._opener()
            return self._opened


def _read(
    read_by: tuple[SentenceModel, Window], known: Mapping[bytes, Rows]
) -> tuple[int, bytes, Rows]:
    """The first passage of a window, its key, and a vector for each of its sentences."""
    model, window = read_by
    key = window.key
    return window.first, key, known[key] if key in known else model.rows(window)
