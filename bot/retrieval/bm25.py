"""rank-bm25's scores, read from a term → postings index.

rank-bm25 computes the statistics and so defines the scores; walking the postings of the question's
terms instead of every passage makes the cost that of the postings. This is the only module that
imports it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

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
            self.idf[term] = lucene_idf(self.corpus_size, documents)


def lucene_idf(size: int, documents: int) -> float:
    """How telling a term is that `documents` of `size` documents hold."""
    return math.log1p((size - documents + 0.5) / (documents + 0.5))


def saturation(
    frequencies: NDArray[np.int64], lengths: NDArray[np.int64], mean: float
) -> NDArray[np.float64]:
    """BM25 without the idf: what a term adds by its frequency in documents of these lengths.

    `mean` is the mean length of all documents. The order of operations is rank-bm25's own, so that
    the scores are too.
    """
    counted = frequencies.astype(np.float64)
    return counted * (K1 + 1) / (counted + K1 * (1 - B + B * lengths / mean))


@dataclass(frozen=True, slots=True)
class Postings:
    """The documents that hold a term, ascending, and its frequency in each."""

    documents: NDArray[np.int32]
    frequencies: NDArray[np.int64]


class Bm25Index:
    """BM25 over documents given as lists of terms; immutable once built."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self.lengths = np.fromiter(map(len, documents), dtype=np.int64, count=len(documents))
        self._mean = 1.0
        self._idf: dict[str, float] = {}
        self._rows: dict[str, int] = {}
        self._documents = np.empty(0, dtype=np.int32)
        self._kinds = np.empty(0, dtype=np.uint8)
        self._frequencies = np.empty(0, dtype=np.int64)
        self._saturations = np.empty(0)
        if self.lengths.any():  # rank-bm25 divides by the number of documents, and by their length
            statistics = LuceneOkapi(documents, k1=K1, b=B)
            self._mean = statistics.avgdl
            self._idf = statistics.idf
            self._rows = {term: row for row, term in enumerate(self._idf)}
            self._invert(statistics.doc_freqs)

    def scores(self, terms: Iterable[str]) -> NDArray[np.float64]:
        """rank-bm25's score of every document for the distinct `terms`; 0 without any of them."""
        scores = np.zeros(len(self.lengths))
        for term in dict.fromkeys(terms):
            scores[self.postings(term).documents] += self.weights(term)
        return scores

    def postings(self, term: str) -> Postings:
        """The postings of `term`; none where no document knows it."""
        these = self._slice(term)
        return Postings(self._documents[these], self._frequencies[self._kinds[these]])

    def weights(self, term: str) -> NDArray[np.float64]:
        """What `term` adds to the score of each document of its postings."""
        return self.idf(term) * self._saturations[self._kinds[self._slice(term)]]

    def idf(self, term: str) -> float:
        """How telling a term is; one that no document knows is the most telling of all."""
        known = self._idf.get(term)
        return lucene_idf(len(self.lengths), 0) if known is None else known

    def mass(self, terms: Iterable[str]) -> float:
        """The idf of the distinct `terms` together: what a question asks for, in all."""
        return math.fsum(self.idf(term) for term in dict.fromkeys(terms))

    def __contains__(self, term: str) -> bool:
        return term in self._rows

    def _slice(self, term: str) -> slice:
        row = self._rows.get(term)
        return slice(0, 0) if row is None else slice(self._starts[row], self._starts[row + 1])

    def _invert(self, counts: Sequence[dict[str, int]]) -> None:
        """Lay the counts of all documents out by term, and by document within a term.

        Of a posting, two bytes say which pair of frequency and length it is of: there are few, and
        BM25 depends on nothing else but the term.
        """
        sizes = [len(each) for each in counts]
        rows = np.fromiter((self._rows[term] for each in counts for term in each), np.int32)
        frequencies = np.fromiter(chain.from_iterable(each.values() for each in counts), np.int64)
        longest = int(self.lengths.max()) + 1
        pairs = frequencies * longest + np.repeat(self.lengths, sizes)
        kinds, kind_of = np.unique(pairs, return_inverse=True)
        by_term = np.argsort(rows, kind="stable")
        self._documents = np.repeat(np.arange(len(counts), dtype=np.int32), sizes)[by_term]
        self._kinds = kind_of[by_term].astype(np.min_scalar_type(len(kinds)))
        self._frequencies = kinds // longest
        self._saturations = saturation(self._frequencies, kinds % longest, self._mean)
        self._starts = np.searchsorted(rows[by_term], np.arange(len(self._rows) + 1))
