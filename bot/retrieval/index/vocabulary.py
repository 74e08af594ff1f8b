"""The words of a corpus by spelling: the idf of their grams, and which words look alike."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.bm25 import K1, B, lucene_idf
from bot.retrieval.index.inverted import Joined, invert, join, narrowed
from bot.retrieval.index.posting_lists import PostingLists
from bot.retrieval.index.string_pool import StringPool
from bot.retrieval.index.string_table import StringTable
from bot.retrieval.text.analysis import cut_grams, grams_of

_Known: TypeAlias = tuple[int, tuple[str, ...]]
"""The number of a word's grams, and the grams that the question shares."""


class Vocabulary:
    """Every word of the corpus, stop words included, searchable by its grams; immutable."""

    def __init__(
        self,
        words: StringPool,
        counts: NDArray[np.unsignedinteger],
        grams: StringTable,
        holders: PostingLists,
        lengths: NDArray[np.unsignedinteger],
        passages: int,
    ) -> None:
        """`counts` is the number of occurrences of each word, in `passages` passages in all.

        `holders` has the words that contain each of the `grams`, `lengths` the number of grams of
        each word.
        """
        self.words, self.counts = words, counts
        self.grams, self.holders, self.lengths = grams, holders, lengths
        self._passages = passages
        # A gram's document frequency is approximated by its words' occurrences.
        said = np.append(0, np.cumsum(counts[holders.all_documents], dtype=np.int64))
        self._said = narrowed(np.diff(said[holders.row_starts]))
        length = int((lengths.astype(np.int64) * counts).sum())
        self._mean = length / passages if length else 1.0

    @classmethod
    def of(cls, counts: Mapping[str, int], passages: int) -> "Vocabulary":
        """Build from words' occurrences, in `passages` passages in all."""
        counted = np.fromiter(counts.values(), dtype=np.int64, count=len(counts))
        places = np.arange(len(counts), dtype=np.int32)
        grams = join([(invert([cut_grams(word) for word in counts]), places)], len(counts))
        return cls.of_counted(StringPool.of(counts), counted, grams, passages)

    @classmethod
    def of_counted(
        cls, words: StringPool, counts: NDArray[np.int64], grams: Joined, passages: int
    ) -> "Vocabulary":
        """Build from words whose grams are counted; each word is a document."""
        holders = PostingLists.of(grams)
        lengths = narrowed(grams.lengths)
        return cls(words, narrowed(counts), grams.terms, holders, lengths, passages)

    @property
    def counted(self) -> Joined:
        """The inverted index of grams, each word a document; frequencies are dropped."""
        documents = self.holders.all_documents
        once = np.broadcast_to(np.uint8(1), documents.shape)
        lengths = self.lengths.astype(np.int32)
        return Joined(self.grams, self.holders.row_starts, documents, once, lengths)

    def shares(self, asked: Iterable[str], texts: Sequence[Sequence[str]]) -> list[float]:
        """The BM25 score of each text for the grams `asked`, divided by their idf mass.

        Texts are given as words. A gram's document frequency is approximated by its words'
        occurrences, since few sentences repeat a word.
        """
        idf = {gram: self._idf(gram) for gram in asked}
        mass = math.fsum(idf.values()) or 1.0
        known: dict[str, _Known] = {}
        has_none = idf.keys().isdisjoint
        for word in {word for words in texts for word in words}:
            grams = grams_of(word)
            asked_for = () if has_none(grams) else tuple(gram for gram in grams if gram in idf)
            known[word] = (len(grams), asked_for)
        return [self._score(idf, [known[word] for word in words]) / mass for words in texts]

    def _score(self, idf: Mapping[str, float], words: Iterable[_Known]) -> float:
        """The BM25 score of a text, given its words' grams."""
        length = 0
        counted: dict[str, int] = {}
        for count, grams in words:
            length += count
            for gram in grams:
                counted[gram] = counted.get(gram, 0) + 1
        norm = K1 * (1 - B + B * length / self._mean)
        return math.fsum(
            idf[gram] * (count * (K1 + 1) / (count + norm)) for gram, count in counted.items()
        )

    def like(self, word: str, share: float, least: int = 1) -> tuple[str, ...]:
        """The words with at least `share` of the grams of `word`, and at least `least` of them."""
        numbers = map(self.grams.number_of, dict.fromkeys(grams_of(word)))
        holders = self.holders.documents([row for row in numbers if row is not None])
        found, common = np.unique(holders, return_counts=True)
        alike = found[common >= max(least, share * len(set(grams_of(word))))]
        return tuple(self.words[row] for row in alike.tolist())

    def _idf(self, gram: str) -> float:
        row = self.grams.number_of(gram)
        said = 0 if row is None else self._said.item(row)
        return lucene_idf(self._passages, min(said, self._passages))


def recount(
    vocabulary: Vocabulary, added: Mapping[str, int], removed: Mapping[str, int], passages: int
) -> Vocabulary:
    """Update a vocabulary with added and removed occurrences, for `passages` passages.

    Only the grams of new words are computed.
    """
    counts = dict(zip(vocabulary.words, vocabulary.counts.tolist(), strict=True))
    known = len(counts)
    for word, count in added.items():
        counts[word] = counts.get(word, 0) + count
    for word, count in removed.items():
        counts[word] -= count
    counted = np.fromiter(counts.values(), dtype=np.int64, count=len(counts))
    stays = counted > 0
    if stays.all() and len(counts) == known:
        return Vocabulary.of_counted(vocabulary.words, counted, vocabulary.counted, passages)
    place = np.where(stays, np.cumsum(stays) - 1, -1).astype(np.int32)
    words = tuple(counts)
    new = invert([cut_grams(word) for word in words[known:]])
    size = int(np.count_nonzero(stays))
    grams = join([(vocabulary.counted, place[:known]), (new, place[known:])], size)
    left = StringPool.of(word for word, count in counts.items() if count > 0)
    return Vocabulary.of_counted(left, counted[stays], grams, passages)
