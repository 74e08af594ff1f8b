"""The words of a corpus by spelling: the idf of their grams, and which words look alike."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.bm25 import K1, B, lucene_idf
from bot.retrieval.index.inverted import Inverted, Rows, invert, narrowed, row_finder
from bot.retrieval.text.analysis import cut_grams, grams_of

REMEMBERED = 64  # unknown words: those of some questions, each looked up several times


@dataclass(frozen=True, slots=True)
class Words:
    """Every word of some passages, stop words included, searchable by its grams.

    The words are in alphabetical order; `counts` is the number of occurrences of each. `grams` has
    the words that contain each gram, as its documents; their frequencies are dropped. `said` is the
    occurrences of each gram, which approximates its document frequency.
    """

    spelt: tuple[str, ...]
    counts: NDArray[np.unsignedinteger]
    grams: Inverted
    said: NDArray[np.unsignedinteger]

    @classmethod
    def counted(cls, counts: Mapping[str, int]) -> "Words":
        """Words' occurrences alone, to be joined with others: no grams lead to them yet."""
        spelt = tuple(sorted(counts))
        counted = np.fromiter(map(counts.__getitem__, spelt), np.int64, len(spelt))
        return cls(spelt, narrowed(counted), invert(()), np.empty(0, np.uint8))

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Words":
        """Build from words' occurrences."""
        words = cls.counted(counts)
        grams = invert(map(cut_grams, words.spelt))
        grams = replace(grams, frequencies=grams.frequencies[:0])
        return replace(words, grams=grams, said=_said(grams, words.counts.astype(np.int64)))

    @property
    def length(self) -> int:
        """The number of grams of all occurrences."""
        return int((self.grams.lengths * self.counts.astype(np.int64)).sum())

    def occurrences(self) -> dict[str, int]:
        """How often each word is said that is said at all."""
        counted = zip(self.spelt, self.counts.tolist(), strict=True)
        return {word: count for word, count in counted if count}

    def rows_of(self, words: Iterable[str]) -> NDArray[np.int32]:
        """The numbers of words that are all here."""
        return np.array([bisect_left(self.spelt, word) for word in words], np.int32)

    def without(self, rows: NDArray[np.int32], counts: NDArray[np.int32]) -> "Words":
        """The same words, of which some have fewer occurrences: `counts` are subtracted."""
        less = np.zeros(len(self.spelt), np.int64)
        less[rows] = counts
        held = np.flatnonzero((less > 0).take(self.grams.documents))
        grams = np.searchsorted(self.grams.starts, held, side="right") - 1
        said = self.said.astype(np.int64)
        np.subtract.at(said, grams, less.take(self.grams.documents.take(held)))
        return replace(self, counts=narrowed(self.counts - less), said=narrowed(said))


class Vocabulary:
    """The words of several segments as one; immutable."""

    def __init__(self, parts: Sequence[Words], passages: int, length: int | None = None) -> None:
        """`parts` are the words of `passages` passages in all.

        `length` is the number of their grams; by default, that of the parts.
        """
        self._parts = parts
        self._rows_of = row_finder([part.grams for part in parts])
        self._like = lru_cache(REMEMBERED)(partial(_words_like, parts, self._rows_of))
        self._passages = passages
        length = sum(part.length for part in parts) if length is None else length
        self._mean = length / passages if length else 1.0
        self._idf: dict[str, float] = {}  # of grams that were asked for

    def shares(
        self,
        asked: Iterable[str],
        texts: Sequence[Sequence[str]],
        headings: Sequence[Sequence[str]],
    ) -> list[tuple[float, float]]:
        """The BM25 scores of each text for the grams `asked`, divided by their idf mass.

        The second also counts, once, each gram that only the text's heading has. Texts and headings
        are given as words. A gram's document frequency is approximated by its words' occurrences,
        since few sentences repeat a word.
        """
        idf = {gram: self._idf_of(gram) for gram in asked}
        known = frozenset(idf)
        mass = math.fsum(idf.values()) or 1.0
        # Each word is cut once, however many of the texts have it; most share no gram.
        words = list(set(chain.from_iterable(chain(texts, headings))))
        grams = list(map(grams_of, words))
        lengths = dict(zip(words, map(len, grams), strict=True))
        shared = {
            word: [gram for gram in cut if gram in known]
            for word, cut in zip(words, grams, strict=True)
            if not known.isdisjoint(cut)
        }
        found: list[tuple[float, float]] = []
        for text, heading in zip(texts, headings, strict=True):
            counted = Counter([gram for word in text if word in shared for gram in shared[word]])
            around = {gram for word in heading if word in shared for gram in shared[word]}
            norm = K1 * (1 - B + B * sum(map(lengths.__getitem__, text)) / self._mean)
            own = math.fsum(
                [idf[gram] * (count * (K1 + 1) / (count + norm)) for gram, count in counted.items()]
            )
            more = math.fsum([idf[gram] for gram in around if gram not in counted])
            found.append((own / mass, (own + more * (K1 + 1) / (1 + norm)) / mass))
        return found

    def like(self, word: str, share: float, least: int = 1) -> tuple[str, ...]:
        """The words with at least `share` of the grams of `word`, and at least `least` of them.

        They are in alphabetical order.
        """
        return self._like(word, share, least)

    def said(self, gram: str) -> int:
        """How often the words with a gram occur."""
        return sum(self._parts[part].said.item(row) for part, row in self._rows_of(gram))

    def _idf_of(self, gram: str) -> float:
        idf = self._idf.get(gram)
        if idf is None:
            said = self.said(gram)
            idf = lucene_idf(self._passages, min(said, self._passages))
            if said:  # unknown grams are unbounded
                self._idf[gram] = idf
        return idf


def _said(grams: Inverted, counts: NDArray[np.int64]) -> NDArray[np.unsignedinteger]:
    said = np.append(0, np.cumsum(counts[grams.documents]))[grams.starts]
    return narrowed(np.diff(said))


def _words_like(
    parts: Sequence[Words], rows_of: Callable[[str], Rows], word: str, share: float, least: int
) -> tuple[str, ...]:
    grams = set(grams_of(word))
    enough = math.ceil(max(least, share * len(grams)))
    rows: defaultdict[int, list[int]] = defaultdict(list)  # of the grams, by part
    for number, row in chain.from_iterable(map(rows_of, grams)):
        rows[number].append(row)
    found: set[str] = set()
    for number, held in rows.items():
        part = parts[number]
        holders = np.sort(
            np.concatenate([part.grams.documents[part.grams.span(row)] for row in held])
        )
        # A word that is there often enough is there again so many places further on.
        alike = holders[enough - 1 :][holders[enough - 1 :] == holders[: 1 - enough or None]]
        found.update(part.spelt[row] for row in alike.tolist() if part.counts.item(row))
    return tuple(sorted(found))
