"""The vectors of a corpus, and the scan over them; nothing here needs the extra `semantic`.

Every passage is compared: an exact scan, which takes 7 ms of one core for 100,000 passages. An
approximate index would be faster, and would miss passages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Passage

Rows: TypeAlias = NDArray[np.int8]
"""A vector a row, each component times SCALE and rounded."""

SCALE = 320
"""Components up to 0.397 fit in a byte; those of unit vectors of 384 hardly exceed 0.3. Rounding
changes a cosine by about 0.001."""

_ROWS_AT_ONCE = 1_024  # as floats, they fit in the cache of a core


class Embedder(Protocol):
    """Makes unit vectors from texts, near to each other if the texts mean the same."""

    def embed_passages(self, passages: Sequence[Passage]) -> Rows:
        """A row for each passage of a corpus; of zeros if the model has not its language."""

    def embed_question(self, question: str) -> NDArray[np.float32]:
        """The vector of a question."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The vectors of a corpus's passages, and the model that made them."""

    rows: Rows
    embedder: Embedder

    def has(self, passage: int) -> bool:
        """Whether the model could read the passage at a position in the corpus."""
        return bool(self.rows[passage].any())

    def cosines(self, question: str) -> NDArray[np.float32]:
        """The cosine of each passage of the corpus with the question: -1 to 1, 0 if unread."""
        vector = self.embedder.embed_question(question) / np.float32(SCALE)
        cosines = np.empty(len(self.rows), dtype=np.float32)
        buffer = np.empty((min(_ROWS_AT_ONCE, len(self.rows)), len(vector)), dtype=np.float32)
        for start in range(0, len(self.rows), _ROWS_AT_ONCE):
            rows = self.rows[start : start + _ROWS_AT_ONCE]
            floats = buffer[: len(rows)]
            np.copyto(floats, rows)
            np.dot(floats, vector, out=cosines[start : start + len(rows)])
        return cosines


def quantised(vectors: NDArray[np.float32]) -> Rows:
    """Unit vectors, a row each, as bytes."""
    limit = np.iinfo(np.int8).max
    return np.clip(np.rint(vectors * SCALE), -limit, limit).astype(np.int8)


def nearest(cosines: NDArray[np.float32], most: int) -> NDArray[np.intp]:
    """The positions of the `most` highest cosines above 0, in no particular order."""
    if len(cosines) > most:
        found = np.argpartition(cosines, len(cosines) - most)[-most:]
    else:
        found = np.arange(len(cosines))
    return found[cosines[found] > 0]
