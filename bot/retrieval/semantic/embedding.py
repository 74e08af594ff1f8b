"""Passages and questions → vectors; what was read before is not read again."""

import os
from collections.abc import Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from threading import Event

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Passage
from bot.common.progress import Progress, Step, ignore_progress
from bot.retrieval.semantic.cache import EmbeddingCache, Vectors
from bot.retrieval.semantic.encoder import DIMENSIONS, Encoder
from bot.retrieval.semantic.meaning import Rows, quantised
from bot.retrieval.semantic.windows import LONGEST, Window, windows_of
from bot.retrieval.semantic.wordpiece import CLS, SEP, WordPieces


class CachedEmbedder:
    """The embedding model with the vectors of the last corpus that it was given.

    For one corpus at a time; questions may be embedded meanwhile. Once `stopping` is set, a corpus
    is given up.
    """

    def __init__(
        self,
        encoder: Encoder,
        words: WordPieces,
        cache: EmbeddingCache | None,
        stopping: Event | None = None,
        progress: Progress = ignore_progress,
    ) -> None:
        self._stopping = stopping or Event()
        self._progress = progress
        self._encoder = encoder
        self._words = words
        self._cache = cache
        self._known: Vectors = cache.load() if cache else {}

    def embed_passages(self, passages: Sequence[Passage]) -> Rows:
        """A row for each passage; of zeros if it is not English.

        Takes about 25 ms for each paragraph that neither the last corpus nor the cache had. Raises
        CancelledError where that is given up; the cache then has what was read until then.
        """
        rows = np.zeros((len(passages), DIMENSIONS), dtype=np.int8)
        known: dict[bytes, Rows] = {}
        pool = ThreadPoolExecutor(os.cpu_count())
        try:
            for window, vectors in pool.map(self._read, windows_of(passages, self._words)):
                own = rows[window.first : window.first + len(vectors)]
                own[:] = vectors
                known[window.key] = own
                self._progress(Step.EMBEDDING, window.first + len(vectors), len(passages))
                if self._stopping.is_set():
                    raise CancelledError
        except CancelledError:  # also by the progress, which may give up all loading
            self._keep({**self._known, **known})
            raise
        finally:
            pool.shutdown(cancel_futures=True)  # who stops it does not wait for all that is left
        self._keep(known)
        return rows

    def _keep(self, known: Vectors) -> None:
        if self._cache and known.keys() != self._known.keys():
            self._cache.store(known)
        self._known = known

    def embed_question(self, question: str) -> NDArray[np.float32]:
        """The vector of a question; of one that is longer than a window, of its beginning."""
        pieces = [CLS, *self._words.numbers(question)[: LONGEST - 2], SEP]
        return _mean(self._encoder.encode(pieces))

    def _read(self, window: Window) -> tuple[Window, Rows]:
        """The window with a vector for each of its sentences."""
        known = self._known.get(window.key)
        if known is not None:
            return window, known
        pieces = self._encoder.encode(window.pieces)
        vectors = np.zeros((len(window.spans), DIMENSIONS), dtype=np.int8)
        for vector, (start, end) in zip(vectors, window.spans, strict=True):
            if end > start:
                vector[:] = quantised(_mean(pieces[start:end]))
        return window, vectors


def _mean(pieces: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of the pieces, brought to length 1."""
    mean: NDArray[np.float32] = pieces.mean(axis=0)
    return np.divide(mean, np.linalg.norm(mean))
