"""Limits on questions: how many are answered at once, how many wait, and for how long."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from bot.common.errors import VerbatimError

AT_ONCE = 4
"""Questions that are answered at once: more threads only slow down each other and the heartbeat."""
WAITING = 100
"""The most questions that wait: as many as a busy machine answers in a few seconds."""
SECONDS = 10.0
"""The longest that a question waits: people learn that the bot is busy before they give up."""


class BusyError(VerbatimError):
    """More questions are waiting than can be answered in time."""

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
        """Whether the next question has to wait."""
        return self._places.locked()

    @contextmanager
    def arriving(self) -> Iterator[None]:
        """Count a question as one that waits while it is acknowledged, before it takes a place.

        Raises BusyError if too many wait.
        """
        if self._waiting >= self._most:
            raise BusyError
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place in the queue while the block runs.

        Raises BusyError, at once if too many wait, else if no place is free in time.
        """
        # Refused at once: an answer that comes after people gave up would only delay the next.
        with self.arriving():
            try:
                async with asyncio.timeout(self._seconds):
                    await self._places.acquire()
            except TimeoutError:
                raise BusyError from None
        try:
            yield
        finally:
            self._places.release()
