"""BM25 over whole paragraphs, computed from the postings of their sentences."""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.accumulators import Accumulators
from bot.retrieval.index.best import Scores
from bot.retrieval.index.bm25 import Bm25Index, Postings, idf_of, saturation


class ParagraphIndex:
    """Scores as of a Bm25Index over paragraphs, without postings of its own."""

    def __init__(
        self,
        sentences: Bm25Index,
        paragraph_of: NDArray[np.int32],
        lengths: NDArray[np.unsignedinteger],
    ) -> None:
        """`paragraph_of` is each sentence's paragraph, counted from 0, ascending.

        `lengths` is the number of terms of each paragraph.
        """
        self._sentences = sentences
        self._paragraph_of = paragraph_of
        self._lengths = lengths
        self._mean = float(lengths.mean()) if lengths.any() else 1.0
        self.accumulators = Accumulators(len(lengths))

    def shares(self, terms: Iterable[str]) -> Scores:
        """Each paragraph's score for the distinct `terms`, divided by their idf mass."""
        scores = np.zeros(len(self._lengths))
        self.add_shares(scores, self._sentences.postings(terms))
        return scores

    def add_shares(self, sums: Scores, asked: Postings) -> None:
        """Add the same shares to `sums`, which has a slot for each paragraph.

        `asked` are the terms' postings over sentences.
        """
        if not len(asked.documents):
            return
        paragraph_of = self._paragraph_of.take(asked.documents)
        opens = np.append(True, paragraph_of[1:] != paragraph_of[:-1])
        # A new block is another term or segment: the same paragraph counts again there.
        opens[asked.firsts] = True
        starts = np.flatnonzero(opens)
        paragraphs = paragraph_of.take(starts)
        frequencies = np.add.reduceat(asked.frequencies, starts, dtype=np.uint32)
        held = np.diff(np.searchsorted(starts, np.cumsum(asked.blocks)), prepend=0)
        counts = np.zeros(len(asked.counts), np.intp)
        np.add.at(counts, asked.term_of, held)
        idf = idf_of(counts.tolist(), len(self._lengths))
        scores = saturation(frequencies, self._lengths.take(paragraphs), self._mean)
        scores *= idf[asked.term_of].repeat(held)
        np.add.at(sums, paragraphs, scores / math.fsum(idf.tolist()))
