"""An inverted index as columns, and how to join several into one.

Everything but the terms is a column of numbers. So a part can be built in another process, stored
in a file, and joined with others without reading any text again.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain, count, islice

import numpy as np
from numpy.typing import NDArray

_LOW = np.int64(0xFFFF_FFFF)
_AT_ONCE = 2_000  # documents counted without letting other threads run


@dataclass(frozen=True, slots=True)
class Inverted:
    """The postings of every term, one after the other; the terms are in alphabetical order.

    The postings of the term with number `row` are `starts[row]` to `starts[row + 1]` in `documents`
    (ascending) and in `frequencies`. `lengths` is the number of terms of each document, with
    repetitions.
    """

    terms: tuple[str, ...]
    starts: NDArray[np.unsignedinteger]
    documents: NDArray[np.unsignedinteger]
    frequencies: NDArray[np.unsignedinteger]
    lengths: NDArray[np.unsignedinteger]

    def span(self, row: int) -> slice:
        """The slice of a term's postings among all."""
        return slice(self.starts.item(row), self.starts.item(row + 1))


Placed = tuple[Inverted, NDArray[np.int32]]
"""A part, and each of its documents' number in the whole; -1 drops the document."""


def row_of(term: str, terms: Sequence[str]) -> int | None:
    """The place of a term among terms in alphabetical order; None if it is not there."""
    row = bisect_left(terms, term)
    return row if row < len(terms) and terms[row] == term else None


Rows = tuple[tuple[int, int], ...]
"""Where a term is: the numbers of parts, and its row in each."""

_REMEMBERED = 1_024  # terms: those of some hundred questions


def row_finder(parts: Sequence[Inverted]) -> Callable[[str], Rows]:
    """A function that finds a term in parts; caches the last terms, as questions repeat theirs."""
    return lru_cache(_REMEMBERED)(partial(_rows_in, tuple(part.terms for part in parts)))


def _rows_in(parts: Sequence[Sequence[str]], term: str) -> Rows:
    found = ((number, row_of(term, terms)) for number, terms in enumerate(parts))
    return tuple((number, row) for number, row in found if row is not None)


def invert(documents: Iterable[Sequence[str]]) -> Inverted:
    """Count the terms of documents, which are taken a few at a time."""
    # Numbered on first use, without a reference cycle that would wait for the collector.
    rows_of: defaultdict[str, int] = defaultdict(count().__next__)
    left = iter(documents)
    sizes, rows_used = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    while some := list(islice(left, _AT_ONCE)):  # other threads wait for the end of each
        sizes.append(np.fromiter(map(len, some), np.int64, len(some)))
        tokens = chain.from_iterable(some)
        rows_used.append(np.fromiter(map(rows_of.__getitem__, tokens), np.int64))
    lengths, used = np.concatenate(sizes), np.concatenate(rows_used)
    terms = sorted(rows_of)
    rows = np.empty(len(terms), dtype=np.int64)
    rows[[rows_of[term] for term in terms]] = np.arange(len(terms))
    # Term and document in one number, so that one sort puts all postings in order.
    keys = rows[used] << 32
    keys |= np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    return _laid_out(terms, keys[first], np.diff(first, append=len(keys)), lengths)


def join(parts: Sequence[Placed], size: int) -> Inverted:
    """Join parts into a whole of `size` documents; terms without a document left are dropped."""
    terms = sorted(set[str]().union(*(part.terms for part, _ in parts)))
    row_of = dict(zip(terms, range(len(terms)), strict=True))
    lengths = np.zeros(size, dtype=np.int64)
    keys: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    frequencies: list[NDArray[np.unsignedinteger]] = [np.empty(0, np.uint8)]
    for part, places in parts:
        stays = places >= 0
        lengths[places[stays]] = part.lengths[stays]
        rows = np.fromiter(map(row_of.__getitem__, part.terms), np.int64, len(part.terms))
        place = places[part.documents]
        held = part.starts[1:].astype(np.int64) - part.starts[:-1]
        key = np.repeat(rows << 32, held) | place
        keys.append(key if stays.all() else key[place >= 0])
        frequencies.append(part.frequencies if stays.all() else part.frequencies[place >= 0])
    joined = np.concatenate(keys)
    order = np.argsort(joined)
    return _laid_out(terms, joined[order], np.concatenate(frequencies)[order], lengths)


def narrowed(numbers: NDArray[np.integer]) -> NDArray[np.unsignedinteger]:
    """Non-negative numbers in the smallest type that holds the largest."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _laid_out(
    terms: Sequence[str],
    keys: NDArray[np.int64],
    frequencies: NDArray[np.integer],
    lengths: NDArray[np.int64],
) -> Inverted:
    """Lay out sorted keys; a key is a term's row above 32 bits of its document."""
    counts = np.bincount(keys >> 32, minlength=len(terms))
    used = np.flatnonzero(counts)
    return Inverted(
        tuple(terms) if len(used) == len(terms) else tuple(terms[row] for row in used.tolist()),
        narrowed(np.append(0, np.cumsum(counts[used]))),
        narrowed(keys & _LOW),
        narrowed(frequencies),
        narrowed(lengths),
    )
