"""An inverted index as columns, and how to join several into one.

Everything is a column of numbers. So a part can be built in another process, stored in a file, and
joined with others without reading any text again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.string_pool import StringPool
from bot.retrieval.index.string_table import StringTable

_LOW = np.int64(0xFFFF_FFFF)
_AT_ONCE = 2_000  # documents counted without letting other threads run


@dataclass(frozen=True, slots=True)
class Inverted:
    """The postings of every term, one after the other.

    The postings of the term with number `row` are `starts[row]` to `starts[row + 1]` in `documents`
    (ascending) and in `frequencies`. `lengths` is the number of terms of each document, with
    repetitions.
    """

    terms: Collection[str]
    starts: NDArray[np.int64]
    documents: NDArray[np.int32]
    frequencies: NDArray[np.unsignedinteger]
    lengths: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Joined(Inverted):
    """The same, with terms that can be looked up."""

    terms: StringTable


Placed = tuple[Inverted, NDArray[np.int32]]
"""A part, and each of its documents' number in the whole; -1 drops the document."""


def _rows() -> defaultdict[str, int]:
    """Number terms on first use, without a reference cycle that would wait for the collector."""
    return defaultdict(count().__next__)


def invert(documents: Sequence[Sequence[str]]) -> Inverted:
    """Count the terms of documents."""
    rows_of = _rows()
    lengths = np.fromiter(map(len, documents), dtype=np.int32, count=len(documents))
    keys = np.empty(int(lengths.sum(dtype=int)), dtype=np.int64)
    filled = 0
    for start in range(0, len(documents), _AT_ONCE):  # other threads wait for the end of each
        tokens = list(chain.from_iterable(documents[start : start + _AT_ONCE]))
        keys[filled : filled + len(tokens)] = list(map(rows_of.__getitem__, tokens))
        filled += len(tokens)
    keys <<= 32
    keys |= np.repeat(np.arange(len(documents), dtype=np.int64), lengths)
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    frequencies = np.diff(first, append=len(keys))
    return _laid_out(StringPool.of(rows_of), keys[first], narrowed(frequencies), lengths)


def join(parts: Iterable[Placed], size: int) -> Joined:
    """Join parts into a whole of `size` documents; terms without a document left are dropped."""
    rows_of = _rows()
    lengths = np.zeros(size, dtype=np.int32)
    keys: list[NDArray[np.int64]] = []
    frequencies: list[NDArray[np.unsignedinteger]] = []
    for part, places in parts:
        stays = places >= 0
        lengths[places[stays]] = part.lengths[stays]
        rows = np.fromiter(map(rows_of.__getitem__, part.terms), np.int64, len(part.terms))
        place = places[part.documents]
        key = np.repeat(rows << 32, np.diff(part.starts)) | place
        keys.append(key if stays.all() else key[place >= 0])
        frequencies.append(part.frequencies if stays.all() else part.frequencies[place >= 0])
    terms = _looked_up(tuple(rows_of), keys)
    joined = np.concatenate([np.empty(0, np.int64), *keys])
    order = np.argsort(joined)
    counted = np.concatenate([np.empty(0, np.uint8), *frequencies])[order]
    whole = _laid_out(terms, joined[order], counted, lengths)
    return Joined(terms, whole.starts, whole.documents, whole.frequencies, whole.lengths)


def narrowed(numbers: NDArray[np.integer]) -> NDArray[np.unsignedinteger]:
    """Non-negative numbers in the smallest type that holds the largest."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _looked_up(terms: Sequence[str], keys: Sequence[NDArray[np.int64]]) -> StringTable:
    """Build the string table of the terms in use, and renumber the keys' rows by it."""
    is_used = np.zeros(len(terms), dtype=bool)
    for key in keys:
        is_used[key >> 32] = True
    used = np.flatnonzero(is_used)
    lexicon, numbers = StringTable.of([terms[row] for row in used.tolist()])
    number_of = np.empty(len(terms), dtype=np.int64)
    number_of[used] = numbers << 32
    for key in keys:
        key[:] = number_of[key >> 32] | key & _LOW
    return lexicon


def _laid_out(
    terms: Collection[str],
    keys: NDArray[np.int64],
    frequencies: NDArray[np.unsignedinteger],
    lengths: NDArray[np.int32],
) -> Inverted:
    """Lay out sorted keys; a key is a term's row above 32 bits of its document."""
    starts = np.searchsorted(keys, np.arange(len(terms) + 1, dtype=np.int64) << 32)
    return Inverted(terms, starts, (keys & _LOW).astype(np.int32), frequencies, lengths)
