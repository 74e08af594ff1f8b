"""Many words in little memory, and in a form that a file can hold."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

import numpy as np
from numpy.typing import NDArray

END = b"\xff"
"""What is behind each word: no byte of UTF-8."""

_BLOCK = 16  # words that are cut out together for one of them


class StringPool(Sequence[str]):
    """Words by their number, each made when it is asked for."""

    def __init__(self, letters: NDArray[np.uint8]) -> None:
        """`letters` are the words as `spelt`, with an `END` behind each."""
        self.letters = letters
        ends = np.flatnonzero(letters == END[0])
        self._length = len(ends)
        self._blocks = np.append(0, ends[_BLOCK - 1 :: _BLOCK] + 1).astype(np.uint32)

    @classmethod
    def of(cls, words: Iterable[str]) -> "StringPool":
        """The list of some words."""
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
    """A word in UTF-8; also one with half a character, such as a program can send."""
    return word.encode("utf-8", "surrogatepass")


def words_in(letters: NDArray[np.uint8]) -> Iterator[str]:
    """The words that some letters are."""
    return (one.decode("utf-8", "surrogatepass") for one in letters.tobytes().split(END)[:-1])
