"""Transactions on the query log's one connection for writing."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import aiosqlite


@asynccontextmanager
async def transaction(connection: aiosqlite.Connection) -> AsyncIterator[None]:
    """Commit at the end of the `with` all that was written in it, or on an exception nothing.

    Tasks that share a connection must take turns. Cancelled while committing, it may have written
    all. Raises sqlite3.Error.
    """
    await connection.rollback()  # what a cancellation left open, if anything
    try:
        await connection.execute("BEGIN IMMEDIATE")
        yield
        await connection.execute("COMMIT")
    except BaseException:
        with suppress(ValueError, sqlite3.Error):  # the connection may be closed meanwhile
            await connection.rollback()
        raise
