"""A compact hash table of strings, stored as columns."""

from collections.abc import Collection, Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.string_pool import END, StringPool, spelt, words_in

_IN_A_BUCKET = 4  # words, on average


class StringTable(Collection[str]):
    """Distinct words, numbered in the order of their hashes.

    The bytes of a bucket's words are contiguous. So a bucket needs only the offset of its first
    byte and the number of its first word.
    """

    def __init__(
        self,
        letters: NDArray[np.uint8],
        places: NDArray[np.unsignedinteger],
        firsts: NDArray[np.unsignedinteger],
    ) -> None:
        """`letters` are as in a `StringPool`; a bucket's bytes begin at `places[bucket]`.

        `firsts[bucket]` is the number of its first word. Both columns have one extra entry.
        """
        self.letters, self.places, self.firsts = letters, places, firsts
        # Reading one number from a memoryview takes half the time it takes from a numpy array.
        self._letters, self._places, self._firsts = letters.data, places.data, firsts.data
        self._buckets = len(firsts) - 1

    @classmethod
    def of(cls, words: Sequence[str]) -> tuple["StringTable", NDArray[np.int64]]:
        """Build a table of distinct words; also return each word's number in it."""
        hashes = np.fromiter(map(crc32, map(spelt, words)), np.int64, len(words))
        order = np.argsort(hashes, kind="stable")
        numbers = np.empty_like(order)
        numbers[order] = np.arange(len(order))
        letters = StringPool.of([words[row] for row in order.tolist()]).letters
        buckets = max(1, len(words) // _IN_A_BUCKET)
        firsts = np.searchsorted(hashes[order] * buckets >> 32, np.arange(buckets + 1))
        behind = np.append(0, np.flatnonzero(letters == END[0]) + 1)
        return cls(letters, behind[firsts].astype(np.uint32), firsts.astype(np.uint32)), numbers

    def number_of(self, word: str) -> int | None:
        """The number of a word, or None if the table does not have it."""
        looked_for = spelt(word)
        bucket = crc32(looked_for) * self._buckets >> 32
        start, end = self._places[bucket], self._places[bucket + 1]
        if start == end:
            return None
        held = self._letters[start : end - 1].tobytes().split(END)
        if looked_for not in held:
            return None
        return self._firsts[bucket] + held.index(looked_for)

    def __len__(self) -> int:
        return self.firsts.item(-1)

    def __iter__(self) -> Iterator[str]:
        return words_in(self.letters)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.number_of(word) is not None
