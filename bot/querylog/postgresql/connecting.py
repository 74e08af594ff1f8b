"""Connects to PostgreSQL, and explains why that fails."""

import errno
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeAlias

import psycopg
from psycopg.pq import PGconn, Ping
from psycopg.rows import TupleRow

from bot.querylog.errors import LogUnavailable, OutOfReach, QueryLogError
from bot.querylog.postgresql.address import Address

Connection: TypeAlias = psycopg.AsyncConnection[TupleRow]
BlockingConnection: TypeAlias = psycopg.Connection[TupleRow]

_OLDEST = 13
_REMEDY = (
    "Check the user, the database and the permissions, and the password in PGPASSWORD or the"
    " password file."
)
_HINT = "Is the server running"
"""The start of libpq's hint on a refused connection, which the remedy repeats."""


async def connect(address: Address) -> Connection:
    """Connect in autocommit mode, without prepared statements, which a pooler may not pass on.

    Raises psycopg.Error.
    """
    return await psycopg.AsyncConnection.connect(
        address.conninfo, autocommit=True, prepare_threshold=None
    )


def connect_blocking(address: Address) -> BlockingConnection:
    """Connect for a transaction, which is committed when the `with` ends; else as `connect`."""
    return psycopg.connect(address.conninfo, prepare_threshold=None)


def connect_to_read(address: Address) -> BlockingConnection:
    """Connect to read a snapshot; blocks. Raises psycopg.Error."""
    connection = connect_blocking(address)
    connection.read_only = True
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    return connection


def fault_of(error: psycopg.Error) -> str:
    """Describe an error in one line, without a full stop."""
    # Without the statement, where a server refused one.
    text = error.diag.message_primary or str(error)
    lines = [line.strip() for line in text.splitlines()]
    fault = " ".join(line for line in lines if not line.startswith(_HINT)).rstrip("?.")
    return fault or type(error).__name__


def describe(error: psycopg.Error, address: Address) -> QueryLogError:
    """Say why a server cannot be used, and whether that may pass. Blocks for a moment."""
    fault = fault_of(error)
    try:
        conninfo = address.conninfo
    except psycopg.ProgrammingError:
        return QueryLogError(address.name, fault, "Correct the URL in storage or retrieval.")
    is_reached = PGconn.ping(conninfo.encode()) == Ping.OK
    if is_reached and isinstance(error, psycopg.OperationalError | psycopg.ProgrammingError):
        return QueryLogError(address.name, fault, _REMEDY)
    return OutOfReach(address.name, fault, "Start the server, or fix the network.")


def check_server(info: psycopg.ConnectionInfo, address: Address) -> None:
    """Refuse a server that is too old, and a database that cannot hold every text.

    Raises QueryLogError.
    """
    if info.server_version < _OLDEST * 10_000:
        fault = f"it is PostgreSQL {info.server_version // 10_000}"
        raise QueryLogError(address.name, fault, f"Use PostgreSQL {_OLDEST} or later.")
    encoding = info.parameter_status("server_encoding")
    if encoding != "UTF8":
        remedy = "Make another database: createdb --encoding=UTF8 --template=template0"
        raise QueryLogError(address.name, f"its encoding is {encoding}, not UTF8", remedy)


@contextmanager
def unavailable() -> Iterator[None]:
    """Raise LogUnavailable for errors of the database, but not for errors in the data."""
    try:
        yield
    except (psycopg.DataError, psycopg.IntegrityError):
        raise  # the fault of what was to be written
    except psycopg.Error as error:
        raise LogUnavailable from error


@contextmanager
def raising_os_error(name: str) -> Iterator[None]:
    """Raise OSError for errors of the database, with the server's name as that of the file."""
    try:
        yield
    except psycopg.Error as error:
        raise OSError(errno.EIO, fault_of(error), name) from error


@asynccontextmanager
async def connected(address: Address) -> AsyncIterator[Connection]:
    """Yield a connection for the block. Raises LogUnavailable."""
    with unavailable():
        async with await connect(address) as connection:
            yield connection


Row: TypeAlias = tuple[Any, ...]
