"""rank-bm25's scores, read from a term → postings index.

rank-bm25 computes the statistics and so defines the scores; walking the postings of the question's
terms instead of every passage makes the cost that of the postings. This is the only module that
imports it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi  # noqa: TID251 (the one module that may)

# Fit for single sentences, where a word is hardly ever said twice and lengths differ little.
K1 = 0.4
B = 0.4


class LuceneOkapi(BM25Okapi):
    """rank-bm25's Okapi with Lucene's idf, log(1 + (N - n + 0.5) / (n + 0.5)).

    Okapi's own idf is 0 for a term in half of the passages and negative above that, which a
    corpus of eight sentences cannot afford; Lucene's is positive on every corpus.
    """

    def _calc_idf(self, nd: dict[str, int]) -> None:
        for term, documents in nd.items():
            self.idf[term] = _idf(self.corpus_size, documents)


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents that hold a term, ascending, and what it adds to the score of each."""

    documents: NDArray[np.int32]
    weights: NDArray[np.float64]


class Bm25Index:
    """BM25 over documents given as lists of terms; immutable once built."""

    def __init__(self, documents: Sequence[Sequence[str]], *, k1: float = K1, b: float = B) -> None:
        self._size = len(documents)
        self._idf: dict[str, float] = {}
        self._postings: dict[str, Postings] = {}
        if any(documents):  # rank-bm25 divides by the number of documents, and by their length
            statistics = LuceneOkapi(documents, k1=k1, b=b)
            self._idf = statistics.idf
            self._postings = _invert(statistics, k1, b)

    def scores(self, terms: Iterable[str]) -> NDArray[np.float64]:
        """rank-bm25's score of every document for the distinct `terms`; 0 without any of them."""
        scores = np.zeros(self._size)
        for term in dict.fromkeys(terms):
            postings = self._postings.get(term)
            if postings:
                scores[postings.documents] += postings.weights
        return scores

    def postings(self, term: str) -> NDArray[np.int32]:
        """The documents that hold `term`, ascending; none where no document knows it."""
        found = self._postings.get(term)
        return found.documents if found else np.empty(0, dtype=np.int32)

    def idf(self, term: str) -> float:
        """How telling a term is; one that no document knows is the most telling of all."""
        known = self._idf.get(term)
        return _idf(self._size, 0) if known is None else known

    def mass(self, terms: Iterable[str]) -> float:
        """The idf of the distinct `terms` together: what a question asks for, in all."""
        return math.fsum(self.idf(term) for term in dict.fromkeys(terms))

    def __contains__(self, term: str) -> bool:
        return term in self._postings


def _idf(size: int, documents: int) -> float:
    return math.log1p((size - documents + 0.5) / (documents + 0.5))


def _invert(statistics: LuceneOkapi, k1: float, b: float) -> dict[str, Postings]:
    documents: dict[str, list[int]] = {term: [] for term in statistics.idf}
    frequencies: dict[str, list[int]] = {term: [] for term in statistics.idf}
    for document, counts in enumerate(statistics.doc_freqs):
        for term, frequency in counts.items():
            documents[term].append(document)
            frequencies[term].append(frequency)
    lengths = np.asarray(statistics.doc_len, dtype=np.float64)
    norms = k1 * (1 - b + b * lengths / statistics.avgdl)
    postings: dict[str, Postings] = {}
    for term, idf in statistics.idf.items():
        ids = np.asarray(documents[term], dtype=np.int32)
        counted = np.asarray(frequencies[term], dtype=np.float64)
        # The order of operations is rank-bm25's own, so that the scores are too.
        weights = idf * (counted * (k1 + 1) / (counted + norms[ids]))
        postings[term] = Postings(ids, weights)
    return postings
