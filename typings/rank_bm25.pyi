"""The part of rank-bm25 that Verbatim uses (the package has no types of its own)."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

class BM25:
    corpus_size: int
    avgdl: float
    doc_freqs: list[dict[str, int]]
    idf: dict[str, float]
    doc_len: list[int]
    def get_scores(self, query: Sequence[str]) -> NDArray[np.float64]: ...

class BM25Okapi(BM25):
    def __init__(
        self, corpus: Sequence[Sequence[str]], *, k1: float = 1.5, b: float = 0.75, epsilon: float = 0.25
    ) -> None: ...
    def _initialize(self, corpus: Sequence[Sequence[str]]) -> Mapping[str, int]: ...
    def _calc_idf(self, nd: Mapping[str, int]) -> None: ...

class BM25Plus(BM25):
    def __init__(
        self, corpus: Sequence[Sequence[str]], *, k1: float = 1.5, b: float = 0.75, delta: float = 1
    ) -> None: ...
