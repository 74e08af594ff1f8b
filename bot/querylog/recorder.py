"""What a front end knows of the query log, be there one or none."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from bot.querylog.log import QueryLog
from bot.querylog.model import Entry
from bot.querylog.privacy import Who


class Recorder(Protocol):
    """What a front end needs of a query log."""

    def record(self, entry: Entry) -> None:
        """Keep an entry; never waits and never raises."""


class NoQueryLog:
    """Keeps nothing: the query log of those who want none."""

    def record(self, entry: Entry) -> None:
        """Let the entry go."""


@asynccontextmanager
async def open_recorder(path: Path | None, who: Who = Who.HASHED) -> AsyncIterator[Recorder]:
    """Open the query log at a path, or without one the log that keeps nothing.

    Raises QueryLogError.
    """
    if path is None:
        yield NoQueryLog()
    else:
        async with QueryLog.open(path, who) as log:
            yield log
