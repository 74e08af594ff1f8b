"""The interface of the databases that a query log can be kept in.

Each statement of SQL is in one of the packages that implement it: `sqlite` and `postgresql`.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from bot.config.model import Who
from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.privacy import Labels, Privacy
from bot.querylog.records import (
    ArticleUse,
    Asked,
    Counted,
    GuildSettings,
    Holdings,
    LoggedQuery,
    PersonalData,
    Scope,
    StoredQuery,
)
from bot.querylog.stopping import IsStopped


class Snapshot(Protocol):
    """A query log as it was at one moment, for reports; used in one thread. Every method blocks.

    Raises QueryLogError if the database cannot be read, or once the report is stopped.
    """

    def counted(self, scope: Scope) -> Iterator[Counted]:
        """Yield the data for the figures of each question in a scope, in no order."""

    def votes(self, scope: Scope) -> Tally:
        """Count the votes on the answers in a scope."""

    def most_quoted(self, scope: Scope, most: int) -> tuple[ArticleUse, ...]:
        """Return the articles quoted in the most answers in a scope, the most quoted first."""

    def unanswered(self, scope: Scope) -> Iterator[Asked]:
        """Yield the unanswered questions that nobody has dealt with, the latest first.

        With a guild in the scope, without those that were asked in private.
        """

    def logged(self, scope: Scope) -> Iterator[LoggedQuery]:
        """Yield the questions in a scope, oldest first."""

    def stored(self) -> Iterator[StoredQuery]:
        """Yield all questions with everything stored about them, in the order of their writing."""

    def find(self, keys: Sequence[str]) -> Mapping[str, StoredQuery]:
        """Return the questions with these keys that exist, by their keys."""


class GuildStore(Protocol):
    """The settings of single guilds of Discord.

    Every method raises LogUnavailable if the database cannot be used at the moment.
    """

    async def load(self) -> Mapping[int, GuildSettings]:
        """Return the settings of all guilds that have any, by the guilds' ids."""

    async def save(self, guild_id: int, settings: GuildSettings) -> None:
        """Replace the settings of a guild."""


class LogStore(Protocol):
    """A database of a query log, with one connection for writing that is used by one at a time.

    Nothing is connected before `open`. Unless stated otherwise, methods raise LogUnavailable if
    the database cannot be used at the moment; later, they may succeed.
    """

    @property
    def name(self) -> str:
        """The name of the database in messages; contains no password."""

    @property
    def settings(self) -> GuildStore:
        """The settings of single guilds."""

    def require(self) -> None:
        """Raise QueryLogError if the database has no query log yet; blocks."""

    async def open(self, who: Who) -> Privacy:
        """Open the database, brought to the newest schema, and return how people are named in it.

        One that is open stays as it is. Raises QueryLogError; OutOfReach, one of these, may pass
        without a restart.
        """

    async def close(self) -> None:
        """Close the database; after that it cannot be used again."""

    async def write(self, items: Sequence[Entry | Vote], privacy: Privacy) -> None:
        """Write all the items, or on an exception none; entries that are there already stay.

        A vote replaces the one that the same person gave that answer, which may be in the same
        batch before it; one for an answer that the log does not have is passed over. Cancelled
        while committing, it may have written them all: then write them again. Any exception but
        LogUnavailable is the fault of an item.
        """

    async def can_write(self) -> bool:
        """Check whether the database can be written at the moment; never raises."""

    async def count_votes(self, key: str) -> Tally | None:
        """Count the votes on the answer of an entry; None if there is no such entry."""

    async def holdings(self, labels: Labels) -> Holdings:
        """Count the stored questions and votes of a person."""

    async def data_of(self, labels: Labels) -> PersonalData:
        """Return all stored data of a person."""

    async def forget(self, labels: Labels) -> Holdings:
        """Delete all stored data of a person, and return the numbers deleted."""

    async def count_before(self, moment: datetime) -> int:
        """Count the questions that were asked before a moment."""

    async def delete_before(self, moment: datetime, most: int) -> int:
        """Delete up to `most` such questions with everything stored about them; return how many."""

    async def erase_deleted(self) -> None:
        """Erase deleted data as far as the database can do that, now or soon."""

    async def mark_dealt_with(self, keys: Sequence[str], moment: datetime) -> None:
        """Mark unanswered questions as dealt with; those that are marked keep their mark."""

    async def restore(self, queries: Sequence[StoredQuery]) -> None:
        """Write questions as they were stored, all or none.

        Questions that are there stay, and get the votes and the mark that they do not have.
        """

    def snapshot(self, is_stopped: IsStopped) -> AbstractContextManager[Snapshot]:
        """Read the log as it is now, while the block runs; needs no `open`. Raises QueryLogError.

        Blocks, also within the block; it raises soon after `is_stopped` says so.
        """
