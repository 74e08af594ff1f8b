"""Reloads when the publication day of a hidden page has come."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta

from bot.articles.library import Library, SeedsError
from bot.common.background import in_background
from bot.library.live import LiveCorpus

logger = logging.getLogger(__name__)

_LONGEST = 900.0
"""Seconds between two looks: a reload may bring other days, and a clock may be set."""


def seconds_until_due(library: Library, now: datetime) -> float | None:
    """How long it takes until the next hidden page is to be shown; None if none waits.

    `now` is in the time zone that its days are of.
    """
    days = [hidden.until for hidden in library.hidden if hidden.until is not None]
    if not days:
        return None
    # Midnight where the bot runs: the day in a page's header has no time zone.
    begins = datetime.combine(min(days), time(), now.tzinfo)
    return max(0.0, (begins - now) / timedelta(seconds=1))


@asynccontextmanager
async def reloading_on_due_days(
    live: LiveCorpus, clock: Callable[[], datetime] = lambda: datetime.now().astimezone()
) -> AsyncIterator[None]:
    """Reload on the days when hidden pages are due, while the block runs."""
    async with in_background(_reload_on_due_days(live, clock), "due days"):
        yield


async def _reload_on_due_days(live: LiveCorpus, clock: Callable[[], datetime]) -> None:
    while True:
        left = seconds_until_due(live.library, clock())
        if left is not None and left <= 0:
            try:
                await live.reload()
            except SeedsError as error:
                logger.warning("A page whose day has come could not be loaded: %s", error)
            left = None  # where it is still hidden, it is tried again later
        await asyncio.sleep(_LONGEST if left is None else min(left + 1.0, _LONGEST))
