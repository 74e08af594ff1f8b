"""What a system must do to be measured: index lists of terms, find the best for some of them."""

from collections.abc import Sequence
from typing import Protocol

BEST = 10
"""Passages that are asked for."""

Terms = Sequence[str]
Found = list[tuple[int, float]]
"""Positions of passages with their scores, best first."""


class Retriever(Protocol):
    """An index over passages, each given as its terms."""

    def best(self, terms: Terms) -> Found:
        """The ten passages with the highest scores for the distinct `terms`."""
