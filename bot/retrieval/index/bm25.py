"""rank-bm25's scores, read from a term → postings index.

rank-bm25 computes the statistics and so defines the scores. Reading only the postings of the
question's terms, not every passage, keeps the cost proportional to those postings. This is the only
module that imports rank-bm25.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi  # noqa: TID251 (the one module that may)

from bot.retrieval.index.accumulators import Accumulators
from bot.retrieval.index.best import Scores, best_first, worst_of_best
from bot.retrieval.index.inverted import Inverted, invert, row_finder

# Tuned for single sentences: terms are rarely repeated, and lengths differ little.
K1 = 0.4
B = 0.4


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

    def __init__(self, holding: Sequence[int], size: int) -> None:
        """Document frequencies of terms, and the number of documents."""
        self._holding = holding
        self._size = size
        super().__init__((), k1=K1, b=B)

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> Mapping[str, int]:
        """Set the statistics that rank-bm25 would count, and return the document frequencies."""
        del corpus
        self.corpus_size = self._size
        self.avgdl = 0.0
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
    """The postings of several terms, in blocks: each of one term in one segment.

    Each posting has a document, the term's `frequencies` there and the document's `lengths`; those
    of an article ascend within a block. `blocks` are the numbers of postings of the blocks,
    `term_of` the number of each block's term. `counts` is the number of postings of each term,
    `idf` its inverse document frequency.
    """

    documents: NDArray[np.intp]
    frequencies: NDArray[np.unsignedinteger]
    lengths: NDArray[np.unsignedinteger]
    blocks: NDArray[np.intp]
    term_of: NDArray[np.intp]
    counts: NDArray[np.intp]
    idf: Scores

    @property
    def firsts(self) -> NDArray[np.intp]:
        """The offset of the first posting of each block that has postings."""
        firsts: NDArray[np.intp] = (np.cumsum(self.blocks) - self.blocks)[self.blocks > 0]
        return firsts

    @property
    def idf_of_each(self) -> Scores:
        """The inverse document frequency of each posting's term."""
        return self.idf[self.term_of].repeat(self.blocks)

    @property
    def mass(self) -> float:
        """The sum of the terms' idf: the maximum that a passage can cover."""
        return math.fsum(self.idf.tolist())


@dataclass(frozen=True, slots=True)
class IndexPart:
    """The inverted index of a segment, and the place of each of its documents among all.

    A document of an article that went has the place -1. Without `places`, they are the same.
    """

    inverted: Inverted
    places: NDArray[np.int32] | None = None

    def count(self, row: int) -> int:
        """The number of documents that a term has here."""
        span = self.inverted.span(row)
        if self.places is None:
            return len(self.inverted.documents[span])
        return int(np.count_nonzero(self.places.take(self.inverted.documents[span]) >= 0))


