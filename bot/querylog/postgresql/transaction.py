"""Transactions on a connection of their own, for data other than the query log."""

from collections.abc import Callable
from typing import TypeVar

import psycopg

from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.connecting import (
    BlockingConnection,
    connect_blocking,
    raising_os_error,
)
from bot.querylog.postgresql.migrations import make_tables

_Result = TypeVar("_Result")
_NO_TABLES = (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn)


def in_transaction(
    address: Address,
    work: Callable[[BlockingConnection], _Result],
    connect: Callable[[Address], BlockingConnection] = connect_blocking,
) -> _Result:
    """Run `work` in a transaction, after making missing tables; blocks.

    `work` starts again if its first statement misses a table. Raises OSError, with the name of the
    server as the file's, QueryLogError if the server cannot be used, and what `work` raises.
    """
    with raising_os_error(address.name):
        try:
            with connect(address) as connection:
                return work(connection)
        except _NO_TABLES:
            make_tables(address)
            with connect(address) as connection:
                return work(connection)
