"""Sees to it that what was deleted does not stay on in the files of the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.querylog.errors import LogUnavailable

logger = logging.getLogger(__name__)

AGAIN_SECONDS = 10.0
"""After so long it is tried again."""


class SecureDelete:
    """Erases what was deleted, now or as soon as that is possible.

    `erase` returns whether it could: whoever reads at that moment, in this process or another,
    holds it up. It may raise LogUnavailable.
    """

    def __init__(self, erase: Callable[[], Awaitable[bool]]) -> None:
        self._erase = erase
        self._trying: asyncio.Task[None] | None = None

    async def carry_out(self) -> None:
        """Erase it now, or if that is not possible, as soon as it is. Raises LogUnavailable."""
        if not await self._erase() and (self._trying is None or self._trying.done()):
            self._trying = asyncio.create_task(self._try_until_done(), name="secure_delete")

    def cancel(self) -> None:
        """Try no more: the database is to be closed."""
        if self._trying is not None:
            self._trying.cancel()

    async def _try_until_done(self) -> None:
        logger.info("What was deleted is erased once nobody reads the query log")
        is_done = False
        while not is_done:
            await asyncio.sleep(AGAIN_SECONDS)
            try:
                is_done = await self._erase()
            except LogUnavailable as error:
                logger.debug("What was deleted cannot be erased yet: %s", error.__cause__ or error)
