"""A hash table of words, in little more memory than their letters, and in columns."""

from collections.abc import Collection, Iterator, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.string_pool import END, StringPool, spelt, words_in

_IN_A_BUCKET = 4  # words, in the mean


class StringTable(Collection[str]):
    """Different words, numbered in the order of their hashes, and found by their spelling.

    The letters of a bucket's words lie together, so that of each bucket only the place of the
    first letter and the number of the first word have to be known.
    """

    def __init__(
        self,
        letters: NDArray[np.uint8],
        places: NDArray[np.unsignedinteger],
        firsts: NDArray[np.unsignedinteger],
    ) -> None:
        """`letters` are as in a `StringPool`; each bucket's are from `places[bucket]` on.

        `firsts[bucket]` is the number of its first word. Both have one more at the end.
        """
        self.letters, self.places, self.firsts = letters, places, firsts
        # Python reads a number from a memoryview in half of the time that numpy takes.
        self._letters, self._places, self._firsts = letters.data, places.data, firsts.data
        self._buckets = len(firsts) - 1

    @classmethod
    def of(cls, words: Sequence[str]) -> tuple["StringTable", NDArray[np.int64]]:
        """The lexicon of different words, and the number of each of them in it."""
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
        """The number of a word; None where it is not among them."""
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
