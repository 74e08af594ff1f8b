"""Deletes what the query log has kept long enough."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.common.background import in_background
from bot.querylog.errors import LogUnavailable
from bot.querylog.parts import Purger
from bot.querylog.times import write_utc
from bot.querylog.transactions import SharedConnection

logger = logging.getLogger(__name__)

BATCH = 1_000
"""So many questions are deleted at a time, so that answers never wait long to be written."""

_EVERY, _AGAIN = timedelta(days=1), timedelta(minutes=5)
_COUNT = "SELECT count(*) FROM queries WHERE asked_at < ?"
_DELETE = "DELETE FROM queries WHERE id IN (SELECT id FROM queries WHERE asked_at < ? LIMIT ?)"


class Expiry:
    """Counts and deletes the questions of a query log by their age.

    What hangs on a question goes with it: what was shown, the votes, the mark of being dealt with.
    Every method raises LogUnavailable where the database cannot be used at the moment.
    """

    def __init__(self, shared: SharedConnection) -> None:
        self._shared = shared

    async def count(self, before: datetime) -> int:
        """Count the questions that were asked before a moment."""
        async with self._shared.turn() as connection:
            ((count,),) = await connection.execute_fetchall(_COUNT, (write_utc(before),))
        return int(count)

    async def purge(self, before: datetime) -> int:
        """Delete the questions that were asked before a moment, and return how many they were.

        What others have deleted is overwritten with them, should they have been held up.
        """
        total = 0
        while True:
            async with self._shared.transaction() as connection:
                deleted = await connection.execute(_DELETE, (write_utc(before), BATCH))
            total += deleted.rowcount
            if deleted.rowcount < BATCH:
                break
        async with self._shared.turn():
            await self._shared.secure_delete.carry_out()
        return total


@asynccontextmanager
async def keep_for(days: int, expiry: Purger | None) -> AsyncIterator[None]:
    """Have questions deleted once they are so many days old, at once and then daily.

    Runs while the block does. Nothing is deleted if the days are 0 or nothing is kept.
    """
    if expiry is None or not days:
        yield
        return
    async with in_background(_enforce(days, expiry), "expiry"):
        yield


async def _enforce(days: int, expiry: Purger) -> None:
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
