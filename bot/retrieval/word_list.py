"""Many words in little memory, and in a form that a file can hold."""

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray


class WordList(Sequence[str]):
    """Words by their number, each made when it is asked for; none has a line break."""

    def __init__(self, letters: NDArray[np.uint8]) -> None:
        """`letters` are the words in UTF-8, each with a line break behind it."""
        self.letters = letters
        self._ends = np.flatnonzero(letters == ord("\n")).astype(np.int32)

    @classmethod
    def of(cls, words: Iterable[str]) -> "WordList":
        """The list of some words."""
        return cls(np.frombuffer("".join(f"{word}\n" for word in words).encode(), np.uint8))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        number = range(len(self))[index]
        start = self._ends.item(number - 1) + 1 if number else 0
        return self.letters[start : self._ends.item(number)].tobytes().decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self.letters.tobytes().decode().split("\n")[:-1])
