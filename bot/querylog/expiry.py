"""Deletes what the query log has kept long enough."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.common.background import in_background
from bot.querylog.errors import LogUnavailable
from bot.querylog.queue import WriteQueue
from bot.querylog.store import LogStore

logger = logging.getLogger(__name__)

BATCH = 1_000
"""So many questions are deleted at a time, so that answers never wait long to be written."""

_EVERY, _AGAIN = timedelta(days=1), timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Expiry:
    """Counts and deletes the questions of a query log by their age.

    What hangs on a question goes with it: what was shown, the votes, the mark of being dealt with.
    Every method raises LogUnavailable if the database cannot be used at the moment.
    """

    store: LogStore
    queue: WriteQueue

    async def count(self, before: datetime) -> int:
        """Count the questions that were asked before a moment."""
        await self.queue.settle()
        return await self.store.count_before(before)

    async def purge(self, before: datetime) -> int:
        """Delete the questions that were asked before a moment, and return how many they were.

        What others have deleted is erased with them, should they have been held up.
        """
        total, deleted = 0, BATCH
        # A batch that was not full was the last.
        while deleted == BATCH:
            # New entries first: a long purge must not hold them up.
            await self.queue.settle()
            deleted = await self.store.delete_before(before, BATCH)
            total += deleted
        await self.store.erase_deleted()
        return total


@asynccontextmanager
async def keep_for(days: int, expiry: Expiry | None) -> AsyncIterator[None]:
    """Have questions deleted once they are so many days old, at once and then daily.

    Runs while the block does. Nothing is deleted if the days are 0 or nothing is kept.
    """
    if expiry is None or not days:
        yield
        return
    async with in_background(_enforce(days, expiry), "expiry"):
        yield


async def _enforce(days: int, expiry: Expiry) -> None:
    while True:
        try:
            count = await expiry.purge(datetime.now(UTC) - timedelta(days=days))
        except LogUnavailable as error:
            logger.warning("Questions older than %d days cannot be deleted yet: %s", days, error)
            pause = _AGAIN
        else:
            if count:
                logger.info("Deleted %d questions that were older than %d days", count, days)
            pause = _EVERY
        await asyncio.sleep(pause.total_seconds())
