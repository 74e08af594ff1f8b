"""How a query log is that writes behind the answers."""

from dataclasses import dataclass

from bot.querylog.queue import WriteQueue
from bot.querylog.store import LogStore


@dataclass(frozen=True, slots=True)
class Vitals:
    """Looks at what waits to be written, and tries the database."""

    store: LogStore
    queue: WriteQueue

    @property
    def pending(self) -> int:
        """How many entries and votes are not written yet."""
        return self.queue.pending

    @property
    def lost(self) -> int:
        """How many were lost since the log was opened."""
        return self.queue.lost

    @property
    def is_failing(self) -> bool:
        """Whether what was recorded could not be written, when that was last tried."""
        return self.queue.is_failing

    async def can_write(self) -> bool:
        """Try whether the log can be written at the moment."""
        return not self.queue.is_failing and await self.store.can_write()
