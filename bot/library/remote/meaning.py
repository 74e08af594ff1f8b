"""The meaning of passages whose vectors are on servers: chosen coarsely, compared exactly."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from bot.library.remote.coarse import Coarse
from bot.library.remote.errors import damaged
from bot.library.remote.store import Store
from bot.retrieval.index.passage_offsets import PassageOffsets
from bot.retrieval.semantic.meaning import Embedder, Rows, cosines_of, nearest

_COMPARED = 300
"""Passages whose vectors are fetched for a question."""
_REMEMBERED = 16  # questions: those of some messages


@dataclass(frozen=True, slots=True)
class RemoteCosines:
    """The cosines of a question with passages whose vectors are fetched when they are asked for."""

    meaning: "RemoteMeaning"
    vector: NDArray[np.float32]
    likely: NDArray[np.intp]
    elsewhere: bool

    def at(self, positions: NDArray[np.integer]) -> NDArray[np.float32]:
        """The cosines of the passages at these positions."""
        rows = self.meaning.rows(positions)
        parts = [found for _, found in cosines_of(rows, self.vector, elsewhere=self.elsewhere)]
        return np.concatenate([np.empty(0, np.float32), *parts])

    def nearest(self, most: int, within: tuple[int, int] | None) -> NDArray[np.intp]:
        """The positions of the `most` highest above 0 of those that are likely, in order."""
        likely = self.likely
        if within:
            likely = self.meaning.likely(self.vector, within, elsewhere=self.elsewhere)
        return likely[nearest(self.at(likely), most)]


class RemoteMeaning:
    """A Meaning with a few bytes for each passage in memory. What reads may raise."""

    def __init__(
        self, store: Store, parts: Sequence[Coarse], offsets: PassageOffsets, embedder: Embedder
    ) -> None:
        """`parts` are those of the segments, which follow each other."""
        self.embedder = embedder
        self._store = store
        self._parts = tuple(parts)
        self._bounds = np.cumsum([0, *(part.codes.shape[1] for part in parts)]).tolist()
        self._offsets = offsets
        self._of = lru_cache(_REMEMBERED)(self._cosines)

    def is_elsewhere(self, passage: int) -> bool | None:
        """Whether the passage at a position was read as one in another language than English.

        None if it was not read.
        """
        number = bisect_right(self._bounds, passage) - 1
        return self._parts[number].is_elsewhere(passage - self._bounds[number])

    def cosines(self, question: str, *, elsewhere: bool) -> RemoteCosines:
        """The cosines of the passages in English, or `elsewhere`; fetches nothing yet."""
        return self._of(question, elsewhere)

    def _cosines(self, question: str, elsewhere: bool) -> RemoteCosines:
        vector = self.embedder.embed_question(question, elsewhere=elsewhere)
        likely = self.likely(vector, elsewhere=elsewhere)
        return RemoteCosines(self, vector, likely, elsewhere)

    def likely(
        self,
        vector: NDArray[np.float32],
        within: tuple[int, int] | None = None,
        *,
        elsewhere: bool,
    ) -> NDArray[np.intp]:
        """The passages in English, or `elsewhere`, that are likely the nearest, in order."""
        start, end = within or (0, len(self._offsets))
        if within and end - start <= _COMPARED:
            return np.arange(start, end)
        positions, cosines = [np.empty(0, np.intp)], [np.empty(0, np.float32)]
        for part, (first, last) in zip(self._parts, pairwise(self._bounds), strict=True):
            if first < end and start < last:
                begin = max(start, first)
                chosen = part.within(begin - first, min(end, last) - first)
                places, near = chosen.likely(vector, _COMPARED, elsewhere=elsewhere)
                positions.append(begin + places)
                cosines.append(near)
        order = np.argsort(-np.concatenate(cosines), kind="stable")
        return np.sort(np.concatenate(positions)[order[:_COMPARED]])

    def will_compare(self, positions: NDArray[np.integer]) -> None:
        """Fetch the vectors of the paragraphs of these passages together with the next article."""
        paragraphs = np.unique(self._offsets.paragraph_of[positions])
        firsts = self._offsets.firsts
        ranges = zip(firsts[paragraphs].tolist(), firsts[paragraphs + 1].tolist(), strict=True)
        mates = np.fromiter(chain.from_iterable(range(*each) for each in ranges), np.intp)
        self._store.want_vectors(self.places(mates))

    def places(self, positions: NDArray[np.integer]) -> list[tuple[int, int]]:
        """For each passage, the number of its article, and its place there."""
        offsets = self._offsets
        articles = offsets.article_of[offsets.paragraph_of[positions]]
        starts = offsets.firsts[np.searchsorted(offsets.article_of, articles)]
        return list(zip(articles.tolist(), (positions - starts).tolist(), strict=True))

    def rows(self, positions: NDArray[np.integer]) -> Rows:
        """The vectors of these passages, of zeros where the model could not read one."""
        width = self._store.width
        found = self._store.vectors(self.places(positions))
        rows = b"".join(row or bytes(width) for row in found)
        if len(rows) != width * len(positions):
            raise damaged()
        return np.frombuffer(rows, np.int8).reshape(-1, width)
