"""Zeroed arrays for sums over all passages, reused from one question to the next.

Zeroing an array of a million passages for each question would cost more than reading its postings.
The caller must reset the slots it wrote. Questions in several threads use one array each.
"""

import numpy as np
from numpy.typing import NDArray

_KEPT = 4
"""Idle arrays to keep: three for a question, and most that a second one needs at the same time."""


class Accumulators:
    """Owns the arrays that no question is using."""

    def __init__(self, size: int, kept: int = _KEPT) -> None:
        """`size` is the number of slots in each array, `kept` the most idle arrays to keep."""
        self._size = size
        self._kept = kept
        self._idle: list[NDArray[np.float64]] = []

    def take(self) -> NDArray[np.float64]:
        """Return an array of zeros for exclusive use."""
        try:
            return self._idle.pop()
        except IndexError:
            return np.zeros(self._size)

    def give_back(self, array: NDArray[np.float64], touched: NDArray[np.integer]) -> None:
        """Reset the slots in `touched`, the only ones the caller may have changed, and reuse it.

        An array that is never given back, after an exception, is simply replaced by a new one.
        """
        array[touched] = 0.0
        if len(self._idle) < self._kept:
            self._idle.append(array)
