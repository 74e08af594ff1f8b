"""How many questions are answered at a time, and how many may wait, for how long."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.common.errors import VerbatimError

AT_ONCE = 4
"""Answers are looked for: more threads slow only each other, and the heartbeat."""
WAITING = 100
"""Questions that wait at most: what a busy machine answers in a few seconds."""
SECONDS = 10.0
"""That one waits at most; people are told sooner that the bot is busy than they give up."""


class BusyError(VerbatimError):
    """More is asked at the moment than can be answered in time."""

    def __init__(self) -> None:
        super().__init__("Too many questions at once. Please ask again in a minute.")


class AnswerQueue:
    """Gives each question a place, in the order in which they come; memory stays bounded."""

    def __init__(
        self, *, at_once: int = AT_ONCE, waiting: int = WAITING, seconds: float = SECONDS
    ) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._most = waiting
        self._seconds = seconds
        self._waiting = 0

    @property
    def is_busy(self) -> bool:
        """Whether whoever comes now has to wait."""
        return self._places.locked()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place in the queue while the block runs.

        Raises BusyError at once if too many wait, or if there is none in time.
        """
        # Refused at once: an answer that comes after people gave up would only delay the next.
        if self._waiting >= self._most:
            raise BusyError
        self._waiting += 1
        try:
            async with asyncio.timeout(self._seconds):
                await self._places.acquire()
        except TimeoutError:
            raise BusyError from None
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._places.release()
