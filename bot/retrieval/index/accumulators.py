"""Zeroed arrays to add up in, kept from one question to the next.

To zero an array of a million passages for each question would cost more than its postings do. Who
takes one puts back to zero what it touched; questions in several threads have one each.
"""

import numpy as np
from numpy.typing import NDArray

_KEPT = 4
"""Arrays that are kept: two for each of two questions at the same time."""


class Accumulators:
    """Owner of the arrays that no question uses at the moment."""

    def __init__(self, size: int) -> None:
        """Each has `size` places."""
        self._size = size
        self._idle: list[NDArray[np.float64]] = []

    def take(self) -> NDArray[np.float64]:
        """An array of zeros, for the taker alone."""
        try:
            return self._idle.pop()
        except IndexError:
            return np.zeros(self._size)

    def give_back(self, array: NDArray[np.float64], touched: NDArray[np.integer]) -> None:
        """Take back an array in which nothing but the places in `touched` was changed.

        One that is not given back, for an exception, is lost, and another made in its stead.
        """
        array[touched] = 0.0
        if len(self._idle) < _KEPT:
            self._idle.append(array)
