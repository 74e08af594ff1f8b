"""The words of a corpus by their spelling: how telling their grams are, which words are alike."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.analysis import grams_of
from bot.retrieval.bm25 import lucene_idf, saturation


class Vocabulary:
    """Every word of the corpus, those of grammar too, findable by its grams; immutable."""

    def __init__(self, counts: Mapping[str, int], passages: int) -> None:
        """`counts` says how often each word is said, in that many passages in all."""
        self._words = tuple(counts)
        self._counts = np.fromiter(counts.values(), dtype=np.int64, count=len(counts))
        self._passages = passages
        rows: defaultdict[str, list[int]] = defaultdict(list)
        length = 0
        for row, (word, count) in enumerate(counts.items()):
            grams = grams_of(word)
            length += len(grams) * count
            for gram in dict.fromkeys(grams):
                rows[gram].append(row)
        self._rows = {gram: np.asarray(found, dtype=np.int32) for gram, found in rows.items()}
        self._mean = length / passages if length else 1.0

    def shares(self, asked: Iterable[str], texts: Iterable[Sequence[str]]) -> list[float]:
        """BM25 of each text's grams for those `asked`, over the idf mass of these.

        A gram is taken to be in as many passages as its words are said times: few sentences say a
        word twice.
        """
        idf = {gram: self._idf(gram) for gram in asked}
        mass = math.fsum(idf.values()) or 1.0
        return [self._score(idf, Counter(grams), len(grams)) / mass for grams in texts]

    def _score(self, idf: Mapping[str, float], counted: Mapping[str, int], length: int) -> float:
        known = [gram for gram in idf if gram in counted]
        frequencies = np.asarray([counted[gram] for gram in known], dtype=np.int64)
        added = saturation(frequencies, np.asarray(length), self._mean)
        return float(added @ np.asarray([idf[gram] for gram in known]))

    def like(self, word: str, share: float) -> tuple[str, ...]:
        """The words that have at least that share of the grams of `word`."""
        grams = dict.fromkeys(grams_of(word))
        common = np.zeros(len(self._words), dtype=np.int32)
        for gram in grams:
            common[self._rows_of(gram)] += 1
        alike = np.flatnonzero(common >= max(1.0, share * len(grams)))
        return tuple(self._words[row] for row in alike)

    def _rows_of(self, gram: str) -> NDArray[np.int32]:
        found = self._rows.get(gram)
        return np.empty(0, dtype=np.int32) if found is None else found

    def _idf(self, gram: str) -> float:
        said = int(self._counts[self._rows_of(gram)].sum())
        return lucene_idf(self._passages, min(said, self._passages))
