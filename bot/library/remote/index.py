"""BM25 and the words by spelling, over rows that are on servers."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from bot.library.remote.errors import damaged
from bot.library.remote.rows import (
    GRAMS,
    WORDS,
    key_of,
    postings_in,
    unpack_postings,
    unpack_words,
)
from bot.library.remote.store import Store
from bot.retrieval.index.accumulators import Accumulators
from bot.retrieval.index.bm25 import Bm25Index, Postings, idf_of
from bot.retrieval.index.vocabulary import REMEMBERED, Vocabulary
from bot.retrieval.text.analysis import grams_of


class RemoteBm25(Bm25Index):
    """A Bm25Index whose postings are rows of a kind."""

    def __init__(
        self, store: Store, kind: bytes, firsts: NDArray[np.int64], size: int, length: int
    ) -> None:
        """`firsts` is the number of each segment's first document."""
        super().__init__((), size, length)
        # None is kept: at eight bytes a passage, idle arrays would be a large part of the memory.
        self._accumulators = Accumulators(size, kept=0)
        self._store = store
        self._kind = kind
        self._firsts = firsts.tolist()

    def postings(self, terms: Iterable[str]) -> Postings:
        """The postings of the distinct `terms`; an unknown term has none."""
        asked = tuple(dict.fromkeys(terms))
        documents, frequencies, lengths = [_NO_PLACE], [_NO_COUNT], [_NO_COUNT]
        blocks: list[int] = []
        term_of: list[int] = []
        for number, held in enumerate(
            self._store.rows([key_of(self._kind, term) for term in asked])
        ):
            for segment, data in held:
                places, often, long = unpack_postings(data)
                documents.append(places.astype(np.intp) + self._firsts[segment])
                frequencies.append(often)
                lengths.append(long)
                blocks.append(len(places))
                term_of.append(number)
        found = np.concatenate(documents)
        if found.max(initial=-1) >= self.size:
            raise damaged()
        counts = np.bincount(term_of, blocks, len(asked)).astype(np.intp)
        return Postings(
            found,
            np.concatenate(frequencies),
            np.concatenate(lengths),
            np.array(blocks, np.intp),
            np.array(term_of, np.intp),
            counts,
            idf_of(counts.tolist(), self.size),
        )

    def count(self, term: str) -> int:
        """The number of documents that have a term."""
        held = self._store.row(key_of(self._kind, term))
        return sum(postings_in(data) for _, data in held)


class RemoteVocabulary(Vocabulary):
    """A Vocabulary whose grams are rows."""

    def __init__(self, store: Store, passages: int, length: int) -> None:
        """`length` is the number of grams of all words of so many passages."""
        super().__init__((), passages, length)
        self._store = store
        self._like = lru_cache(REMEMBERED)(partial(_words_like, store))

    def said(self, gram: str) -> int:
        """How often the words with a gram occur."""
        held = self._store.row(key_of(GRAMS, gram))
        return sum(int.from_bytes(data, "little") for _, data in held)


def _words_like(store: Store, word: str, share: float, least: int) -> tuple[str, ...]:
    grams = set(grams_of(word))
    common: Counter[str] = Counter()
    for held in store.rows(word_keys(word)):
        common.update({one for _, data in held for one in unpack_words(data)})
    enough = max(least, share * len(grams))
    return tuple(sorted(one for one, count in common.items() if count >= enough))


def word_keys(word: str) -> list[bytes]:
    """The keys of the rows that have the words like a word."""
    return [key_of(WORDS, gram) for gram in sorted(set(grams_of(word)))]


_NO_PLACE: NDArray[np.intp] = np.empty(0, np.intp)
_NO_COUNT: NDArray[np.unsignedinteger] = np.empty(0, np.uint8)
