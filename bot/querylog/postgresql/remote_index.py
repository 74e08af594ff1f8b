"""Reads the rows of an index on one or several servers; their bytes are opaque here."""

import errno
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from typing import TypeAlias
from weakref import finalize

import psycopg
from psycopg.rows import TupleRow

from bot.querylog.postgresql.address import Address

Segment: TypeAlias = tuple[int, int]
"""The number of a server, and that of a segment there."""

Row: TypeAlias = tuple[bytes, int, bytes]
"""The key of a row, its segment, and its data."""

_Connection: TypeAlias = psycopg.Connection[TupleRow]
_Values: TypeAlias = Mapping[str, object]

# A segment that is there has a row of its own without a key: else, a question that asks one that
# was deleted would find nothing, and seem to have no answer.
_FIND = """
    SELECT key, segment, data FROM remote_rows
    WHERE key = ANY(%(keys)b) AND segment = ANY(%(segments)b::integer[])
    UNION ALL
    SELECT ''::bytea, id, ''::bytea FROM remote_segments
    WHERE id = ANY(%(segments)b::integer[])
"""
_FIND_FOR_UNKNOWN = """
    SELECT found.* FROM unnest(%(unknown)b::bytea[], %(instead)b::bytea[]) AS asked (term, key)
    CROSS JOIN LATERAL (
        SELECT key, segment, data FROM remote_rows
        WHERE key = asked.key AND segment = ANY(%(segments)b::integer[]) OFFSET 0
    ) AS found
    WHERE NOT EXISTS (
        SELECT FROM remote_rows WHERE key = asked.term AND segment = ANY(%(segments)b::integer[])
    )
"""
_ARTICLES = """
    SELECT segment, number, data FROM remote_articles
    JOIN unnest(%(segments)b::integer[], %(numbers)b::integer[]) AS asked (segment, number)
    USING (segment, number)
"""
_DIRECTORIES = "SELECT id, directory FROM remote_segments WHERE id = ANY(%(segments)b::integer[])"
_MANIFEST = "SELECT data FROM remote_manifest"

_KEPT = 4
"""Idle connections to a server: one for each question that is answered at a time."""


class RemoteIndex:
    """An index on `servers`, of which the first has the manifest; for several threads.

    Every method blocks, and raises OSError if a server cannot be used. The servers work on a
    statement at the same time.
    """

    def __init__(self, servers: Sequence[Address]) -> None:
        self.servers = tuple(servers)
        self._idle: list[list[_Connection]] = [[] for _ in servers]
        finalize(self, _close, self._idle)

    @property
    def name(self) -> str:
        """The names of the servers in messages."""
        return ", ".join(one.name for one in self.servers)

    def manifest(self) -> bytes | None:
        """The manifest of the last version; None if nothing was published."""
        try:
            ((rows),) = self.ask(_MANIFEST, {0: {}}).values()
        except psycopg.errors.UndefinedTable:
            return None
        return bytes(rows[0][0]) if rows else None

    def directories(self, segments: Sequence[Segment]) -> dict[Segment, bytes]:
        """The directories of those of the segments that are there."""
        found = self._ask_where(_DIRECTORIES, segments, {})
        return {(server, one): data for server, rows in found.items() for one, data in rows}

    def find(
        self,
        segments: Sequence[Segment],
        keys: Sequence[bytes],
        instead: Sequence[tuple[bytes, bytes]],
    ) -> dict[Segment, dict[bytes, bytes]]:
        """The rows of these keys in each segment, as far as the segment is still there.

        Also of the second key of each pair of `instead`, if its server has no row of the first.
        """
        found: dict[Segment, dict[bytes, bytes]] = {}
        values: dict[str, object] = {"keys": list(keys)}
        if instead:
            values["unknown"], values["instead"] = map(list, zip(*instead, strict=True))
        query = f"{_FIND} UNION ALL {_FIND_FOR_UNKNOWN}" if instead else _FIND
        for server, rows in self._ask_where(query, segments, values).items():
            for key, segment, data in rows:
                here = found.setdefault((server, segment), {})
                if key:
                    here[key] = data
        return found

    def articles(self, places: Sequence[tuple[Segment, int]]) -> dict[tuple[Segment, int], bytes]:
        """The articles at these places: of a segment, and by number there."""
        values: dict[int, dict[str, list[int]]] = {}
        for (server, segment), number in places:
            here = values.setdefault(server, {"segments": [], "numbers": []})
            here["segments"].append(segment)
            here["numbers"].append(number)
        return {
            ((server, segment), number): data
            for server, rows in self.ask(_ARTICLES, values).items()
            for segment, number, data in rows
        }

    def _ask_where(
        self, query: str, segments: Sequence[Segment], values: _Values
    ) -> dict[int, list[TupleRow]]:
        of_each: dict[int, list[int]] = {}
        for server, segment in segments:
            of_each.setdefault(server, []).append(segment)
        asked = {server: {**values, "segments": here} for server, here in of_each.items()}
        return self.ask(query, asked)

    def ask(self, query: str, values: Mapping[int, _Values]) -> dict[int, list[TupleRow]]:
        """The rows that a query gives on each server that has values for it."""
        try:
            try:
                return self._ask_once(query, values)
            except psycopg.OperationalError:
                # A connection may have been cut while it was idle, as by a restart of its server.
                self.close()
                return self._ask_once(query, values)
        except psycopg.errors.UndefinedTable:
            raise
        except psycopg.Error as error:
            raise OSError(errno.EIO, " ".join(str(error).split()), self.name) from error

    def close(self) -> None:
        """Close the connections that are not in use."""
        _close(self._idle)

    def _ask_once(self, query: str, values: Mapping[int, _Values]) -> dict[int, list[TupleRow]]:
        text = query.encode()
        taken: dict[int, _Connection] = {}
        try:
            for server in values:
                taken[server] = self._connection(server)
            with ExitStack() as stack:
                if len(taken) > 1:  # so that no server waits for another
                    for connection in taken.values():
                        stack.enter_context(connection.pipeline())
                cursors = {
                    server: connection.cursor(binary=True).execute(text, values[server])
                    for server, connection in taken.items()
                }
                rows = {server: cursor.fetchall() for server, cursor in cursors.items()}
        except BaseException:
            for connection in taken.values():
                connection.close()
            raise
        for server, connection in taken.items():
            if len(self._idle[server]) < _KEPT:
                self._idle[server].append(connection)
            else:
                connection.close()
        return rows

    def _connection(self, server: int) -> _Connection:
        with suppress(IndexError):
            return self._idle[server].pop()
        return psycopg.connect(
            self.servers[server].conninfo, autocommit=True, prepare_threshold=None
        )


def _close(idle: Sequence[list[_Connection]]) -> None:
    for connections in idle:
        while connections:
            with suppress(IndexError, psycopg.Error):  # another thread may take the last one
                connections.pop().close()


def open_index(url: str, password: str | None, *more: str) -> RemoteIndex:
    """Return the index on the server at a URL, and on `more` of them."""
    return RemoteIndex([Address(one, password) for one in (url, *more)])
