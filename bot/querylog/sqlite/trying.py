"""Tries whether the query log can be written, before there is something to write."""

import asyncio
import logging
from pathlib import Path

from bot.querylog.errors import LogUnavailable
from bot.querylog.sqlite.transactions import SharedConnection

logger = logging.getLogger(__name__)


class Trial:
    """What is tried of one database, whose file somebody may take away while it is open.

    All that is written then still succeeds, and is lost with the file when the process ends.
    """

    def __init__(self, path: Path, shared: SharedConnection) -> None:
        self._path = path
        self._shared = shared
        self._is_gone = False

    async def succeeds(self) -> bool:
        """Try it; that the file is gone is logged once."""
        was_gone = self._is_gone
        self._is_gone = not await asyncio.to_thread(self._path.exists)
        if self._is_gone and not was_gone:
            logger.error(
                "%s was moved away or deleted while the bot writes it; stop the bot, and put it"
                " back if it is to be kept",
                self._path,
            )
        return not self._is_gone and await self._can_write()

    async def _can_write(self) -> bool:
        """Try it by a transaction that changes nothing.

        It is not the same as one that writes nothing, which a full disk lets pass.
        """
        try:
            async with self._shared.transaction() as connection:
                ((version,),) = await connection.execute_fetchall("PRAGMA user_version")
                await connection.execute(f"PRAGMA user_version = {int(version)}")
        except LogUnavailable:
            return False
        return True
