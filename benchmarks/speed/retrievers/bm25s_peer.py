"""bm25s, as it is installed: its numpy backend (numba is off by default), float32, one thread."""

from collections.abc import Sequence

import bm25s

from benchmarks.speed.retrievers.protocol import BEST, Found, Terms


class Bm25s:
    """Has computed the score of each posting when the question comes."""

    def __init__(self, passages: Sequence[Terms]) -> None:
        self._best = min(BEST, len(passages))
        self._index = bm25s.BM25(backend="numpy")
        self._index.index([list(terms) for terms in passages], show_progress=False)

    def best(self, terms: Terms) -> Found:
        """The lists of terms go in as they are; no tokenizer of its own is measured."""
        places, scores = self._index.retrieve([list(terms)], k=self._best, show_progress=False)
        return list(zip(places[0].tolist(), scores[0].tolist(), strict=True))
