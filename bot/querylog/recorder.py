"""The query-log interface for front ends; may be a no-op."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from bot.config.model import Who
from bot.querylog.expiry import Expiry
from bot.querylog.insight import Insight
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.personal import PersonalRecords
from bot.querylog.store import GuildStore, LogStore
from bot.querylog.vitals import Vitals


class Recorder(Protocol):
    """The query log as front ends use it."""

    def record(self, entry: Entry) -> None:
        """Keep an entry; never waits and never raises."""

    async def written(self) -> None:
        """Wait, but not for long, until all entries are written, or that fails; never raises."""

    @property
    def takes_votes(self) -> bool:
        """Whether votes are kept: only if there is a log, and it tells people apart."""

    @property
    def personal(self) -> PersonalRecords | None:
        """The stored data of single people; None without a query log."""

    @property
    def expiry(self) -> Expiry | None:
        """The deletion of old questions; None without a query log."""

    @property
    def insight(self) -> Insight | None:
        """The reports on all questions; None without a query log."""

    @property
    def settings(self) -> GuildStore | None:
        """The settings of single guilds; None without a query log."""

    @property
    def vitals(self) -> Vitals | None:
        """The state of the log; None without a query log."""

    async def vote(self, vote: Vote) -> Tally | None:
        """Keep a vote, and return all votes on that answer; None if the log has no such answer.

        Raises VoteDelayed where it cannot be written at the moment.
        """


class NoQueryLog:
    """Keeps nothing: the query log of those who want none."""

    def record(self, entry: Entry) -> None:
        """Let the entry go."""

    async def written(self) -> None:
        """Nothing is."""

    @property
    def takes_votes(self) -> bool:
        """No votes are kept."""
        return False

    @property
    def personal(self) -> PersonalRecords | None:
        """Nothing is kept."""
        return None

    @property
    def expiry(self) -> Expiry | None:
        """Nothing is kept."""
        return None

    @property
    def insight(self) -> Insight | None:
        """Nothing is kept."""
        return None

    @property
    def settings(self) -> GuildStore | None:
        """Nothing is kept."""
        return None

    @property
    def vitals(self) -> Vitals | None:
        """Nothing is kept."""
        return None

    async def vote(self, vote: Vote) -> Tally | None:
        """Let the vote go."""
        return None


@asynccontextmanager
async def open_recorder(store: LogStore | None, who: Who = Who.HASHED) -> AsyncIterator[Recorder]:
    """Open the query log in a database, or without one the log that keeps nothing.

    A database that is out of reach is tried again, and answers go on meanwhile. Raises
    QueryLogError.
    """
    if store is None:
        yield NoQueryLog()
    else:
        async with QueryLog.open(store, who, waits=True) as log:
            yield log
