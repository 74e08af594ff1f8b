"""The memory in which entries and votes wait until they are written; knows no database."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from itertools import islice

from bot.common.wording import write_count
from bot.querylog.errors import LogUnavailable
from bot.querylog.model import Entry, Vote

logger = logging.getLogger(__name__)

BATCH = 500
PATIENCE = 3.0
"""Seconds that an answer waits for its entry to be written; a busy disk must not keep it back."""

Item = Entry | Vote
Write = Callable[[Sequence[Item]], Awaitable[None]]


class WriteQueue:
    """Entries and votes that wait in memory, at most `capacity` of them, to be written in batches.

    The task that writes them lives only while there is something to write. `write` writes a batch
    whole or not at all, and may be given none, to try whether it could. If it raises
    LogUnavailable, the batch is kept and tried again every `retry_seconds`; after any other
    exception, its items are written one by one. What finds no room, or is refused by itself, is
    lost, counted and reported to the log of events.
    """

    def __init__(self, write: Write, *, capacity: int, retry_seconds: float) -> None:
        self._write = write
        self._capacity = capacity
        self._retry_seconds = retry_seconds
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[Item] = deque()
        self._kept = 0  # items that have waited or still do
        self._moved_on = asyncio.Event()  # set, and made anew, when items are written or fail
        self._singly = 0  # so many from the front are written one by one
        self._drain: asyncio.Task[None] | None = None
        self._retry: asyncio.TimerHandle | None = None
        self._is_failing = False
        self._is_full = False
        self._is_closed = False
        self._lost = 0

    @property
    def pending(self) -> int:
        """How many entries and votes are not written yet."""
        return len(self._waiting)

    @property
    def lost(self) -> int:
        """How many of them were lost."""
        return self._lost

    @property
    def is_failing(self) -> bool:
        """Whether what waits could not be written, when that was last tried."""
        return self._is_failing

    @property
    def is_closed(self) -> bool:
        """Whether it takes nothing any more."""
        return self._is_closed

    def put(self, item: Item) -> bool:
        """Have an item written, or lose it; returns whether it was kept.

        Never waits and never raises. To be called on the event loop's thread.
        """
        if self._is_closed:
            self._lose(1, "it is closed")
        # The newest is lost, not the oldest, which may be in a batch that is being written.
        elif len(self._waiting) >= self._capacity:
            self._lost += 1
            if not self._is_full:
                self._is_full = True
                logger.error(
                    "The query log has %d entries waiting and takes no more", self._capacity
                )
        else:
            self._waiting.append(item)
            self._kept += 1
            self._start_drain()
            return True
        return False

    async def settle(self) -> None:
        """Wait until what was put in before is written, or until that fails.

        What is put in meanwhile is not waited for: under load, there is always something.
        """
        # Counted, not awaited one by one: writes go in order, so one number shows which are done.
        kept = self._kept
        while self._kept - len(self._waiting) < kept and self._is_writing:
            await self._moved_on.wait()

    async def settle_soon(self) -> None:
        """Wait as `settle` does, but PATIENCE seconds at most, and not at all while it fails."""
        if not self._is_failing:
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self.settle()

    async def close(self) -> None:
        """Write what waits, with one last try; a second time does nothing.

        Does not raise for what cannot be written: that is counted as lost.
        """
        if self._is_closed:
            return
        self._is_closed = True
        if self._retry is not None:
            self._retry.cancel()
        try:
            await self._try_last()
        finally:
            if self._drain is not None:
                self._drain.cancel()
            if self._waiting:
                self._lose(len(self._waiting), "the process ended before it could write to the log")
                self._waiting.clear()

    def fail(self, error: Exception) -> None:
        """Keep what waits, and try again later."""
        if not self._is_failing:
            self._is_failing = True
            logger.error(
                "The query log cannot be written (%s); kept to try again: %s",
                error,
                write_count(len(self._waiting), "entry", "entries"),
            )
        if not self._is_closed:
            self._retry = self._loop.call_later(self._retry_seconds, self._try_again)

    @property
    def _is_writing(self) -> bool:
        return self._drain is not None and not self._drain.done()

    def _move_on(self) -> None:
        moved_on, self._moved_on = self._moved_on, asyncio.Event()
        moved_on.set()

    async def _try_last(self) -> None:
        """Write what waits; if a write is under way, that was the last try, to end soon."""
        drain, was_writing = self._drain, self._is_writing
        if drain is not None and was_writing:
            await asyncio.wait([drain])
        if drain is None or not was_writing or drain.cancelled():
            await self._write_waiting()

    def _start_drain(self) -> None:
        if self._retry is None and not self._is_writing:
            self._drain = self._loop.create_task(self._write_waiting(), name="query log")
            self._drain.add_done_callback(lambda _: self._move_on())

    def _try_again(self) -> None:
        self._retry = None
        self._start_drain()

    async def _write_waiting(self) -> None:
        """Write until nothing waits or the database fails; if nothing waits, try it."""
        while True:
            batch = tuple(islice(self._waiting, 1 if self._singly else BATCH))
            try:
                await self._write(batch)
            except LogUnavailable as error:
                self.fail(error.__cause__ if isinstance(error.__cause__, Exception) else error)
                return
            except Exception as error:  # whatever it is, answers go on
                # One bad item must not take 499 good ones with it, so the batch is tried again one
                # by one.
                if len(batch) > 1:
                    self._singly = len(batch)
                    continue
                self._refuse(batch, error)
            else:
                self._recover()
            self._forget(len(batch))
            if not self._waiting:
                return

    def _refuse(self, batch: Sequence[Item], error: Exception) -> None:
        for item in batch:
            self._lose(1, f"the database refused entry {item.key} ({error!r})")

    def _forget(self, count: int) -> None:
        for _ in range(count):
            self._waiting.popleft()
        self._singly = max(0, self._singly - count)
        self._move_on()

    def _recover(self) -> None:
        if self._is_failing or self._is_full:
            lost = write_count(self._lost, "entry", "entries")
            logger.info("The query log is written again; lost so far: %s", lost)
        self._is_failing = self._is_full = False

    def _lose(self, count: int, reason: str) -> None:
        self._lost += count
        logger.error("The query log lost %s: %s", write_count(count, "entry", "entries"), reason)
