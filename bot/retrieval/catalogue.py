"""Finds articles by a part of their title and by short names, without going through them all.

Titles are folded once and joined to long texts, since to search in one of those takes a thousandth
of the time. Short names are the beginnings of a digest of the file's name.
"""

import heapq
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

import numpy as np

from bot.articles.model import Article

NEWEST = 5

_A_SHARD = 2_000
"""Articles whose titles are searched at a time: about a tenth of a millisecond."""
_TITLE_END, _END = "\0", "\n"
_BITS = 64


class Catalogue:
    """The articles of a corpus by title, file name and digest; immutable."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Fold and hash all names; takes time, so not on an event loop."""
        self._articles = articles
        starts = range(0, len(articles), _A_SHARD)
        self._shards = [_join(articles[start : start + _A_SHARD]) for start in starts]
        digests = np.array([_number(digest_of(one.name)) for one in articles], np.uint64)
        self._order = np.argsort(digests, kind="stable")
        self._digests = digests[self._order]
        self.newest: Sequence[Article] = heapq.nlargest(
            NEWEST, articles, key=lambda one: one.published or date.min
        )

    @property
    def shards(self) -> int:
        """How many parts there are to search, each in a fraction of a millisecond."""
        return len(self._shards)

    def search(self, shard: int, typed: str, *, with_names: bool = False) -> Iterator[Article]:
        """Yield the articles of a shard whose title holds what was typed, in any case.

        `with_names` finds them also by the names of their files.
        """
        text, wanted = self._shards[shard], fold(typed)
        place = text.find(wanted, 1)
        while 0 <= place < len(text) - 1:
            end = text.index(_END, place)
            if with_names or text.find(_TITLE_END, place, end) >= 0:
                number = text.count(_END, 0, place) - 1
                yield self._articles[shard * _A_SHARD + number]
            place = text.find(wanted, end + 1)

    def titled(self, title: str) -> Iterator[Article]:
        """Yield the articles of just this title, in any case."""
        wanted = f"{_END}{fold(title)}{_TITLE_END}"
        for shard, text in enumerate(self._shards):
            place = text.find(wanted)
            while place >= 0:
                yield self._articles[shard * _A_SHARD + text.count(_END, 0, place)]
                place = text.find(wanted, place + 1)

    def named(self, name: str) -> Article | None:
        """Return the article of a file's name."""
        number = self.number_of(name)
        return None if number is None else self._articles[number]

    def number_of(self, name: str) -> int | None:
        """Return the place, among the articles, of the one of a file's name."""
        found = self._numbers(_number(digest_of(name)), _BITS)
        return next((one for one in found if self._articles[one].name == name), None)

    def with_digest(self, beginning: int, bits: int) -> Iterator[Article]:
        """Yield the articles whose digest begins with so many bits, at most 64, in their order."""
        return map(self._articles.__getitem__, self._numbers(beginning, bits))

    def _numbers(self, beginning: int, bits: int) -> list[int]:
        first = np.uint64(beginning << _BITS - bits)
        last = np.uint64((beginning + 1 << _BITS - bits) - 1)
        start = np.searchsorted(self._digests, first, "left")
        end = np.searchsorted(self._digests, last, "right")
        return sorted(self._order[start:end].tolist())


def digest_of(name: str) -> bytes:
    """Return the digest of a file's name, which may hold bytes that are no UTF-8."""
    return sha256(name.encode("utf-8", "surrogatepass")).digest()


def fold(text: str) -> str:
    """Return a text as titles are compared: in no case, on one line."""
    return " ".join(text.replace(_TITLE_END, " ").casefold().split())


def _join(articles: Sequence[Article]) -> str:
    lines = (f"{fold(one.title) or fold(one.name)}{_TITLE_END}{fold(one.name)}" for one in articles)
    return _END + "".join(f"{line}{_END}" for line in lines)


def _number(digest: bytes) -> int:
    return int.from_bytes(digest[: _BITS // 8], "big")
