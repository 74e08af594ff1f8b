"""BM25 of whole paragraphs, read from the postings of their sentences."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.accumulators import Accumulators
from bot.retrieval.bm25 import Bm25Index, Postings, Scores, lucene_idf, saturation
from bot.retrieval.inverted import narrowed


class ParagraphIndex:
    """The same scores as a Bm25Index over the paragraphs' terms, without postings of its own."""

    def __init__(self, sentences: Bm25Index, paragraph_of: NDArray[np.int32]) -> None:
        """`paragraph_of` gives each sentence's paragraph, from 0 and ascending."""
        self._sentences = sentences
        self._paragraph_of = paragraph_of
        lengths = np.bincount(paragraph_of, weights=sentences.lengths)
        self._lengths = narrowed(lengths.astype(np.int64))
        self._mean = float(lengths.mean()) if lengths.any() else 1.0
        self.accumulators = Accumulators(len(lengths))

    def shares(self, terms: Iterable[str]) -> Scores:
        """Each paragraph's score for the distinct `terms`, over their idf mass among paragraphs."""
        scores = np.zeros(len(self._lengths))
        self.add_shares(scores, terms)
        return scores

    def add_shares(self, sums: Scores, terms: Iterable[str]) -> None:
        """Add the same to `sums`, in which there is a place for each paragraph."""
        found: list[tuple[NDArray[np.signedinteger], Scores]] = []
        mass = 0.0
        for term in dict.fromkeys(terms):
            postings = self._postings(term)
            idf = lucene_idf(len(self._lengths), len(postings.documents))
            mass += idf
            lengths = self._lengths[postings.documents]
            added = idf * saturation(postings.frequencies, lengths, self._mean)
            found.append((postings.documents, added))
        for paragraphs, scores in found:
            np.add.at(sums, paragraphs, scores / mass)

    def _postings(self, term: str) -> Postings:
        sentences = self._sentences.postings(term)
        paragraphs = self._paragraph_of[sentences.documents]
        is_next = paragraphs[1:] != paragraphs[:-1]
        if is_next.all():
            return Postings(paragraphs, sentences.frequencies)
        starts = np.append(0, np.flatnonzero(is_next) + 1)
        counted = np.add.reduceat(sentences.frequencies.astype(np.uint32), starts)
        return Postings(paragraphs[starts], counted)
