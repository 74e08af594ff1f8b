"""Reads the rows of an index on one or several servers; their bytes are opaque here."""

from collections.abc import Mapping, Sequence

import psycopg

from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.servers import Servers
from bot.querylog.postgresql.wanted import Found, Segment, Wanted

# Keys are joined to one text: adapting arrays of them took longer than everything else here.
# Each segment that exists adds a row without a key. Otherwise, a question to one that was deleted
# would find nothing, and seem to have no answer.
_ROWS = """
    SELECT key, segment, data FROM remote_rows
    WHERE segment = ANY({0}::integer[]) AND key = ANY(
        ARRAY(SELECT decode(hex, 'hex') FROM unnest(string_to_array({1}::text, ',')) AS hex)
    )
    UNION ALL
    SELECT ''::bytea, id, ''::bytea FROM remote_segments WHERE id = ANY({0}::integer[])
"""
_ROWS_INSTEAD = """
    SELECT found.*
    FROM unnest(string_to_array({1}::text, ','), string_to_array({2}::text, ','))
        AS asked (term, key)
    CROSS JOIN LATERAL (
        SELECT key, segment, data FROM remote_rows
        WHERE key = decode(asked.key, 'hex') AND segment = ANY({0}::integer[]) OFFSET 0
    ) AS found
    WHERE NOT EXISTS (
        SELECT FROM remote_rows
        WHERE key = decode(asked.term, 'hex') AND segment = ANY({0}::integer[])
    )
"""
_ARTICLES = """
    SELECT int4send(number), segment, data FROM remote_articles
    JOIN unnest({0}::integer[], {1}::integer[]) AS asked (segment, number) USING (segment, number)
"""
_VECTORS = """
    SELECT int4send(number) || int4send(place), segment,
        substring(vectors FROM place * {3}::integer + 1 FOR {3}::integer)
    FROM remote_articles
    JOIN unnest({0}::integer[], {1}::integer[], {2}::integer[]) AS asked (segment, number, place)
        USING (segment, number)
"""
_VECTORS_OF = """
    SELECT vectors FROM remote_articles
    WHERE vectors_of = ANY(
        ARRAY(SELECT decode(hex, 'hex') FROM unnest(string_to_array($1::text, ',')) AS hex)
    )
"""
_DIRECTORIES = "SELECT id, directory FROM remote_segments WHERE id = ANY($1::integer[])"
_MANIFEST = "SELECT data FROM remote_manifest"


class RemoteIndex(Servers):
    """An index on `servers`, of which the first has the manifest; for several threads."""

    def manifest(self) -> bytes | None:
        """The manifest of the last version; None if nothing was published."""
        try:
            rows = self.ask(_MANIFEST, {0: ()})[0]
        except OSError as error:
            if isinstance(error.__cause__, psycopg.errors.UndefinedTable):
                return None
            raise
        return rows[0][0] if rows else None

    def directories(self, segments: Sequence[Segment]) -> dict[Segment, bytes]:
        """The directories of the segments that exist."""
        columns = _columns([(one,) for one in segments])
        return {
            (server, _number(one)): data
            for server, rows in self.ask(_DIRECTORIES, columns).items()
            for one, data in rows
        }

    def find(self, wanted: Wanted) -> Found:
        """What is wanted, as far as it is there: a segment without anything is in the result.

        Of an article, the key is its `article_key`, of a vector its `vector_key`.
        """
        found: Found = {}
        query, values = _statement(wanted)
        for server, rows in self.ask(query, values).items():
            for key, segment, data in rows:
                here = found.setdefault((server, _number(segment)), {})
                if key:
                    here[key] = data
        return found

    def vectors_of(self, keys: Sequence[bytes]) -> list[bytes]:
        """The vectors of articles that were added under one of these keys, in any version."""
        asked = {server: (_joined(keys),) for server in range(len(self.servers))}
        return [data for rows in self.ask(_VECTORS_OF, asked).values() for (data,) in rows]


def _statement(wanted: Wanted) -> tuple[str, dict[int, list[bytes]]]:
    """A query, and its values for each server that it is for."""
    segments = _columns([(one,) for one in wanted.segments])
    keys = [_joined(wanted.keys)]
    pairs = [_joined(column) for column in zip(*wanted.instead, strict=True)]
    vectors, size = _columns(wanted.vectors), [str(wanted.size).encode()]
    parts = [
        (_ROWS, segments, 1, keys) if wanted.keys else None,
        (_ROWS_INSTEAD, segments, 1, pairs) if wanted.instead else None,
        (_ARTICLES, _columns(wanted.articles), 2, []) if wanted.articles else None,
        (_VECTORS, vectors, 3, size) if wanted.vectors else None,
    ]
    used = [part for part in parts if part]
    values: dict[int, list[bytes]] = {server: [] for part in used for server in part[1]}
    selects: list[str] = []
    given = 0
    for select, columns, count, others in used:
        places = range(given + 1, given + 1 + count + len(others))
        selects.append(select.format(*(f"${place}" for place in places)))
        given = places[-1]
        for server, here in values.items():
            here += (*columns.get(server, [_NOTHING] * count), *others)
    return " UNION ALL ".join(selects), values


def _columns(places: Sequence[tuple[Segment, *tuple[int, ...]]]) -> Mapping[int, list[bytes]]:
    """For each server, the segments there as an array, and the other numbers as others."""
    rows: dict[int, list[tuple[int, ...]]] = {}
    for (server, segment), *numbers in places:
        rows.setdefault(server, []).append((segment, *numbers))
    return {
        server: [_array(column) for column in zip(*here, strict=True)]
        for server, here in rows.items()
    }


_NOTHING = b"{}"


def _joined(keys: Sequence[bytes]) -> bytes:
    return ",".join(map(bytes.hex, keys)).encode()


def _array(numbers: Sequence[int]) -> bytes:
    return f"{{{','.join(map(str, numbers))}}}".encode()


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big", signed=True)


def open_index(url: str, password: str | None, *more: str) -> RemoteIndex:
    """Return the index on the server at a URL, and on `more` of them."""
    return RemoteIndex([Address(one, password) for one in (url, *more)])
