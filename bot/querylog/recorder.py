"""The query log as front ends use it, and the one that keeps nothing."""

from bot.querylog.expiry import Expiry
from bot.querylog.insight import Insight
from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.personal import PersonalRecords
from bot.querylog.store import GuildStore
from bot.querylog.vitals import Vitals


class Recorder:
    """The query log as front ends use it. This one keeps nothing, for those who want none."""

    def record(self, entry: Entry) -> None:
        """Keep an entry; never waits and never raises."""

    async def written(self) -> None:
        """Wait, but not for long, until all entries are written, or that fails; never raises."""

    @property
    def takes_votes(self) -> bool:
        """Whether votes are kept: only if there is a log, and it tells people apart."""
        return False

    @property
    def personal(self) -> PersonalRecords | None:
        """The stored data of single people; None without a query log."""
        return None

    @property
    def expiry(self) -> Expiry | None:
        """The deletion of old questions; None without a query log."""
        return None

    @property
    def insight(self) -> Insight | None:
        """The reports on all questions; None without a query log."""
        return None

    @property
    def settings(self) -> GuildStore | None:
        """The settings of single guilds; None without a query log."""
        return None

    @property
    def vitals(self) -> Vitals | None:
        """The state of the log; None without a query log."""
        return None

    async def vote(self, vote: Vote) -> Tally | None:
        """Keep a vote, and return all votes on that answer; None if the log has no such answer.

        Raises VoteDelayed if it cannot be written at the moment.
        """
        return None
