"""Verbatim's index of terms, with the scores of the class of rank-bm25 that it uses."""

from collections.abc import Sequence

from benchmarks.speed.retrievers.protocol import BEST, Found, Terms
from bot.retrieval.index.bm25 import Bm25Index


class Verbatim:
    """What `bot.retrieval` finds passages by, before it adds paragraphs and spelling."""

    def __init__(self, passages: Sequence[Terms]) -> None:
        self._index = Bm25Index.of(passages)

    def best(self, terms: Terms) -> Found:
        """The first of all passages that hold any of the terms."""
        places, scores = self._index.top(terms, BEST)
        return list(zip(places.tolist(), scores.tolist(), strict=True))
