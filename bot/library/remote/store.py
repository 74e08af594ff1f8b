"""Reads rows and articles from the servers, and caches the last ones."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bot.library.remote.directory import Place
from bot.library.remote.errors import ArticlesUnavailable
from bot.library.remote.texts import Text
from bot.querylog.postgresql.wanted import Found, Wanted, article_key, vector_key

if TYPE_CHECKING:
    from bot.querylog.postgresql.remote_index import RemoteIndex

Vector: TypeAlias = tuple[int, int]
"""The number of an article, and the place of one of its passages."""

Held: TypeAlias = tuple[tuple[int, bytes], ...]
"""The rows of a key: each with the number of its segment in the order of a version."""

_BYTES = 4_000_000
"""Size of the cache of rows: enough for several questions at 100,000 passages."""
_ARTICLES = 512
"""Articles in the cache: enough for about ten questions. A question compares articles by identity,
so all that it reads must fit."""
_VECTORS = 4_096
"""Vectors in the cache: those of about ten questions."""
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
        self, index: "RemoteIndex", segments: Sequence[Place], sizes: Iterable[int], width: int = 0
    ) -> None:
        """`sizes` are how many articles each of the segments has, `width` the bytes of a vector."""
        self.index = index
        self.width = width
        self._segments = tuple(segments)
        self._firsts = np.append(0, np.cumsum(list(sizes), dtype=np.int64))
        self._lock = Lock()
        self._rows: OrderedDict[bytes, Held] = OrderedDict()
        self._bytes = 0
        self._texts: OrderedDict[int, Text] = OrderedDict()
        self._vectors: OrderedDict[Vector, bytes] = OrderedDict()
        self._wanted: set[int] = set()
        self._wanted_vectors: set[Vector] = set()

    @property
    def articles(self) -> int:
        """The number of all articles."""
        return int(self._firsts[-1])

    def rows(
        self,
        keys: Collection[bytes],
        instead: Mapping[bytes, Collection[bytes]] | None = None,
        vectors: Iterable[Vector] = (),
    ) -> list[Held]:
        """The rows of each key; fetches those of `instead`, too, for keys that have none.

        Fetches these `vectors` in the same statement.
        """
        instead = instead or {}
        with self._lock:
            held = {key: rows for key in keys if (rows := self._rows.get(key)) is not None}
            for key in held:  # the same question may read them again
                self._rows.move_to_end(key)
            missing = dict.fromkeys(key for key in keys if key not in held)
            # What stands in for a key that is known to have none may be dropped: it is larger.
            lacking = (others for key, others in instead.items() if held.get(key) == ())
            dropped = (one for one in chain.from_iterable(lacking) if one not in self._rows)
            missing |= dict.fromkeys(dropped)
            others = self._lacking(vectors)
        if missing or others:
            pairs = [(key, one) for key, some in instead.items() if key in missing for one in some]
            held |= self._fetch_rows(tuple(missing), pairs, others)
        return [held[key] for key in keys]

    def row(self, key: bytes) -> Held:
        """The rows of a key."""
        held = self._rows.get(key)
        return self.rows([key])[0] if held is None else held

    def text(self, number: int) -> Text:
        """An article by its number; fetches all that is wanted, too."""
        with self._lock:
            text = self._texts.get(number)
            if text is not None:
                self._texts.move_to_end(number)
                return text
        return self._fetch_wanted([number], [])[0][number]

    def vectors(self, places: Sequence[Vector]) -> list[bytes]:
        """The vectors of passages; fetches all that is wanted, too."""
        with self._lock:
            missing = self._lacking(places)
            held = {one: row for one in places if (row := self._vectors.get(one)) is not None}
        if missing:
            held |= self._fetch_wanted([], missing)[1]
        return [held[one] for one in places]

    def want(self, numbers: Iterable[int]) -> None:
        """Fetch these articles together with what is fetched next."""
        with self._lock:
            self._wanted.update(number for number in numbers if number not in self._texts)

    def want_vectors(self, places: Iterable[Vector]) -> None:
        """Fetch these vectors together with what is fetched next."""
        with self._lock:
            self._wanted_vectors.update(self._lacking(places))

    def texts(self, numbers: Sequence[int]) -> Iterator[Text]:
        """Articles by their numbers, past the cache."""
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            found = self._find(Wanted(articles=self._places(some)))
            yield from self._texts_in(found, some).values()

    def _lacking(self, places: Iterable[Vector]) -> list[Vector]:
        """The vectors that are not in the cache; the others stay there for now."""
        held, lacking = self._vectors, list[Vector]()
        for one in places:
            if one in held:
                held.move_to_end(one)
            else:
                lacking.append(one)
        return lacking

    def _fetch_wanted(
        self, numbers: Iterable[int], vectors: Iterable[Vector]
    ) -> tuple[dict[int, Text], dict[Vector, bytes]]:
        # What a question will read is fetched in one statement, not in one for each sentence: over
        # a network, the number of statements is what takes time.
        with self._lock:
            articles = sorted({*(self._wanted - self._texts.keys()), *numbers})
            places = sorted({*(self._wanted_vectors - self._vectors.keys()), *vectors})
            self._wanted.clear()
            self._wanted_vectors.clear()
        found = self._find(self._wanting(articles, places))
        texts, rows = self._texts_in(found, articles), self._vectors_in(found, places)
        with self._lock:
            for number, read in texts.items():
                # Another thread may have fetched it meanwhile: its object is kept, since articles
                # are compared by identity.
                texts[number] = self._texts.setdefault(number, read)
                self._texts.move_to_end(number)
            while len(self._texts) > _ARTICLES:
                self._texts.popitem(last=False)
        return texts, rows

    def _fetch_rows(
        self,
        keys: Sequence[bytes],
        instead: Sequence[tuple[bytes, bytes]],
        vectors: Sequence[Vector],
    ) -> dict[bytes, Held]:
        wanted = replace(
            self._wanting([], vectors), segments=self._segments, keys=keys, instead=instead
        )
        found = self._find(wanted)
        if keys and len(found) < len(self._segments):
            raise ArticlesUnavailable(_OUTDATED)
        self._vectors_in(found, vectors)
        rows: dict[bytes, list[tuple[int, bytes]]] = {key: [] for key in keys}
        rows |= {other: [] for _, other in instead}
        for number, place in enumerate(self._segments):
            for key, data in found.get(place, {}).items():
                if key in rows:  # not a vector
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

    def _find(self, wanted: Wanted) -> Found:
        try:
            return self.index.find(wanted)
        except OSError as error:
            raise ArticlesUnavailable(_AWAY) from error

    def _wanting(self, articles: Sequence[int], vectors: Sequence[Vector]) -> Wanted:
        of = self._places([number for number, _ in vectors])
        places = [(*one, place) for one, (_, place) in zip(of, vectors, strict=True)]
        return Wanted(articles=self._places(articles), vectors=places, size=self.width)

    def _places(self, numbers: Sequence[int]) -> list[tuple[Place, int]]:
        """The segment of each article, and its number there."""
        segments = np.searchsorted(self._firsts, numbers, side="right") - 1
        inside = np.asarray(numbers, np.int64) - self._firsts[segments]
        places = map(self._segments.__getitem__, segments.tolist())
        return list(zip(places, inside.tolist(), strict=True))

    def _texts_in(self, found: Found, numbers: Sequence[int]) -> dict[int, Text]:
        places = zip(numbers, self._places(numbers), strict=True)
        try:
            return {
                number: Text.from_bytes(found[segment][article_key(one)])
                for number, (segment, one) in places
            }
        except KeyError:
            raise ArticlesUnavailable(_OUTDATED) from None

    def _vectors_in(self, found: Found, places: Sequence[Vector]) -> dict[Vector, bytes]:
        """The vectors that were found; the last of them are cached."""
        of = self._places([number for number, _ in places])
        try:
            rows = {
                one: found[segment][vector_key(number, one[1])]
                for one, (segment, number) in zip(places, of, strict=True)
            }
        except KeyError:
            raise ArticlesUnavailable(_OUTDATED) from None
        with self._lock:
            self._vectors |= rows
            while len(self._vectors) > _VECTORS:
                self._vectors.popitem(last=False)
        return rows


def _size_of(held: Held) -> int:
    return sum(len(data) for _, data in held)
