"""What those who run the bot learn from the query log while it is written."""

import asyncio
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias, TypeVar
from weakref import WeakValueDictionary

from bot.querylog.errors import LogUnavailable, QueryLogError
from bot.querylog.figures import Figures, count_figures
from bot.querylog.grouping import Asked, Group
from bot.querylog.reading import Scope
from bot.querylog.stopping import IsStopped
from bot.querylog.times import write_utc
from bot.querylog.transactions import SharedConnection
from bot.querylog.unanswered import unanswered

_MARK = """
    INSERT INTO dealt_with (query_id, dealt_at)
    SELECT id, ? FROM queries WHERE key = ? AND NOT answered
    ON CONFLICT (query_id) DO NOTHING
"""

_Report = TypeVar("_Report")
_Maker: TypeAlias = Callable[[Path, Scope, IsStopped], _Report]


class Insight:
    """Reads the reports in a worker thread, with all that was asked before, and marks questions.

    A report that is cancelled ends soon; those of one server are made one after the other. Every
    method raises LogUnavailable where the database cannot be used at the moment.
    """

    def __init__(self, path: Path, shared: SharedConnection) -> None:
        self._path = path
        self._shared = shared
        # One report at a time for each server; a lock goes when nobody holds or awaits it.
        self._turns = WeakValueDictionary[int | None, asyncio.Lock]()

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

    async def _read(self, report: _Maker[_Report], scope: Scope) -> _Report:
        await self._shared.flush()
        turn = self._turns.setdefault(scope.guild_id, asyncio.Lock())
        is_stopped = threading.Event()
        async with turn:
            made = asyncio.create_task(
                asyncio.to_thread(report, self._path, scope, is_stopped.is_set), name="report"
            )
            try:
                return await asyncio.shield(made)
            except QueryLogError as error:
                raise LogUnavailable from error
            finally:  # also where the caller is cancelled; no one makes a report for nobody
                is_stopped.set()
                await asyncio.gather(made, return_exceptions=True)
