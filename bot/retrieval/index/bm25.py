"""rank-bm25's scores, read from a term → postings index.

rank-bm25 computes the statistics and so defines the scores. Reading only the postings of the
question's terms, not every passage, keeps the cost proportional to those postings. This is the only
module that imports rank-bm25.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi  # noqa: TID251 (the one module that may)

from bot.retrieval.index.accumulators import Accumulators
from bot.retrieval.index.inverted import Inverted, Joined, invert, join, narrowed
from bot.retrieval.index.posting_lists import PostingLists
from bot.retrieval.index.string_table import StringTable

# Tuned for single sentences: terms are rarely repeated, and lengths differ little.
K1 = 0.4
B = 0.4
_FEW_KINDS = 1 << 22

Scores: TypeAlias = NDArray[np.float64]


class LuceneOkapi(BM25Okapi):
    """rank-bm25's Okapi with Lucene's idf, log(1 + (N - n + 0.5) / (n + 0.5)).

    Okapi's own idf is 0 for a term in half of the passages and negative above that, which a
    corpus of eight sentences cannot afford. Lucene's idf is always positive.
    """

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        for term, documents in nd.items():
            self.idf[term] = lucene_idf(self.corpus_size, documents)


class CountedOkapi(LuceneOkapi):
    """The same statistics from document frequencies alone, without the terms.

    The idf depends only on a term's document frequency, so the frequency stands in for the term.
    """

    def __init__(self, holding: NDArray[np.integer], lengths: NDArray[np.unsignedinteger]) -> None:
        """Distinct document frequencies, and the documents' lengths in terms."""
        self._holding: list[int] = holding.tolist()
        self._lengths = lengths
        super().__init__((), k1=K1, b=B)

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> Mapping[str, int]:
        """Set the statistics that rank-bm25 would count, and return the document frequencies."""
        del corpus
        self.corpus_size = len(self._lengths)
        self.avgdl = int(self._lengths.sum(dtype=np.int64)) / self.corpus_size
        return {str(count): count for count in self._holding}


def lucene_idf(size: int, documents: int) -> float:
    """The idf of a term that occurs in `documents` of `size` documents (Lucene's formula)."""
    return math.log1p((size - documents + 0.5) / (documents + 0.5))


def saturation(
    frequencies: NDArray[np.integer], lengths: NDArray[np.integer], mean: float
) -> Scores:
    """BM25 without the idf: the term-frequency part, for documents of these lengths.

    `mean` is the mean length of all documents. The order of operations is rank-bm25's, so the
    scores are identical to the last bit.
    """
    counted = frequencies.astype(np.float64)
    return counted * (K1 + 1) / (counted + K1 * (1 - B + B * lengths / mean))


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of several terms, one term after the other.

    Each posting has a document and a kind (`Kinds`); documents ascend within a term. `counts` is
    the number of postings of each term, `idf` its inverse document frequency.
    """

    documents: NDArray[np.intp]
    kinds: NDArray[np.unsignedinteger]
    counts: NDArray[np.intp]
    idf: Scores

    @property
    def firsts(self) -> NDArray[np.intp]:
        """The offset of the first posting of each term that has postings."""
        firsts: NDArray[np.intp] = (np.cumsum(self.counts) - self.counts)[self.counts > 0]
        return firsts

    @property
    def mass(self) -> float:
        """The sum of the terms' idf: the maximum that a passage can cover."""
        return math.fsum(self.idf.tolist())


