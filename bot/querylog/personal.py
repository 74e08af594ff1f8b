"""What the query log keeps of one person: shown to them, given to them, forgotten for them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.config.model import Who
from bot.querylog.errors import LogUnavailable, RecordsUnavailable
from bot.querylog.privacy import Privacy
from bot.querylog.queue import WriteQueue
from bot.querylog.records import Holdings, PersonalData
from bot.querylog.store import LogStore


@dataclass(frozen=True, slots=True)
class PersonalRecords:
    """Reads and forgets what is kept of a person, however they were written down at the time.

    `user` is Discord's id. Every method raises RecordsUnavailable if the database cannot be
    used at the moment.
    """

    store: LogStore
    queue: WriteQueue
    privacy: Callable[[], Privacy]

    @property
    def who(self) -> Who:
        """How people are written down now."""
        return self.privacy().who

    async def holdings(self, user: int) -> Holdings:
        """Count what is kept of a user."""
        await self.queue.settle()
        with _unavailability():
            return await self.store.holdings(self.privacy().labels(user))

    async def data_of(self, user: int) -> PersonalData:
        """Return all that is kept of a user."""
        await self.queue.settle()
        with _unavailability():
            return await self.store.data_of(self.privacy().labels(user))

    async def forget(self, user: int) -> Holdings:
        """Delete what is kept of a user, and return how much that was.

        The votes of others on the answers to this person's questions go with them.
        """
        await self.queue.settle()
        with _unavailability():
            return await self.store.forget(self.privacy().labels(user))


@contextmanager
def _unavailability() -> Iterator[None]:
    try:
        yield
    except LogUnavailable as error:
        raise RecordsUnavailable from error
