"""Asks one or several servers a statement at a time, over plain calls of libpq."""

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

Rows: TypeAlias = list[tuple[bytes, ...]]
"""Rows as the server sends them: numbers are four bytes."""

_KEPT = 4
"""Idle connections to a server: one for each question that is answered at the same time."""


class Servers:
    """Connections to `servers`, for several threads.

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


def _close(idle: Sequence[list[BlockingConnection]]) -> None:
    for connections in idle:
        while connections:
            with suppress(IndexError, psycopg.Error):  # another thread may take the last one
                connections.pop().close()
