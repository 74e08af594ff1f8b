"""Finds terms that are another one with a slip: a letter missing, added, changed or swapped.

Two such words have a string in common if each is taken whole or without one of its letters
(T. Bocek, E. Hunt and B. Stiller, 'Fast similarity search in large dictionaries', 2007). So the
work grows with the number of letters, not of pairs of words: every such string is hashed, and only
words that share a hash are compared.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

SHORTEST_MISSPELT = 5
"""Shorter terms that differ by a letter are other words: 'war' and 'car'."""
LONGEST_MISSPELT = 24
MOST_COMPARED = 50_000
"""So many of the commonest terms are compared; 5,000 questions of real people have a third."""

_BASE = 0x9E3779B97F4A7C15
"""Of the polynomial hash, modulo 2^64; odd, so that it can be divided by."""


def find_misspelt(terms: Sequence[str]) -> dict[str, str]:
    """Map each misspelt term to the one it stands for; `terms` are different, the commonest first.

    A term stands for a commoner one that stands for itself, and none for two.
    """
    compared = [term for term in terms[:MOST_COMPARED] if _can_be_misspelt(term)]
    right: dict[str, str] = {}
    for first, second in _candidates(compared):
        common, rare = compared[first], compared[second]
        if rare not in right and common not in right and OSA.distance(common, rare) == 1:
            right[rare] = common
    return right


def _can_be_misspelt(term: str) -> bool:
    return SHORTEST_MISSPELT <= len(term) <= LONGEST_MISSPELT and term.isalpha()


def _candidates(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield each word with the first word of those that share a hash with it, as (first, word)."""
    if not words:
        return
    hashes = _hashes(words)
    order = np.argsort(hashes, axis=None, kind="stable")  # of equal hashes, the first word first
    ordered, holders = hashes.ravel()[order], order // hashes.shape[1]
    is_first = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    firsts = holders[np.maximum.accumulate(np.where(is_first, np.arange(len(order)), 0))]
    pairs = np.stack((holders, firsts), axis=1)[firsts != holders]
    for word, first in np.unique(pairs, axis=0).tolist():
        yield first, word


def _hashes(words: Sequence[str]) -> NDArray[np.uint64]:
    """A row for each word: the hashes of it without its first letter, its second, and so on.

    Behind its end there is nothing to take away, so that the rest of the row is of the whole word.
    """
    letters = np.array(words, f"U{LONGEST_MISSPELT + 1}").view(np.uint32).reshape(len(words), -1)
    powers = [pow(_BASE, place, 1 << 64) for place in range(letters.shape[1])]
    terms = letters.astype(np.uint64) * np.array(powers, np.uint64)
    up_to = terms.cumsum(axis=1)
    after = up_to[:, -1:] - up_to
    # The letters behind the missing one move up by one place: a division by the base, which is odd
    # and so has an inverse modulo 2^64.
    hashes: NDArray[np.uint64] = up_to - terms + after * np.uint64(pow(_BASE, -1, 1 << 64))
    return hashes
