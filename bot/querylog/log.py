"""The query log: takes entries and votes at once, and writes them behind the answers."""

import asyncio
import logging
import sqlite3
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Self

import aiosqlite

from bot.common.wording import write_count
from bot.config.model import Who
from bot.querylog.database import connection_to, open_connection
from bot.querylog.errors import NoRoom, QueryLogError, VoteDelayed
from bot.querylog.expiry import Expiry
from bot.querylog.guild_settings import SettingsStore
from bot.querylog.insight import Insight
from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.personal import PersonalRecords
from bot.querylog.privacy import Privacy
from bot.querylog.secure_delete import SecureDelete
from bot.querylog.transactions import SharedConnection
from bot.querylog.trying import Trial
from bot.querylog.writer import count_votes, is_fault_of_an_item, write

logger = logging.getLogger(__name__)

BATCH = 500
PATIENCE = 3.0
"""Seconds that an answer waits for its entry to be written; a busy disk must not keep it back."""


class QueryLog:
    """The one writer of a query log, on one connection of its own.

    Entries and votes wait in memory, at most `capacity` of them, until a task writes them in
    batches. The task lives only while there is something to write. What cannot be written for a
    lock or the disk is kept and tried again every `retry_seconds`; what finds no room, or what the
    database refuses, is lost, counted and reported to the log of events.
    """

    def __init__(
        self,
        path: Path,
        connection: aiosqlite.Connection,
        who: Who,
        *,
        capacity: int = 10_000,
        retry_seconds: float = 5.0,
    ) -> None:
        self._path = path
        self._connection = connection
        self._privacy = Privacy(who, b"")  # until it is open
        self._is_open = False
        self._capacity = capacity
        self._retry_seconds = retry_seconds
        self._loop = asyncio.get_running_loop()
        writing = asyncio.Lock()
        self._secure_delete = SecureDelete(connection, writing)
        self._shared = SharedConnection(connection, writing, self._settle, self._secure_delete)
        self._trial = Trial(path, self._shared)
        self._insight = Insight(path, self._shared)
        self._waiting: deque[Entry | Vote] = deque()
        self._kept = 0  # items that have waited or still do
        self._moved_on = asyncio.Event()  # set, and made anew, when items are written or fail
        self._singly = 0  # so many from the front are written one by one
        self._drain: asyncio.Task[None] | None = None
        self._retry: asyncio.TimerHandle | None = None
        self._is_failing = False
        self._is_full = False
        self._is_closed = False
        self._lost = 0

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        path: Path,
        who: Who = Who.HASHED,
        *,
        capacity: int = 10_000,
        retry_seconds: float = 5.0,
        patience: float = 0.0,
        waits_for_room: bool = False,
    ) -> AsyncIterator[Self]:
        """Open the log while the block runs; at its end, everything is written.

        A lock of another process is waited for, so many seconds of `patience`. Raises QueryLogError
        where the database or the key of the hashes cannot be used. With `waits_for_room`, a disk
        that is full or can only be read is no such case: it is tried again until it is written.
        """
        connection = connection_to(path)
        log = cls(path, connection, who, capacity=capacity, retry_seconds=retry_seconds)
        try:
            await log._open(patience=patience)
        except NoRoom as error:
            if not waits_for_room:
                raise
            log._fail(error)
        try:
            yield log
        finally:
            await log.close()

    async def _open(self, *, patience: float = 0.0) -> None:
        """Open the database, if it is not open yet. Raises QueryLogError."""
        if self._is_open:
            return
        await open_connection(self._connection, self._path, patience=patience)
        try:
            who = self._privacy.who
            self._privacy = await asyncio.to_thread(Privacy.load, self._path, who)
        except BaseException:
            await self._connection.close()
            raise
        self._is_open = True

    @property
    def pending(self) -> int:
        """How many entries and votes are not written yet."""
        return len(self._waiting)

    @property
    def lost(self) -> int:
        """How many of them were lost since the log was opened."""
        return self._lost

    def record(self, entry: Entry) -> None:
        """Keep an entry; never waits and never raises. To be called on the event loop's thread."""
        self._keep(entry)

    async def written(self) -> None:
        """Wait until what was recorded is written, or that fails, but PATIENCE seconds at most.

        An answer that is shown only then is in the log, however the process ends after it.
        """
        if not self._is_failing:
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._settle()

    @property
    def takes_votes(self) -> bool:
        """Whether votes are kept: only where people are told apart."""
        return self._privacy.tells_apart

    async def vote(self, vote: Vote) -> Tally | None:
        """Keep a vote, and return all votes on that answer; None if the log has no such answer.

        Raises VoteDelayed where it cannot be written at the moment.
        """
        if not self.takes_votes:
            return None
        is_kept = self._keep(vote)
        await self._settle()
        if not is_kept or self._is_failing or self._is_closed:
            raise VoteDelayed("Votes cannot be saved at the moment. Please try again later.")
        try:
            return await count_votes(self._connection, vote.key)
        except sqlite3.Error as error:
            raise VoteDelayed("Votes cannot be counted at the moment.") from error

    @property
    def personal(self) -> PersonalRecords:
        """What is kept of single people."""
        return PersonalRecords(self._shared, lambda: self._privacy)

    @property
    def expiry(self) -> Expiry:
        """What deletes questions once they are old."""
        return Expiry(self._shared)

    @property
    def insight(self) -> Insight:
        """What is learnt from all that was asked."""
        return self._insight

    @property
    def settings(self) -> SettingsStore:
        """What is set for single guilds."""
        return SettingsStore(self._shared)

    @property
    def vitals(self) -> Self:
        """How the log is."""
        return self

    @property
    def is_failing(self) -> bool:
        """Whether what was recorded could not be written, when that was last tried."""
        return self._is_failing

    async def can_write(self) -> bool:
        """Try whether the log can be written at the moment, to a file that is still there."""
        return not self._is_failing and await self._trial.succeeds()

    async def _settle(self) -> None:
        """Wait until what was recorded before is written, or until that fails.

        What is recorded meanwhile is not waited for: under load, there is always something.
        """
        kept = self._kept
        while self._kept - len(self._waiting) < kept and self._is_writing:
            await self._moved_on.wait()

    @property
    def _is_writing(self) -> bool:
        return self._drain is not None and not self._drain.done()

    def _move_on(self) -> None:
        moved_on, self._moved_on = self._moved_on, asyncio.Event()
        moved_on.set()

    def _keep(self, item: Entry | Vote) -> bool:
        """Have an item written, or lose it; returns whether it was kept."""
        if self._is_closed:
            self._lose(1, "it is closed")
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

    async def close(self) -> None:
        """Write what waits, with one last try, and close the database; a second time does nothing.

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
            self._secure_delete.cancel()
            if self._drain is not None:
                self._drain.cancel()
            if self._waiting:
                self._lose(len(self._waiting), "it was closed before they could be written")
                self._waiting.clear()
            await self._connection.close()

    async def _try_last(self) -> None:
        """Write what waits; where a write is under way, that was the last try, lest it be long."""
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
        """Write until nothing waits or the database fails."""
        try:
            await self._open()
        except QueryLogError as error:
            self._fail(error)
            return
        if not self._waiting:
            self._recover()
        while self._waiting:
            batch = tuple(islice(self._waiting, 1 if self._singly else BATCH))
            try:
                async with self._shared.writing:
                    await write(self._connection, batch, self._privacy)
            except Exception as error:  # whatever it is, answers go on
                if not is_fault_of_an_item(error):
                    self._fail(error)
                    return
                if len(batch) > 1:
                    self._singly = len(batch)
                    continue
                self._lose(1, f"the database refused entry {batch[0].key} ({error!r})")
            else:
                self._recover()
            self._forget(len(batch))

    def _forget(self, count: int) -> None:
        for _ in range(count):
            self._waiting.popleft()
        self._singly = max(0, self._singly - count)
        self._move_on()

    def _fail(self, error: Exception) -> None:
        if not self._is_failing:
            self._is_failing = True
            logger.error(
                "The query log cannot be written (%s); kept to try again: %s",
                error,
                write_count(len(self._waiting), "entry", "entries"),
            )
        if not self._is_closed:
            self._retry = self._loop.call_later(self._retry_seconds, self._try_again)

    def _recover(self) -> None:
        if self._is_failing or self._is_full:
            lost = write_count(self._lost, "entry", "entries")
            logger.info("The query log is written again; lost so far: %s", lost)
        self._is_failing = self._is_full = False

    def _lose(self, count: int, reason: str) -> None:
        self._lost += count
        logger.error("The query log lost %s: %s", write_count(count, "entry", "entries"), reason)
