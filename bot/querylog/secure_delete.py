"""Sees to it that what was deleted does not stay on in the write-ahead log."""

import asyncio
import logging
import sqlite3

import aiosqlite

logger = logging.getLogger(__name__)

AGAIN_SECONDS = 10.0
"""After so long it is tried again."""

_PATIENCE = 250  # milliseconds; meanwhile no process can write


class SecureDelete:
    """Copies the write-ahead log of a connection into the database, and empties it.

    Before that, what was deleted can still be read in it, and perhaps in the database. Whoever
    reads at that moment, in this process or another, holds it up. `writing` is held by whoever uses
    the connection.
    """

    def __init__(self, connection: aiosqlite.Connection, writing: asyncio.Lock) -> None:
        self._connection = connection
        self._writing = writing
        self._trying: asyncio.Task[None] | None = None

    async def carry_out(self) -> None:
        """Do it now, or if that is not possible, as soon as it is; the caller holds `writing`.

        Raises sqlite3.Error.
        """
        if not await self._is_done() and (self._trying is None or self._trying.done()):
            self._trying = asyncio.create_task(self._try_until_done(), name="secure_delete")

    def cancel(self) -> None:
        """Try no more: the connection is to be closed."""
        if self._trying is not None:
            self._trying.cancel()

    async def _try_until_done(self) -> None:
        logger.info("What was deleted is overwritten once nobody reads the query log")
        is_done = False
        while not is_done:
            await asyncio.sleep(AGAIN_SECONDS)
            try:
                async with self._writing:
                    is_done = await self._is_done()
            except sqlite3.Error as error:
                logger.debug("What was deleted cannot be overwritten yet: %s", error)

    async def _is_done(self) -> bool:
        ((usual,),) = await self._connection.execute_fetchall("PRAGMA busy_timeout")
        await self._connection.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        try:
            ((is_held_up, *_),) = await self._connection.execute_fetchall(
                "PRAGMA wal_checkpoint(TRUNCATE)"
            )
        finally:
            await self._connection.execute(f"PRAGMA busy_timeout = {int(usual)}")
        return not is_held_up
