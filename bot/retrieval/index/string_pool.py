"""A sequence of words in compact form, which a file can hold."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

import numpy as np
from numpy.typing import NDArray

END = b"\xff"
"""Terminator after each word; never occurs in UTF-8."""

_BLOCK = 16  # words decoded together to reach one of them


class StringPool(Sequence[str]):
    """Words by number, decoded on access."""

    def __init__(self, letters: NDArray[np.uint8]) -> None:
        """`letters` are the words in UTF-8, each followed by `END`."""
        self.letters = letters
        ends = np.flatnonzero(letters == END[0])
        self._length = len(ends)
        self._blocks = np.append(0, ends[_BLOCK - 1 :: _BLOCK] + 1).astype(np.uint32)

    @classmethod
    def of(cls, words: Iterable[str]) -> "StringPool":
        """Build a pool of words."""
        return cls(np.frombuffer(b"".join(spelt(word) + END for word in words), np.uint8))

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        block, place = divmod(range(len(self))[index], _BLOCK)
        start, *end = self._blocks[block : block + 2].tolist()
        return next(islice(words_in(self.letters[start : end[0] if end else None]), place, None))

    def __iter__(self) -> Iterator[str]:
        return words_in(self.letters)


def spelt(word: str) -> bytes:
    """Encode a word in UTF-8; lone surrogates, which programs can send, are kept."""
    return word.encode("utf-8", "surrogatepass")


def words_in(letters: NDArray[np.uint8]) -> Iterator[str]:
    """Decode all words of a pool."""
    return (one.decode("utf-8", "surrogatepass") for one in letters.tobytes().split(END)[:-1])
