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

ELSEWHERE = -128
"""The first component of a row that the model for other languages than English made; no other has
it. It counts for nothing in a cosine."""

SCALE = 320
"""Components up to 0.397 fit in a byte; those of unit vectors of 384 hardly exceed 0.3. Rounding
changes a cosine by about 0.001."""

_ROWS_AT_ONCE = 1_024  # as floats, they fit in the cache of a core


class Embedder(Protocol):
    """Makes unit vectors from texts, near to each other if the texts mean the same.

    English and all other languages may have a model each, whose vectors cannot be compared.
    """

    @property
    def model(self) -> str:
        """Names the model: another one makes other vectors."""

    def embed_passages(
        self, passages: Sequence[Passage], known: Mapping[bytes, Rows]
    ) -> Iterator[tuple[int, bytes, Rows]]:
        """Read passages in windows, in order: the first passage of each, its key, and its rows.

        A passage in a language that no model has is in none. A window of a `known` key has the
        rows that are known. Raises CancelledError if that is given up.
        """

    def embed_question(self, question: str, *, elsewhere: bool = False) -> NDArray[np.float32]:
        """The vector of a question, to compare with rows in English, or `elsewhere`."""


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

    def is_elsewhere(self, passage: int) -> bool | None:
        """Whether the passage at a position was read as one in another language than English.

        None if it was not read.
        """

    def cosines(self, question: str, *, elsewhere: bool) -> Cosines:
        """How near the passages in English are to a question, or those `elsewhere`.

        The others count as unread.
        """


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

    def is_elsewhere(self, passage: int) -> bool | None:
        """Whether the passage at a position was read as one in another language than English.

        None if it was not read.
        """
        part, place = self.offsets.in_segment(passage)
        return is_elsewhere(self.parts[part][0][place])

    def cosines(self, question: str, *, elsewhere: bool) -> ScannedCosines:
        """The cosines of the passages in English with the question, or of those `elsewhere`."""
        cosines = np.zeros(len(self.offsets), dtype=np.float32)
        if elsewhere and not any((rows[:, :1] == ELSEWHERE).any() for rows, _ in self.parts):
            return ScannedCosines(cosines)  # the model would be loaded for nothing
        vector = self.embedder.embed_question(question, elsewhere=elsewhere)
        for rows, positions in self.parts:
            for start, found in cosines_of(rows, vector, elsewhere=elsewhere):
                if positions is None:
                    cosines[start : start + len(found)] = found
                else:
                    at = positions[start : start + len(found)]
                    cosines[at[at >= 0]] = found[at >= 0]
        return ScannedCosines(cosines)


def is_elsewhere(row: Rows) -> bool | None:
    """Whether a row was made by the model for other languages; None if no model made it."""
    return bool(row[0] == ELSEWHERE) if row.any() else None


def unmarked(rows: Rows) -> NDArray[np.float32]:
    """The rows as floats, without what marks those of the model for other languages."""
    floats = rows.astype(np.float32)
    floats[:, :1][rows[:, :1] == ELSEWHERE] = 0
    return floats


def cosines_of(
    rows: Rows, vector: NDArray[np.float32], *, elsewhere: bool
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield the cosines of some rows at a time with a unit vector, each time with the first row.

    The vector is of the model for English, or of the one for texts `elsewhere`; 0 for rows of the
    other one.
    """
    scaled = vector / np.float32(SCALE)
    # Always as many rows: of fewer, the last bits might differ with where a passage stands.
    floats = np.zeros((_ROWS_AT_ONCE, len(vector)), dtype=np.float32)
    for start in range(0, len(rows) if rows.size else 0, _ROWS_AT_ONCE):
        some = rows[start : start + _ROWS_AT_ONCE]
        floats[: len(some)] = some
        found = np.dot(floats, scaled)[: len(some)]
        found[(some[:, 0] == ELSEWHERE) != elsewhere] = 0
        yield start, found


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
