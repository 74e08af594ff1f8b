"""What those who run the bot learn from the query log while it is written."""

import asyncio
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TypeAlias, TypeVar
from weakref import WeakValueDictionary

from bot.querylog.errors import LogUnavailable, QueryLogError
from bot.querylog.figures import Figures, count_figures
from bot.querylog.grouping import Group
from bot.querylog.queue import WriteQueue
from bot.querylog.records import Asked, Scope
from bot.querylog.stopping import IsStopped
from bot.querylog.store import LogStore
from bot.querylog.unanswered import unanswered

_Report = TypeVar("_Report")
_Maker: TypeAlias = Callable[[LogStore, Scope, IsStopped], _Report]


class Insight:
    """Reads the reports in a worker thread, with all that was asked before, and marks questions.

    A report that is cancelled ends soon; those of one server are made one after the other. Every
    method raises LogUnavailable if the database cannot be used at the moment.
    """

    def __init__(self, store: LogStore, queue: WriteQueue) -> None:
        self._store = store
        self._queue = queue
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
        await self._queue.settle()
        await self._store.mark_dealt_with([one.key for one in questions], datetime.now(UTC))

    async def _read(self, report: _Maker[_Report], scope: Scope) -> _Report:
        await self._queue.settle()
        turn = self._turns.setdefault(scope.guild_id, asyncio.Lock())
        is_stopped = threading.Event()
        async with turn:
            made = asyncio.create_task(
                asyncio.to_thread(report, self._store, scope, is_stopped.is_set), name="report"
            )
            try:
                # A thread cannot be cancelled, so the task stays to be awaited when the caller is.
                return await asyncio.shield(made)
            except QueryLogError as error:
                raise LogUnavailable from error
            finally:  # also if the caller is cancelled: nobody waits for the report then
                is_stopped.set()
                await asyncio.gather(made, return_exceptions=True)
