"""Reads rows and articles from the servers, and caches the last ones."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bot.library.remote.directory import Place
from bot.library.remote.errors import ArticlesUnavailable
from bot.library.remote.texts import Text

if TYPE_CHECKING:
    from bot.querylog.postgresql.remote_index import RemoteIndex

Held: TypeAlias = tuple[tuple[int, bytes], ...]
"""The rows of a key: each with the number of its segment in the order of a version."""

_BYTES = 4_000_000
"""Size of the cache of rows: enough for several questions at 100,000 passages."""
_ARTICLES = 512
"""Articles in the cache: enough for about ten questions. A question compares articles by identity,
so all that it reads must fit."""
_AT_ONCE = 256
"""Articles per statement if many are read in order."""

_AWAY = "The articles cannot be searched at the moment, since a database is away. Try again later."
_OUTDATED = "The articles are being replaced at the moment. Try again in a few seconds."


class Store:
    """The rows and articles of a version, whose segments are in an order; for several threads.

    Every method that reads blocks, and raises ArticlesUnavailable if a server is away, or no
    longer has a segment.
    """

    def __init__(
        self, index: "RemoteIndex", segments: Sequence[Place], sizes: Iterable[int]
    ) -> None:
        """`sizes` are how many articles each of the segments has."""
        self.index = index
        self._segments = tuple(segments)
        self._number_of = {place: number for number, place in enumerate(self._segments)}
        self._firsts = np.append(0, np.cumsum(list(sizes), dtype=np.int64))
        self._lock = Lock()
        self._rows: OrderedDict[bytes, Held] = OrderedDict()
        self._bytes = 0
        self._texts: OrderedDict[int, Text] = OrderedDict()
        self._wanted: set[int] = set()

    @property
    def articles(self) -> int:
        """The number of all articles."""
        return int(self._firsts[-1])

    def rows(
        self, keys: Collection[bytes], instead: Mapping[bytes, Collection[bytes]] | None = None
    ) -> list[Held]:
        """The rows of each key; fetches those of `instead`, too, for keys that have none."""
        instead = instead or {}
        with self._lock:
            held = {key: rows for key in keys if (rows := self._rows.get(key)) is not None}
            missing = dict.fromkeys(key for key in keys if key not in held)
            # What stands in for a key that is known to have none may be dropped: it is larger.
            lacking = (others for key, others in instead.items() if held.get(key) == ())
            dropped = (one for one in chain.from_iterable(lacking) if one not in self._rows)
            missing |= dict.fromkeys(dropped)
        if missing:
            pairs = [
                (key, other)
                for key, others in instead.items()
                if key in missing
                for other in others
            ]
            held |= self._fetch_rows(tuple(missing), pairs)
        return [held[key] for key in keys]

    def row(self, key: bytes) -> Held:
        """The rows of a key."""
        held = self._rows.get(key)
        return self.rows([key])[0] if held is None else held

    def text(self, number: int) -> Text:
        """An article by its number; fetches the others that are wanted, too."""
        with self._lock:
            text = self._texts.get(number)
            if text is not None:
                self._texts.move_to_end(number)
                return text
            # What a question will read is fetched in one statement, not in one for each sentence:
            # over a network, the number of statements is what takes time.
            numbers = sorted({*self._wanted, number} - self._texts.keys())
            self._wanted.clear()
        found = dict(zip(numbers, self._fetch_texts(numbers), strict=True))
        with self._lock:
            for one, read in found.items():
                # Another thread may have fetched it meanwhile: its object is kept, since articles
                # are compared by identity.
                found[one] = self._texts.setdefault(one, read)
                self._texts.move_to_end(one)
            while len(self._texts) > _ARTICLES:
                self._texts.popitem(last=False)
        return found[number]

    def want(self, numbers: Iterable[int]) -> None:
        """Fetch these articles together with the next one."""
        with self._lock:
            self._wanted.update(number for number in numbers if number not in self._texts)

    def texts(self, numbers: Sequence[int]) -> Iterator[Text]:
        """Articles by their numbers, past the cache."""
        for start in range(0, len(numbers), _AT_ONCE):
            yield from self._fetch_texts(numbers[start : start + _AT_ONCE])

    def _fetch_rows(
        self, keys: Sequence[bytes], instead: Sequence[tuple[bytes, bytes]]
    ) -> dict[bytes, Held]:
        try:
            found = self.index.find(self._segments, keys, instead)
        except OSError as error:
            raise ArticlesUnavailable(_AWAY) from error
        if len(found) < len(self._segments):
            raise ArticlesUnavailable(_OUTDATED)
        rows: dict[bytes, list[tuple[int, bytes]]] = {key: [] for key in keys}
        rows |= {other: [] for _, other in instead}
        for number, place in enumerate(self._segments):
            for key, data in found[place].items():
                rows[key].append((number, data))
        # A server that has a term does not send the rows of its substitutes, so these are not
        # complete, and are not cached.
        whole = {*keys, *(other for key, other in instead if not rows[key])}
        held = {key: tuple(some) for key, some in rows.items() if key in whole}
        with self._lock:
            self._keep(held)
        return held

    def _keep(self, held: Mapping[bytes, Held]) -> None:
        for key, some in held.items():
            if key not in self._rows:
                self._bytes += _size_of(some)
            self._rows[key] = some
        while self._bytes > _BYTES and next(iter(self._rows)) not in held:
            self._bytes -= _size_of(self._rows.popitem(last=False)[1])

    def _fetch_texts(self, numbers: Sequence[int]) -> list[Text]:
        segments = np.searchsorted(self._firsts, numbers, side="right") - 1
        places = [
            (self._segments[segment], number - int(self._firsts[segment]))
            for number, segment in zip(numbers, segments.tolist(), strict=True)
        ]
        try:
            found = self.index.articles(places)
        except OSError as error:
            raise ArticlesUnavailable(_AWAY) from error
        try:
            return [Text.from_bytes(found[place]) for place in places]
        except KeyError:
            raise ArticlesUnavailable(_OUTDATED) from None


def _size_of(held: Held) -> int:
    return sum(len(data) for _, data in held)
