"""The vectors of a corpus, and the scan over them; nothing here needs the extra `semantic`.

Every passage is compared: an exact scan, which takes 7 ms of one core for 100,000 passages. An
approximate index would be faster, and would miss passages.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Passage
from bot.retrieval.index.passage_offsets import PassageOffsets

Rows: TypeAlias = NDArray[np.int8]
"""A vector a row, each component times SCALE and rounded."""

SCALE = 320
"""Components up to 0.397 fit in a byte; those of unit vectors of 384 hardly exceed 0.3. Rounding
changes a cosine by about 0.001."""

_ROWS_AT_ONCE = 1_024  # as floats, they fit in the cache of a core


class Embedder(Protocol):
    """Makes unit vectors from texts, near to each other if the texts mean the same."""

    @property
    def model(self) -> str:
        """Names the model: another one makes other vectors."""

    def embed_passages(
        self, passages: Sequence[Passage], known: Mapping[bytes, Rows]
    ) -> Iterator[tuple[int, bytes, Rows]]:
        """Read passages in windows, in order: the first passage of each, its key, and its rows.

        A passage in a language that the model has not is in none. A window of a `known` key has the
        rows that are known. Raises CancelledError if that is given up.
        """

    def embed_question(self, question: str) -> NDArray[np.float32]:
        """The vector of a question."""


class Cosines(Protocol):
    """The cosine of each passage of a corpus with a question: -1 to 1, 0 if unread."""

    def at(self, positions: NDArray[np.integer]) -> NDArray[np.float32]:
        """Those of the passages at these positions."""

    def nearest(self, most: int, within: tuple[int, int] | None) -> NDArray[np.intp]:
        """The positions of the `most` highest above 0, in order.

        `within` is a half-open range of positions to choose from.
        """


class Meaning(Protocol):
    """What the passages of a corpus mean, wherever their vectors are."""

    @property
    def embedder(self) -> Embedder:
        """The model that made the vectors."""

    def has(self, passage: int) -> bool:
        """Whether the model could read the passage at a position in the corpus."""

    def cosines(self, question: str) -> Cosines:
        """How near the passages of the corpus are to a question."""


@dataclass(frozen=True, slots=True)
class ScannedCosines:
    """The cosines of all passages."""

    values: NDArray[np.float32]

    def at(self, positions: NDArray[np.integer]) -> NDArray[np.float32]:
        """Those of the passages at these positions."""
        chosen: NDArray[np.float32] = self.values[positions]
        return chosen

    def nearest(self, most: int, within: tuple[int, int] | None) -> NDArray[np.intp]:
        """The positions of the `most` highest above 0, in order."""
        start, end = within or (0, len(self.values))
        return start + nearest(self.values[start:end], most)


@dataclass(frozen=True, slots=True)
class MeaningInMemory:
    """The vectors of a corpus's passages, and the model that made them.

    `parts` are the rows of each segment, with the positions of its passages in the corpus: -1 for
    those that went, None if the segment is the corpus. `offsets` finds a passage's segment.
    """

    parts: tuple[tuple[Rows, NDArray[np.int32] | None], ...]
    offsets: PassageOffsets
    embedder: Embedder

    def has(self, passage: int) -> bool:
        """Whether the model could read the passage at a position in the corpus."""
        part, place = self.offsets.in_segment(passage)
        return bool(self.parts[part][0][place].any())

    def cosines(self, question: str) -> ScannedCosines:
        """The cosines of all passages of the corpus with the question."""
        vector = self.embedder.embed_question(question)
        cosines = np.zeros(len(self.offsets), dtype=np.float32)
        for rows, positions in self.parts:
            for start, found in cosines_of(rows, vector):
                if positions is None:
                    cosines[start : start + len(found)] = found
                else:
                    at = positions[start : start + len(found)]
                    cosines[at[at >= 0]] = found[at >= 0]
        return ScannedCosines(cosines)


def cosines_of(
    rows: Rows, vector: NDArray[np.float32]
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield the cosines of some rows at a time with a unit vector, each time with the first row."""
    scaled = vector / np.float32(SCALE)
    # Always as many rows: of fewer, the last bits might differ with where a passage stands.
    floats = np.zeros((_ROWS_AT_ONCE, len(vector)), dtype=np.float32)
    for start in range(0, len(rows) if rows.size else 0, _ROWS_AT_ONCE):
        some = rows[start : start + _ROWS_AT_ONCE]
        floats[: len(some)] = some
        yield start, np.dot(floats, scaled)[: len(some)]


def quantised(vectors: NDArray[np.float32]) -> Rows:
    """Unit vectors, a row each, as bytes."""
    limit = np.iinfo(np.int8).max
    return np.clip(np.rint(vectors * SCALE), -limit, limit).astype(np.int8)


def nearest(cosines: NDArray[np.float32], most: int) -> NDArray[np.intp]:
    """The positions of the `most` highest cosines above 0, in order; of equal ones, the first."""
    if len(cosines) <= most:
        return np.flatnonzero(cosines > 0)
    worst = np.partition(cosines, len(cosines) - most)[-most]
    found = np.flatnonzero(cosines >= max(worst, np.nextafter(np.float32(0), np.float32(1))))
    order = np.argsort(-cosines[found], kind="stable")[:most]
    return np.sort(found[order])
