"""The state of a query log and its database."""

from dataclasses import dataclass

from bot.querylog.queue import WriteQueue
from bot.querylog.store import LogStore


@dataclass(frozen=True, slots=True)
class Vitals:
    """Reports the state of the write queue, and checks the database."""

    store: LogStore
    queue: WriteQueue

    @property
    def pending(self) -> int:
        """The number of entries and votes that are not written yet."""
        return self.queue.pending

    @property
    def lost(self) -> int:
        """The number of entries and votes lost since the log was opened."""
        return self.queue.lost

    @property
    def is_failing(self) -> bool:
        """Whether the last attempt to write failed."""
        return self.queue.is_failing

    async def can_write(self) -> bool:
        """Check whether the log can be written at the moment."""
        return not self.queue.is_failing and await self.store.can_write()
