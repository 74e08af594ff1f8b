"""Work on a connection of its own, for what is kept on the server beside the query log."""

import asyncio
import errno
from collections.abc import Callable
from typing import TypeAlias, TypeVar

import psycopg
from psycopg.rows import TupleRow

from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.connecting import connect, fault_of
from bot.querylog.postgresql.migrations import migrate

BlockingConnection: TypeAlias = psycopg.Connection[TupleRow]

_Result = TypeVar("_Result")
_NO_TABLES = (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn)


def in_transaction(address: Address, work: Callable[[BlockingConnection], _Result]) -> _Result:
    """Do something in a transaction, after making the tables if they are missing; blocks.

    `work` begins anew if its first statement misses a table. Raises OSError, with the name of the
    server as the file's, and what `work` raises.
    """
    try:
        try:
            return _try(address, work)
        except _NO_TABLES:
            asyncio.run(_make_tables(address))
            return _try(address, work)
    except psycopg.Error as error:
        raise OSError(errno.EIO, fault_of(error), address.name) from error


def _try(address: Address, work: Callable[[BlockingConnection], _Result]) -> _Result:
    with psycopg.connect(address.conninfo, prepare_threshold=None) as connection:
        return work(connection)


async def _make_tables(address: Address) -> None:
    async with await connect(address) as connection:
        await migrate(connection)
