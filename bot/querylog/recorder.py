"""What a front end knows of the query log, be there one or none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from bot.config.model import Who
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.parts import GuildStore, PersonalStore, Purger, Reporter, Vitals


class Recorder(Protocol):
    """What a front end needs of a query log, wherever that is."""

    def record(self, entry: Entry) -> None:
        """Keep an entry; never waits and never raises."""

    async def written(self) -> None:
        """Wait until what was recorded is written, or fails, but not for long; never raises."""

    @property
    def takes_votes(self) -> bool:
        """Whether votes are kept: only if there is a log, and it tells people apart."""

    @property
    def personal(self) -> PersonalStore | None:
        """What is kept of single people; None if nothing is."""

    @property
    def expiry(self) -> Purger | None:
        """What deletes questions once they are old; None if nothing is kept."""

    @property
    def insight(self) -> Reporter | None:
        """What is learnt from all that was asked; None if nothing is kept."""

    @property
    def settings(self) -> GuildStore | None:
        """What is set for single guilds; None if nothing is kept."""

    @property
    def vitals(self) -> Vitals | None:
        """How the log is; None if nothing is kept."""

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
    def personal(self) -> PersonalStore | None:
        """Nothing is kept."""
        return None

    @property
    def expiry(self) -> Purger | None:
        """Nothing is kept."""
        return None

    @property
    def insight(self) -> Reporter | None:
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
async def open_recorder(
    path: Path | None, who: Who = Who.HASHED, *, patience: float = 0.0
) -> AsyncIterator[Recorder]:
    """Open the query log at a path, or without one the log that keeps nothing.

    A lock of another process is waited for, so many seconds of `patience`. A disk that is full
    or can only be read is tried again, and answers go on meanwhile. Raises QueryLogError.
    """
    if path is None:
        yield NoQueryLog()
    else:
        async with QueryLog.open(path, who, patience=patience, waits_for_room=True) as log:
            yield log
