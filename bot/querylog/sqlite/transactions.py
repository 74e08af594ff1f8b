"""Transactions on the query log's one connection for writing."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import aiosqlite

from bot.querylog.errors import LogUnavailable


@asynccontextmanager
async def transaction(connection: aiosqlite.Connection) -> AsyncIterator[None]:
    """Commit at the end of the `with` all that was written in it, or on an exception nothing.

    Tasks that share a connection must take turns. Cancelled while committing, it may have written
    all. Raises sqlite3.Error.
    """
    if connection.in_transaction:
        await connection.rollback()  # what a rollback that failed has left open
    try:
        await connection.execute("BEGIN IMMEDIATE")
        yield
        await connection.execute("COMMIT")
    except BaseException:
        with suppress(ValueError, sqlite3.Error):  # the connection may be closed meanwhile
            await connection.rollback()
        raise


@dataclass(frozen=True, slots=True)
class SharedConnection:
    """The query log's one connection for writing, which tasks use in turns.

    `writing` is held while it is used.
    """

    connection: aiosqlite.Connection
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[aiosqlite.Connection]:
        """Have the connection to oneself.

        Raises LogUnavailable if the database cannot be used at the moment.
        """
        try:
            async with self.writing:
                yield self.connection
        except (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError):
            raise  # the fault of what was to be written
        except (sqlite3.Error, ValueError) as error:  # ValueError: it is closed
            raise LogUnavailable from error

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[aiosqlite.Connection]:
        """Have a turn in which all is written, or on an exception nothing.

        Raises LogUnavailable.
        """
        async with self.turn() as connection, transaction(connection):
            yield connection
