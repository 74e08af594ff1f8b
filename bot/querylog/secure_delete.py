"""Erases deleted data, and tries again while a reader prevents that."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.querylog.errors import LogUnavailable

logger = logging.getLogger(__name__)

AGAIN_SECONDS = 10.0
"""The time between two attempts."""


class SecureDelete:
    """Erases deleted data, now or as soon as that is possible.

    `erase` returns whether it succeeded: a reader, in this process or another, can prevent it. It
    may raise LogUnavailable.
    """

    def __init__(self, erase: Callable[[], Awaitable[bool]]) -> None:
        self._erase = erase
        self._trying: asyncio.Task[None] | None = None

    async def carry_out(self) -> None:
        """Erase it now, or else as soon as that is possible. Raises LogUnavailable."""
        # One attempt at a time is enough: it erases everything that was deleted so far.
        if not await self._erase() and (self._trying is None or self._trying.done()):
            self._trying = asyncio.create_task(self._try_until_done(), name="secure_delete")

    def cancel(self) -> None:
        """Stop trying: the database is about to be closed."""
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
