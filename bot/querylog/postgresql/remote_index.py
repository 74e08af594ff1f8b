"""Reads the rows of an index on one or several servers; their bytes are opaque here."""

import errno
from collections.abc import Generator, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeAlias
from weakref import finalize

import psycopg
from psycopg import generators

from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.connecting import (
    BlockingConnection,
    connect_blocking,
    raising_os_error,
)

Segment: TypeAlias = tuple[int, int]
"""The number of a server, and that of a segment there."""

Rows: TypeAlias = list[tuple[bytes, ...]]
"""Rows as the server sends them: numbers are four bytes."""

# Keys are joined to one text: adapting arrays of them took longer than everything else here.
_KEYS = "ARRAY(SELECT decode(hex, 'hex') FROM unnest(string_to_array($2::text, ',')) AS hex)"
# Each segment that exists adds a row without a key. Otherwise, a question to one that was deleted
# would find nothing, and seem to have no answer.
_FIND = f"""
    SELECT key, segment, data FROM remote_rows
    WHERE key = ANY({_KEYS}) AND segment = ANY($1::integer[])
    UNION ALL
    SELECT ''::bytea, id, ''::bytea FROM remote_segments WHERE id = ANY($1::integer[])
"""  # noqa: S608 - no values are in it
_FIND_FOR_UNKNOWN = """
    SELECT found.*
    FROM unnest(string_to_array($3::text, ','), string_to_array($4::text, ',')) AS asked (term, key)
    CROSS JOIN LATERAL (
        SELECT key, segment, data FROM remote_rows
        WHERE key = decode(asked.key, 'hex') AND segment = ANY($1::integer[]) OFFSET 0
    ) AS found
    WHERE NOT EXISTS (
        SELECT FROM remote_rows
        WHERE key = decode(asked.term, 'hex') AND segment = ANY($1::integer[])
    )
"""
_ARTICLES = """
    SELECT segment, number, data FROM remote_articles
    JOIN unnest($1::integer[], $2::integer[]) AS asked (segment, number) USING (segment, number)
"""
_DIRECTORIES = "SELECT id, directory FROM remote_segments WHERE id = ANY($1::integer[])"
_MANIFEST = "SELECT data FROM remote_manifest"

_KEPT = 4
"""Idle connections to a server: one for each question that is answered at the same time."""


class RemoteIndex:
    """An index on `servers`, of which the first has the manifest; for several threads.

    Every method blocks, and raises OSError if a server cannot be used. The servers work on a
    statement at the same time.
    """

    def __init__(self, servers: Sequence[Address], most_silent: float = 10.0) -> None:
        """A server that sends nothing for `most_silent` seconds is taken to have hung."""
        self.servers = tuple(servers)
        self.most_silent = most_silent
        self._idle: list[list[BlockingConnection]] = [[] for _ in servers]
        finalize(self, _close, self._idle)

    @property
    def name(self) -> str:
        """The names of the servers in messages."""
        return ", ".join(one.name for one in self.servers)

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
        found = self._ask_where(_DIRECTORIES, segments)
        return {
            (server, _number(one)): data for server, rows in found.items() for one, data in rows
        }

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
        values = [_joined(keys)]
        if instead:
            values += map(_joined, zip(*instead, strict=True))
        query = f"{_FIND} UNION ALL {_FIND_FOR_UNKNOWN}" if instead else _FIND
        for server, rows in self._ask_where(query, segments, values).items():
            for key, segment, data in rows:
                here = found.setdefault((server, _number(segment)), {})
                if key:
                    here[key] = data
        return found

    def articles(self, places: Sequence[tuple[Segment, int]]) -> dict[tuple[Segment, int], bytes]:
        """The articles at these places: of a segment, and by number there."""
        asked: dict[int, tuple[list[int], list[int]]] = {}
        for (server, segment), number in places:
            segments, numbers = asked.setdefault(server, ([], []))
            segments.append(segment)
            numbers.append(number)
        values = {server: tuple(map(_array, columns)) for server, columns in asked.items()}
        return {
            ((server, _number(segment)), _number(number)): data
            for server, rows in self.ask(_ARTICLES, values).items()
            for segment, number, data in rows
        }

    def _ask_where(
        self, query: str, segments: Sequence[Segment], values: Sequence[bytes] = ()
    ) -> dict[int, Rows]:
        of_each: dict[int, list[int]] = {}
        for server, segment in segments:
            of_each.setdefault(server, []).append(segment)
        return self.ask(
            query, {server: (_array(here), *values) for server, here in of_each.items()}
        )

    def ask(self, query: str, values: Mapping[int, Sequence[bytes]]) -> dict[int, Rows]:
        """The rows that a query gives on each server that has values for it."""
        with raising_os_error(self.name):
            try:
                return self._ask_once(query.encode(), values)
            except psycopg.OperationalError:
                # A connection may have been cut while it was idle, as by a restart of its server.
                self.close()
                return self._ask_once(query.encode(), values)

    def close(self) -> None:
        """Close the connections that are not in use."""
        _close(self._idle)

    def _ask_once(self, query: bytes, values: Mapping[int, Sequence[bytes]]) -> dict[int, Rows]:
        taken: dict[int, BlockingConnection] = {}
        try:
            for server in values:
                taken[server] = self._connection(server)
            for server, connection in taken.items():  # to all first, so that none waits for another
                connection.pgconn.send_query_params(
                    query, values[server], result_format=psycopg.pq.Format.BINARY
                )
            rows = {
                server: self._received(connection, self.servers[server].name)
                for server, connection in taken.items()
            }
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

    def _connection(self, server: int) -> BlockingConnection:
        with suppress(IndexError):
            return self._idle[server].pop()
        connection = connect_blocking(self.servers[server])
        connection.autocommit = True
        return connection

    def _received(self, connection: BlockingConnection, name: str) -> Rows:
        """Wait for a statement's result without a cursor, which would take longer than the rest."""
        execution = _unless_silent(generators.execute(connection.pgconn), name)
        (result,) = connection.wait(execution, self.most_silent)
        if result.status != psycopg.pq.ExecStatus.TUPLES_OK:
            raise psycopg.errors.error_from_result(result, connection.info.encoding)
        columns = range(result.nfields)
        return [
            tuple(result.get_value(row, column) or b"" for column in columns)
            for row in range(result.ntuples)
        ]


def _unless_silent(execution: Generator[Any, Any, Any], name: str) -> Generator[Any, Any, Any]:
    """Run a generator of the driver, and raise TimeoutError when it is sent 0: a wait ran out.

    Without a limit, a question to a server that hangs would never be answered.
    """
    try:
        wanted = next(execution)
        while ready := (yield wanted):
            wanted = execution.send(ready)
    except StopIteration as end:
        return end.value
    raise TimeoutError(errno.ETIMEDOUT, "it does not answer", name)


def _joined(keys: Sequence[bytes]) -> bytes:
    return ",".join(map(bytes.hex, keys)).encode()


def _array(numbers: Sequence[int]) -> bytes:
    return f"{{{','.join(map(str, numbers))}}}".encode()


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big", signed=True)


def _close(idle: Sequence[list[BlockingConnection]]) -> None:
    for connections in idle:
        while connections:
            with suppress(IndexError, psycopg.Error):  # another thread may take the last one
                connections.pop().close()


def open_index(url: str, password: str | None, *more: str) -> RemoteIndex:
    """Return the index on the server at a URL, and on `more` of them."""
    return RemoteIndex([Address(one, password) for one in (url, *more)])