class Bm25Index:
    """BM25 over the documents of several segments as one; immutable."""

    def __init__(self, parts: Sequence[IndexPart], size: int, length: int) -> None:
        """`parts` have `size` documents, and `length` terms in these, but for those that went."""
        self.parts = parts
        self.size = size
        self._rows_of = row_finder([part.inverted for part in parts])
        self._mean = length / size if length else 1.0
        self._accumulators = Accumulators(size)

    @classmethod
    def of(cls, documents: Sequence[Sequence[str]]) -> "Bm25Index":
        """Index documents given as lists of terms."""
        inverted = invert(documents)
        return cls([IndexPart(inverted)], len(documents), sum(map(len, documents)))

    def top(self, terms: Iterable[str], count: int) -> tuple[NDArray[np.intp], Scores]:
        """The best `count` documents that hold any of the distinct `terms`, and their scores.

        Best first; ties keep the order of the documents. The cost is that of the terms' postings.
        """
        held = self.postings(terms)
        if not len(held.documents) or count < 1:
            return np.empty(0, dtype=np.intp), np.empty(0)
        sums = self._accumulators.take()
        # Not `sums[documents] += …`, which would count a document once however many terms it has.
        np.add.at(sums, held.documents, self.weights(held))
        scores = sums.take(held.documents, mode="clip")
        self._accumulators.give_back(sums, held.documents)
        # The best documents for one term alone give a lower bound for the best overall.
        ends = zip(held.blocks.tolist(), np.cumsum(held.blocks).tolist(), strict=True)
        size, end = min((one for one in ends if one[0] >= count), default=(0, 0))
        floor = worst_of_best(scores[end - size : end], count) if size else -math.inf
        return best_first(held.documents, scores, count, floor)

    def scores(self, terms: Iterable[str]) -> Scores:
        """rank-bm25's score of every document for the distinct `terms`; 0 without any."""
        scores, held = np.zeros(self.size), self.postings(terms)
        np.add.at(scores, held.documents, self.weights(held))
        return scores

    def postings(self, terms: Iterable[str]) -> Postings:
        """The postings of the distinct `terms`; an unknown term has none."""
        # A repeated word of a question counts once: who repeats it does not mean it twice.
        asked = tuple(dict.fromkeys(terms))
        rows: dict[int, list[tuple[int, int]]] = {}  # by part, each with the number of its term
        for number, term in enumerate(asked):
            for part, row in self._rows_of(term):
                rows.setdefault(part, []).append((number, row))
        found = [_held(self.parts[part], here) for part, here in rows.items()]
        joined = map(np.concatenate, zip(_NOTHING, *found, strict=True))
        documents, frequencies, lengths, blocks, term_of = found[0] if len(found) == 1 else joined
        counts = np.zeros(len(asked), np.intp)
        np.add.at(counts, term_of, blocks)
        idf = idf_of(counts.tolist(), self.size)
        return Postings(documents, frequencies, lengths, blocks, term_of, counts, idf)

    def count(self, term: str) -> int:
        """The number of documents that have a term."""
        return sum(self.parts[part].count(row) for part, row in self._rows_of(term))

    def idf(self, terms: Iterable[str]) -> Scores:
        """The inverse document frequency of each of the distinct `terms`."""
        return idf_of([self.count(term) for term in dict.fromkeys(terms)], self.size)

    def weights(self, postings: Postings) -> Scores:
        """The weight of each posting: what its term adds to its document's score."""
        weights = saturation(postings.frequencies, postings.lengths, self._mean)
        weights *= postings.idf_of_each
        return weights

    def __contains__(self, term: str) -> bool:
        return self.count(term) > 0


_Held = tuple[
    NDArray[np.intp],
    NDArray[np.unsignedinteger],
    NDArray[np.unsignedinteger],
    NDArray[np.intp],
    NDArray[np.intp],
]
"""The first columns of `Postings`, for one segment."""

_NO_PLACE, _NO_COUNT = np.empty(0, np.intp), np.empty(0, np.uint8)
_NOTHING: _Held = (_NO_PLACE, _NO_COUNT, _NO_COUNT, _NO_PLACE, _NO_PLACE)


def _held(part: IndexPart, rows: Sequence[tuple[int, int]]) -> _Held:
    """The postings of some rows of a segment, each with the number of its term."""
    inverted = part.inverted
    spans = [inverted.span(row) for _, row in rows]
    numbers = np.concatenate([inverted.documents[span] for span in spans], dtype=np.intp)
    frequencies = np.concatenate([inverted.frequencies[span] for span in spans])
    lengths = inverted.lengths.take(numbers)
    blocks = np.array([span.stop - span.start for span in spans], np.intp)
    term_of = np.array([number for number, _ in rows], np.intp)
    if part.places is None:
        return numbers, frequencies, lengths, blocks, term_of
    places = part.places.take(numbers).astype(np.intp)
    stays = places >= 0
    if not stays.all():
        blocks = np.add.reduceat(stays, np.cumsum(blocks) - blocks, dtype=np.intp)
        places, frequencies, lengths = places[stays], frequencies[stays], lengths[stays]
    return places, frequencies, lengths, blocks, term_of


def idf_of(counts: Sequence[int], size: int) -> Scores:
    """The idf of terms that so many of `size` documents hold, as rank-bm25 gives it."""
    known = CountedOkapi(counts, size).idf
    return np.array([known[str(count)] for count in counts], np.float64)
