"""BM25 of whole paragraphs, read from the postings of their sentences."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.bm25 import Bm25Index, Postings, lucene_idf, saturation


class ParagraphIndex:
    """The same scores as a Bm25Index over the paragraphs' terms, without postings of its own."""

    def __init__(self, sentences: Bm25Index, paragraph_of: NDArray[np.int32]) -> None:
        """`paragraph_of` gives each sentence's paragraph, from 0 and ascending."""
        self._sentences = sentences
        self._paragraph_of = paragraph_of
        self._lengths = np.bincount(paragraph_of, weights=sentences.lengths)
        self._mean = float(self._lengths.mean()) if self._lengths.any() else 1.0

    def shares(self, terms: Iterable[str]) -> NDArray[np.float64]:
        """Each paragraph's score for the distinct `terms`, over their idf mass among paragraphs."""
        scores, mass = np.zeros(len(self._lengths)), 0.0
        for term in dict.fromkeys(terms):
            postings = self._postings(term)
            paragraphs = postings.documents
            idf = lucene_idf(len(scores), len(paragraphs))
            mass += idf
            lengths = self._lengths[paragraphs]
            scores[paragraphs] += idf * saturation(postings.frequencies, lengths, self._mean)
        return scores / (mass or 1.0)

    def _postings(self, term: str) -> Postings:
        sentences = self._sentences.postings(term)
        paragraphs = self._paragraph_of[sentences.documents]
        starts = np.flatnonzero(np.diff(paragraphs, prepend=-1))
        if not starts.size:
            return sentences
        return Postings(paragraphs[starts], np.add.reduceat(sentences.frequencies, starts))
