"""Finds articles by a part of their title and by short names, without going through them all.

Titles are folded once and joined to long texts, since to search in one of those takes a thousandth
of the time. Short names are the beginnings of a digest of the file's name.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article

NEWEST = 5

_A_SHARD = 2_000
"""Articles whose titles are searched at a time: about a tenth of a millisecond."""
_TITLE_END, _END = "\0", "\n"
_BITS = 64
_DAY_SHIFT = 32
"""Bits for the number of an article, below those of its day."""


class Titles:
    """The articles of a segment by title, file name and digest; immutable."""

    def __init__(self, articles: Sequence[Article]) -> None:
        """Fold and hash all names; takes time, so not on an event loop."""
        starts = range(0, len(articles), _A_SHARD)
        self.shards = [_join(articles[start : start + _A_SHARD]) for start in starts]
        digests = np.array([_number(digest_of(one.name)) for one in articles], np.uint64)
        self.days = np.array(
            [(one.published or date.min).toordinal() for one in articles], np.int64
        )
        self._order = np.argsort(digests, kind="stable")
        self._digests = digests[self._order]

    def search(self, shard: int, typed: str, *, with_names: bool) -> Iterator[int]:
        """Yield the numbers of the articles of a shard whose title holds what was typed."""
        text, wanted = self.shards[shard], fold(typed)
        # One search over the joined titles; the line around a match is the article.
        place = text.find(wanted, 1)
        while 0 <= place < len(text) - 1:
            end = text.index(_END, place)
            if with_names or text.find(_TITLE_END, place, end) >= 0:
                yield shard * _A_SHARD + text.count(_END, 0, place) - 1
            place = text.find(wanted, end + 1)

    def titled(self, title: str) -> Iterator[int]:
        """Yield the numbers of the articles of just this title, in any case."""
        wanted = f"{_END}{fold(title)}{_TITLE_END}"
        for shard, text in enumerate(self.shards):
            place = text.find(wanted)
            while place >= 0:
                yield shard * _A_SHARD + text.count(_END, 0, place)
                place = text.find(wanted, place + 1)

    def with_digest(self, beginning: int, bits: int) -> list[int]:
        """Return the numbers of the articles whose digest begins with so many bits."""
        first = np.uint64(beginning << _BITS - bits)
        last = np.uint64((beginning + 1 << _BITS - bits) - 1)
        start = np.searchsorted(self._digests, first, "left")
        end = np.searchsorted(self._digests, last, "right")
        return sorted(self._order[start:end].tolist())


class Catalogue:
    """The articles of a corpus by title, file name and digest; immutable."""

    def __init__(
        self,
        articles: Sequence[Article],
        parts: Iterable[tuple[Titles, NDArray[np.integer]]] | None = None,
    ) -> None:
        """`parts` are segments, with each article's number in the corpus, -1 if it is gone.

        Without any, all articles are folded and hashed, which takes time.
        """
        self._articles = articles
        self._parts = tuple(parts or [(Titles(articles), np.arange(len(articles)))])
        self._shards = [
            (titles, shard, numbers)
            for titles, numbers in self._parts
            for shard in range(len(titles.shards))
        ]
        self.newest = tuple(articles[number] for number in _newest(self._parts))
        """The articles that were published last, the newest first; of a day in their order."""

    @property
    def shards(self) -> int:
        """How many parts there are to search, each in a fraction of a millisecond."""
        return len(self._shards)

    def search(self, shard: int, typed: str, *, with_names: bool = False) -> Iterator[Article]:
        """Yield the articles of a shard whose title holds what was typed, in any case.

        `with_names` finds them also by the names of their files.
        """
        titles, own, numbers = self._shards[shard]
        yield from self._shown(titles.search(own, typed, with_names=with_names), numbers)

    def titled(self, title: str) -> Iterator[Article]:
        """Yield the articles of just this title, in any case."""
        for titles, numbers in self._parts:
            yield from self._shown(titles.titled(title), numbers)

    def where(self, is_meant: Callable[[str], bool]) -> Iterator[Article]:
        """Yield the articles whose title is meant, in their order."""
        return (one for one in self._articles if is_meant(one.title))

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
        return sorted(
            number
            for titles, numbers in self._parts
            for found in titles.with_digest(beginning, bits)
            if (number := numbers.item(found)) >= 0
        )

    def _shown(self, found: Iterable[int], numbers: NDArray[np.integer]) -> Iterator[Article]:
        places = map(numbers.item, found)
        return (self._articles[number] for number in places if number >= 0)


def digest_of(name: str) -> bytes:
    """Return the digest of a file's name, which may hold bytes that are no UTF-8."""
    return sha256(name.encode("utf-8", "surrogatepass")).digest()


def fold(text: str) -> str:
    """Return a text as titles are compared: in no case, on one line."""
    return " ".join(text.replace(_TITLE_END, " ").casefold().split())


def _newest(parts: Iterable[tuple[Titles, NDArray[np.integer]]]) -> list[int]:
    """The numbers of the articles that were published last, without sorting them all."""
    # In one integer each, the lowest first: the later day, and of a day the lower number.
    shown = [(numbers - (titles.days << _DAY_SHIFT))[numbers >= 0] for titles, numbers in parts]
    of_all = np.concatenate(shown) if shown else np.zeros(0, np.int64)
    if len(of_all) > NEWEST:
        of_all = np.partition(of_all, NEWEST)[:NEWEST]
    newest: list[int] = (np.sort(of_all) % (1 << _DAY_SHIFT)).tolist()
    return newest


def _join(articles: Sequence[Article]) -> str:
    lines = (f"{fold(one.title) or fold(one.name)}{_TITLE_END}{fold(one.name)}" for one in articles)
    return _END + "".join(f"{line}{_END}" for line in lines)


def _number(digest: bytes) -> int:
    return int.from_bytes(digest[: _BITS // 8], "big")
