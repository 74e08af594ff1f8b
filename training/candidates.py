"""Articles → for each question the sentences that are read: nearest by meaning, best by words."""

from collections import Counter
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.articles.library import read_folder
from bot.articles.model import Passage
from bot.retrieval.corpus import Corpus
from bot.retrieval.semantic.factory import open_embedder
from bot.retrieval.semantic.models import Models
from bot.retrieval.text.analysis import analyse

_BY_MEANING, _BY_WORDS = 12, 8
_K1, _B = 0.4, 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage, its cosine with the question, and the share of the question's words it has."""

    passage: Passage
    cosine: float
    share: float


class Candidates:
    """The passages of a folder of articles, to be asked for candidates."""

    def __init__(self, folder: Path) -> None:
        corpus = Corpus.build(read_folder(folder).articles, Models(open_embedder()))
        if corpus.meaning is None:
            raise RuntimeError("a corpus with an embedder has meaning")
        self.passages, self._meaning = tuple(corpus.passages), corpus.meaning
        self._terms = [Counter(analyse(passage.text).terms) for passage in self.passages]
        holding = Counter(term for counts in self._terms for term in counts)
        size = len(self.passages)
        self._idf = {
            term: log(1 + (size - count + 0.5) / (count + 0.5)) for term, count in holding.items()
        }
        self._rarest = log(1 + size / 0.5)
        self._lengths = [counts.total() for counts in self._terms]

    def of(self, question: str) -> list[Candidate]:
        """The union of both kinds of candidates, in reading order."""
        cosines = self._meaning.cosines(question, elsewhere=False).at(np.arange(len(self.passages)))
        asked = set(analyse(question).terms)
        words = np.asarray([self._bm25(asked, at) for at in range(len(self.passages))])
        chosen = set(_best(cosines, _BY_MEANING)) | set(_best(words, _BY_WORDS))
        return [
            Candidate(self.passages[at], float(cosines[at]), self._share(asked, at))
            for at in sorted(chosen)
        ]

    def _bm25(self, asked: set[str], at: int) -> float:
        counts, mean = self._terms[at], sum(self._lengths) / len(self._lengths)
        length = 1 - _B + _B * self._lengths[at] / mean
        return sum(
            self._idf[term] * counts[term] * (_K1 + 1) / (counts[term] + _K1 * length)
            for term in asked
            if term in counts
        )

    def _share(self, asked: set[str], at: int) -> float:
        total = sum(self._idf.get(term, self._rarest) for term in asked)
        had = sum(self._idf[term] for term in asked if term in self._terms[at])
        return had / total if total else 0.0


def _best(values: NDArray[np.floating], count: int) -> list[int]:
    return [int(at) for at in np.argsort(-values, kind="stable")[:count] if values[at] > 0]
