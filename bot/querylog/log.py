"""The query log: takes entries and votes at once, and writes them behind the answers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Self

from bot.config.model import Who
from bot.querylog.errors import LogUnavailable, OutOfReach, QueryLogError, VoteDelayed
from bot.querylog.expiry import Expiry
from bot.querylog.insight import Insight
from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.personal import PersonalRecords
from bot.querylog.privacy import Privacy
from bot.querylog.queue import Item, WriteQueue
from bot.querylog.recorder import Recorder
from bot.querylog.store import GuildStore, LogStore
from bot.querylog.vitals import Vitals


class QueryLog(Recorder):
    """A query log in a database: what is recorded waits in a queue until it is written there."""

    def __init__(
        self, store: LogStore, who: Who, *, capacity: int = 10_000, retry_seconds: float = 5.0
    ) -> None:
        self._store = store
        self._privacy = Privacy(who, b"")  # until it is open
        self._is_open = False
        self._queue = WriteQueue(self._write, capacity=capacity, retry_seconds=retry_seconds)
        self._insight = Insight(store, self._queue)

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        store: LogStore,
        who: Who = Who.HASHED,
        *,
        capacity: int = 10_000,
        retry_seconds: float = 5.0,
        waits: bool = False,
    ) -> AsyncIterator[Self]:
        """Open the log while the block runs; at its end, everything is written.

        Raises QueryLogError if the database or the key of the hashes cannot be used. With
        `waits`, a database that is out of reach is no such case: it is tried again until it can be
        written.
        """
        log = cls(store, who, capacity=capacity, retry_seconds=retry_seconds)
        try:
            await log._open()
        except OutOfReach as error:
            if not waits:
                raise
            # The queue tries again by itself, and opens the database as part of its next write.
            log._queue.fail(error)
        try:
            yield log
        finally:
            await log.close()

    async def close(self) -> None:
        """Write what waits, with one last try, and close the database; a second time does nothing.

        Does not raise for what cannot be written: that is counted as lost.
        """
        try:
            await self._queue.close()
        finally:
            await self._store.close()

    async def _open(self) -> None:
        """Open the database, if it is not open yet. Raises QueryLogError."""
        if not self._is_open:
            self._privacy = await self._store.open(self._privacy.who)
            self._is_open = True

    async def _write(self, batch: Sequence[Item]) -> None:
        try:
            await self._open()
        except QueryLogError as error:
            raise LogUnavailable from error
        if batch:
            await self._store.write(batch, self._privacy)

    def record(self, entry: Entry) -> None:
        """Keep an entry; never waits and never raises. To be called on the event loop's thread."""
        self._queue.put(entry)

    async def written(self) -> None:
        """Wait until what was recorded is written, or that fails, but not for long.

        An answer that is shown only then is in the log, however the process ends after it.
        """
        await self._queue.settle_soon()

    @property
    def takes_votes(self) -> bool:
        """Whether votes are kept: only if people can be told apart."""
        return self._privacy.tells_apart

    async def vote(self, vote: Vote) -> Tally | None:
        """Keep a vote, and return all votes on that answer; None if the log has no such answer.

        Raises VoteDelayed if it cannot be written at the moment.
        """
        if not self.takes_votes:
            return None
        # Through the queue, although it is then waited for: an entry that still waits must be
        # written before its vote.
        is_kept = self._queue.put(vote)
        await self._queue.settle()
        if not is_kept or self._queue.is_failing or self._queue.is_closed:
            raise VoteDelayed("Votes cannot be saved at the moment. Please try again later.")
        try:
            return await self._store.count_votes(vote.key)
        except LogUnavailable as error:
            raise VoteDelayed("Votes cannot be counted at the moment.") from error

    @property
    def personal(self) -> PersonalRecords:
        """The stored data of single people."""
        return PersonalRecords(self._store, self._queue, lambda: self._privacy)

    @property
    def expiry(self) -> Expiry:
        """The deletion of old questions."""
        return Expiry(self._store, self._queue)

    @property
    def insight(self) -> Insight:
        """The reports on all questions."""
        return self._insight

    @property
    def settings(self) -> GuildStore:
        """The settings of single guilds."""
        return self._store.settings

    @property
    def vitals(self) -> Vitals:
        """The state of the log."""
        return Vitals(self._store, self._queue)
