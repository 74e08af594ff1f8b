"""What those who run the bot learn from the query log while it is written."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from bot.querylog.errors import LogUnavailable, QueryLogError
from bot.querylog.figures import Figures, count_figures
from bot.querylog.grouping import Asked, Group
from bot.querylog.reading import Scope
from bot.querylog.times import write_utc
from bot.querylog.transactions import SharedConnection
from bot.querylog.unanswered import unanswered

_MARK = """
    INSERT INTO dealt_with (query_id, dealt_at)
    SELECT id, ? FROM queries WHERE key = ? AND NOT answered
    ON CONFLICT (query_id) DO NOTHING
"""

_Report = TypeVar("_Report")


class Insight:
    """Reads the reports in a worker thread, with all that was asked before, and marks questions.

    Every method raises LogUnavailable where the database cannot be used at the moment.
    """

    def __init__(self, path: Path, shared: SharedConnection) -> None:
        self._path = path
        self._shared = shared

    async def figures(self, scope: Scope) -> Figures:
        """Count what was asked in a scope."""
        return await self._read(count_figures, scope)

    async def unanswered(self, scope: Scope) -> tuple[Group, ...]:
        """Return the unanswered questions of a scope that nobody has dealt with, grouped."""
        return await self._read(unanswered, scope)

    async def mark_dealt_with(self, questions: Iterable[Asked]) -> None:
        """Note that somebody has dealt with these unanswered questions, as asked until now."""
        now = write_utc(datetime.now(UTC))
        async with self._shared.transaction() as connection:
            await connection.executemany(_MARK, [(now, one.key) for one in questions])

    async def _read(self, report: Callable[[Path, Scope], _Report], scope: Scope) -> _Report:
        await self._shared.settle()
        try:
            return await asyncio.to_thread(report, self._path, scope)
        except QueryLogError as error:
            raise LogUnavailable from error
