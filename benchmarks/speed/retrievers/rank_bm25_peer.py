"""rank_bm25's BM25Okapi, with its own parameters: `get_scores`, and numpy for the first ten."""

from collections.abc import Sequence

import numpy as np
from rank_bm25 import BM25Okapi  # noqa: TID251 (what is compared with)

from benchmarks.speed.retrievers.protocol import BEST, Found, Terms


class RankBm25:
    """Walks all passages for each term."""

    def __init__(self, passages: Sequence[Terms]) -> None:
        self._index = BM25Okapi(passages)

    def best(self, terms: Terms) -> Found:
        """`get_top_n` would sort all the scores; taking the first apart is quicker."""
        scores = self._index.get_scores(terms)
        first = np.argpartition(-scores, min(BEST, len(scores) - 1))[:BEST]
        first = first[np.argsort(-scores[first], kind="stable")]
        return [(int(place), float(scores[place])) for place in first]
