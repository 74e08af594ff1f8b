"""Finds items by a key that can be derived from each item, without storing the keys."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from zlib import crc32

import numpy as np


class HashIndex:
    """Maps hashes of keys to item numbers, in eight bytes an item."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Number the items from 0, in the order of their keys; keys may repeat."""
        hashes = np.fromiter((_hash(key) for key in keys), dtype=np.uint32)
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._numbers = hashes[order].data, order.astype(np.int32)

    def candidates(self, key: str) -> Iterator[int]:
        """The numbers of the items that may have a key, ascending; collisions are rare."""
        looked_for = _hash(key)
        at = bisect_left(self._hashes, looked_for)
        while at < len(self._hashes) and self._hashes[at] == looked_for:
            yield self._numbers.item(at)
            at += 1


def _hash(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))  # programs can send lone surrogates