@dataclass(frozen=True, slots=True)
class Kinds:
    """The distinct (frequency, length) pairs, and which pair each posting has (`of`).

    There are few distinct pairs, and the weight of a posting depends only on its pair and its term.
    So a byte or two per posting is enough.
    """

    of: NDArray[np.unsignedinteger]
    frequencies: NDArray[np.unsignedinteger]
    lengths: NDArray[np.int32]

    @classmethod
    def sort_out(cls, counted: Inverted) -> "Kinds":
        """Find the distinct pairs of an inverted index."""
        longest = int(counted.lengths.max(initial=0)) + 1
        pairs = counted.frequencies * np.int64(longest) + counted.lengths[counted.documents]
        most = int(pairs.max(initial=0)) + 1
        if most > _FEW_KINDS:
            kinds, of = np.unique(pairs, return_inverse=True)
        else:
            is_there = np.zeros(most, dtype=bool)
            is_there[pairs] = True
            kinds, of = np.flatnonzero(is_there), (np.cumsum(is_there) - 1)[pairs]
        lengths = (kinds % longest).astype(np.int32)
        return cls(of.astype(np.min_scalar_type(len(kinds))), narrowed(kinds // longest), lengths)


class Bm25Index:
    """BM25 over documents given as terms; immutable once built."""

    def __init__(
        self,
        terms: StringTable,
        lists: PostingLists,
        kinds: Kinds,
        lengths: NDArray[np.unsignedinteger],
    ) -> None:
        """`lists` has the documents of each of the `terms`, `kinds` the kind of each posting."""
        self.terms, self.lists, self.kinds, self.lengths = terms, lists, kinds, lengths
        self._mean = 1.0
        self._idf = {0: lucene_idf(len(lengths), 0)}  # by document frequency
        if len(terms):  # rank-bm25 divides by the number of documents, and by their length
            statistics = CountedOkapi(np.unique(lists.counts), lengths)
            self._mean = statistics.avgdl
            self._idf |= {int(count): idf for count, idf in statistics.idf.items()}
        self._saturations = saturation(kinds.frequencies, kinds.lengths, self._mean)
        self._accumulators = Accumulators(len(lengths))

    @classmethod
    def of(cls, documents: Sequence[Sequence[str]]) -> "Bm25Index":
        """Index documents given as lists of terms."""
        places = np.arange(len(documents), dtype=np.int32)
        return cls.of_counted(join([(invert(documents), places)], len(documents)))

    @classmethod
    def of_counted(cls, counted: Joined) -> "Bm25Index":
        """Index documents from an inverted index."""
        kinds, lengths = Kinds.sort_out(counted), narrowed(counted.lengths)
        return cls(counted.terms, PostingLists.of(counted), kinds, lengths)

    @property
    def counted(self) -> Joined:
        """The inverted index that this was built from."""
        return Joined(
            self.terms,
            self.lists.row_starts,
            self.lists.all_documents,
            self.kinds.frequencies[self.kinds.of],
            self.lengths.astype(np.int32),
        )

    def top(self, terms: Iterable[str], count: int) -> tuple[NDArray[np.intp], Scores]:
        """The best `count` documents that hold any of the distinct `terms`, and their scores.

        Best first; ties keep the order of the documents. The cost is that of the terms' postings.
        """
        held = self.postings(terms)
        if not len(held.documents) or count < 1:
            return np.empty(0, dtype=np.intp), np.empty(0)
        sums = self._accumulators.take()
        np.add.at(sums, held.documents, self.weights(held))
        scores = sums.take(held.documents, mode="clip")
        self._accumulators.give_back(sums, held.documents)
        # The best documents for one term alone give a lower bound for the best overall.
        ends = zip(held.counts.tolist(), np.cumsum(held.counts).tolist(), strict=True)
        size, end = min((one for one in ends if one[0] >= count), default=(0, 0))
        floor = worst_of_best(scores[end - size : end], count) if size else -math.inf
        return best_first(held.documents, scores, count, floor)

    def scores(self, terms: Iterable[str]) -> Scores:
        """rank-bm25's score of every document for the distinct `terms`; 0 without any."""
        scores, held = np.zeros(len(self.lengths)), self.postings(terms)
        np.add.at(scores, held.documents, self.weights(held))
        return scores

    def postings(self, terms: Iterable[str]) -> Postings:
        """The postings of the distinct `terms`; an unknown term has none."""
        rows = [self.terms.number_of(term) for term in dict.fromkeys(terms)]
        spans = [slice(0, 0) if row is None else self.lists.span(row) for row in rows]
        counts = [these.stop - these.start for these in spans]
        return Postings(
            self.lists.documents([row for row in rows if row is not None]),
            np.concatenate([self.kinds.of[:0], *(self.kinds.of[these] for these in spans)]),
            np.array(counts, dtype=np.intp),
            np.array([self._idf[count] for count in counts]),
        )

    def weights(self, postings: Postings) -> Scores:
        """The weight of each posting: what its term adds to its document's score."""
        weights: Scores = self._saturations.take(postings.kinds, mode="clip")
        weights *= postings.idf.repeat(postings.counts)
        return weights

    def frequencies(self, postings: Postings) -> NDArray[np.unsignedinteger]:
        """The term frequency of each posting."""
        frequencies: NDArray[np.unsignedinteger] = self.kinds.frequencies[postings.kinds]
        return frequencies

    def __contains__(self, term: str) -> bool:
        return term in self.terms


def worst_of_best(scores: Scores, count: int) -> float:
    """The lowest of the best `count` scores; there must be at least `count` scores."""
    place = len(scores) - count
    return float(np.partition(scores, place)[place])


def best_first(
    places: NDArray[np.intp], scores: Scores, count: int, floor: float
) -> tuple[NDArray[np.intp], Scores]:
    """The best `count` distinct `places`, and their scores.

    Best first; ties keep the order of the places. Scores below `floor` are dropped.
    """
    good = np.flatnonzero(scores >= floor)
    places, scores = places.take(good), scores.take(good)
    order = np.lexsort((places, -scores))
    places, scores = places.take(order), scores.take(order)
    is_new = np.append(True, places[1:] != places[:-1])[: len(places)]
    return places[is_new][:count], scores[is_new][:count]
