"""Passages and questions → vectors."""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from threading import Event

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Passage
from bot.common.progress import Progress, Step, ignore_progress
from bot.retrieval.semantic.encoder import DIMENSIONS, Encoder
from bot.retrieval.semantic.meaning import Rows, quantised
from bot.retrieval.semantic.windows import LONGEST, Window, windows_of
from bot.retrieval.semantic.wordpiece import CLS, SEP, WordPieces


class PassageEmbedder:
    """The embedding model. Once `stopping` is set, it gives up reading passages."""

    def __init__(
        self,
        encoder: Encoder,
        words: WordPieces,
        stopping: Event | None = None,
        progress: Progress = ignore_progress,
    ) -> None:
        self._stopping = stopping or Event()
        self._progress = progress
        self._encoder = encoder
        self._words = words

    @property
    def model(self) -> str:
        """The digest of its weights."""
        return Encoder.digest

    def embed_passages(
        self, passages: Sequence[Passage], known: Mapping[bytes, Rows]
    ) -> Iterator[tuple[int, bytes, Rows]]:
        """Yield the first passage of each window, its key, and its rows, in order.

        Takes about 25 ms for each paragraph that is not known. Raises CancelledError if it gives
        up.
        """
        pool = ThreadPoolExecutor(os.cpu_count())
        try:
            windows = windows_of(passages, self._words)
            for first, key, vectors in pool.map(lambda one: self._read(one, known), windows):
                yield first, key, vectors
                self._progress(Step.EMBEDDING, first + len(vectors), len(passages))
                if self._stopping.is_set():
                    raise CancelledError
        finally:
            pool.shutdown(cancel_futures=True)  # a stop does not wait for the other windows

    def embed_question(self, question: str) -> NDArray[np.float32]:
        """The vector of a question; of one that is longer than a window, of its beginning."""
        pieces = [CLS, *self._words.numbers(question)[: LONGEST - 2], SEP]
        return _mean(self._encoder.encode(pieces))

    def _read(self, window: Window, known: Mapping[bytes, Rows]) -> tuple[int, bytes, Rows]:
        """The first passage of a window, its key, and a vector for each of its sentences."""
        key = window.key
        if key in known:
            return window.first, key, known[key]
        pieces = self._encoder.encode(window.pieces)
        vectors = np.zeros((len(window.spans), DIMENSIONS), dtype=np.int8)
        for vector, (start, end) in zip(vectors, window.spans, strict=True):
            # A sentence without a single word piece keeps zeros, which are like no question.
            if end > start:
                vector[:] = quantised(_mean(pieces[start:end]))
        return window.first, key, vectors


def _mean(pieces: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of the pieces, brought to length 1."""
    mean: NDArray[np.float32] = pieces.mean(axis=0)
    return np.divide(mean, np.linalg.norm(mean))
