"""The vectors of a segment's passages, by the windows in which they were read."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Passage
from bot.retrieval.index.passage_offsets import in_order
from bot.retrieval.semantic.meaning import Embedder, Rows

KEY_BYTES = 16


class ReadingStopped(CancelledError):
    """Reading was given up; `vectors` are what was read until then."""

    def __init__(self, vectors: "Vectors") -> None:
        super().__init__("not all passages were read")
        self.vectors = vectors


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Vectors:
    """A row for each passage that was read, of zeros if the model does not know its language.

    Where reading was given up, there are fewer rows than passages. Each window begins at the
    passage `firsts`, has so many passages (`sizes`), and a row of KEY_BYTES in `keys`, which is the
    same for windows that are read alike.
    """

    rows: Rows
    firsts: NDArray[np.int32]
    sizes: NDArray[np.int32]
    keys: NDArray[np.uint8]

    @classmethod
    def of(cls, rows: Rows, windows: Sequence[tuple[int, int, bytes]]) -> "Vectors":
        """Build from each window's first passage, number of passages, and key."""
        keys = np.frombuffer(b"".join(key for _, _, key in windows), np.uint8)
        return cls(
            rows,
            np.array([first for first, _, _ in windows], np.int32),
            np.array([size for _, size, _ in windows], np.int32),
            keys.reshape(-1, KEY_BYTES),
        )

    def within(self, start: int = 0, end: int | None = None) -> dict[bytes, Rows]:
        """The rows of each window that begins in a range of passages, by its key."""
        found = range(
            *np.searchsorted(self.firsts, (start, len(self.rows) if end is None else end))
        )
        return {
            self.keys[at].tobytes(): self.rows[first : first + self.sizes.item(at)]
            for at, first in ((at, self.firsts.item(at)) for at in found)
        }


def read_vectors(
    embedder: Embedder,
    passages: Sequence[Passage],
    known: Mapping[bytes, Rows],
    begun: Vectors | None = None,
) -> Vectors:
    """Read the passages of whole articles, from where it was begun; a `known` window is not read.

    Raises ReadingStopped if the embedder gives up.
    """
    windows: list[tuple[int, int, bytes]] = []
    rows = np.zeros((len(passages), begun.rows.shape[1] if begun else 0), np.int8)
    done = 0
    if begun:
        # Windows are found by what was read, not by their number, so that work done before an edit
        # still counts.
        known = {**known, **begun.within()}
    try:
        for first, key, vectors in embedder.embed_passages(passages, known):
            if not rows.shape[1]:
                rows = np.zeros((len(passages), vectors.shape[1]), np.int8)
            done = first + len(vectors)
            rows[first:done] = vectors
            windows.append((first, len(vectors), key))
    except CancelledError as error:
        raise ReadingStopped(Vectors.of(rows[:done], windows)) from error
    return Vectors.of(rows, windows)


def join_vectors(parts: Iterable[tuple[Vectors, NDArray[np.int32]]], size: int) -> Vectors:
    """Join vectors; each comes with its passages' places in the whole, -1 for those that go."""
    parts = list(parts)
    rows = np.zeros((size, max((one.rows.shape[1] for one, _ in parts), default=0)), np.int8)
    for one, places in parts:
        if one.rows.shape[1]:
            rows[places[places >= 0]] = one.rows[places >= 0]
    begins = [places[one.firsts] for one, places in parts]
    firsts = np.concatenate([np.empty(0, np.int32), *begins])
    sizes = np.concatenate([np.empty(0, np.int32), *(one.sizes for one, _ in parts)])
    keys = np.concatenate([np.empty((0, KEY_BYTES), np.uint8), *(one.keys for one, _ in parts)])
    order = in_order(begins)
    return Vectors(rows, firsts[order], sizes[order], keys[order])
