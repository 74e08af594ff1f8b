"""What a query log can do beside recording; each part may be there or not."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from bot.config.model import Who
from bot.querylog.figures import Figures
from bot.querylog.grouping import Asked, Group
from bot.querylog.guild_settings import GuildSettings
from bot.querylog.personal import Holdings, PersonalData
from bot.querylog.reading import Scope


class PersonalStore(Protocol):
    """What is kept of single people: shown to them, given to them, forgotten for them.

    `user` is Discord's id. Every method raises RecordsUnavailable where that is impossible at the
    moment.
    """

    @property
    def who(self) -> Who:
        """How people are written down now."""

    async def holdings(self, user: int) -> Holdings:
        """Count what is kept of a user."""

    async def data_of(self, user: int) -> PersonalData:
        """Return all that is kept of a user."""

    async def forget(self, user: int) -> Holdings:
        """Delete what is kept of a user, and return how much that was."""


class Vitals(Protocol):
    """How a query log that writes behind the answers is."""

    @property
    def pending(self) -> int:
        """How many entries and votes are not written yet."""

    @property
    def lost(self) -> int:
        """How many were lost since the log was opened."""

    @property
    def is_failing(self) -> bool:
        """Whether what was recorded could not be written, when that was last tried."""

    async def can_write(self) -> bool:
        """Try whether it can be written at the moment."""


class Purger(Protocol):
    """What deletes questions once they are old."""

    async def purge(self, before: datetime) -> int:
        """Delete the questions that were asked before a moment, and return how many they were.

        Raises LogUnavailable where that is impossible at the moment.
        """


class Reporter(Protocol):
    """What is learnt from all that was asked.

    Every method raises LogUnavailable where that is impossible at the moment.
    """

    async def figures(self, scope: Scope) -> Figures:
        """Count what was asked in a scope."""

    async def unanswered(self, scope: Scope) -> tuple[Group, ...]:
        """Return the unanswered questions of a scope that nobody has dealt with, grouped."""

    async def mark_dealt_with(self, questions: Iterable[Asked]) -> None:
        """Note that somebody has dealt with these unanswered questions, as asked until now."""


class GuildStore(Protocol):
    """What is set for single guilds of Discord.

    Every method raises LogUnavailable where that is impossible at the moment.
    """

    async def load(self) -> Mapping[int, GuildSettings]:
        """Return the settings of all guilds for which something is set, by the guilds' ids."""

    async def save(self, guild_id: int, settings: GuildSettings) -> None:
        """Keep the settings of a guild in place of those it had."""
