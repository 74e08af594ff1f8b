"""Reads the questions of the query log one by one."""

from collections.abc import Iterator

from bot.querylog.records import LoggedQuery, Scope
from bot.querylog.stopping import never
from bot.querylog.store import LogStore


def logged(store: LogStore, scope: Scope) -> Iterator[LoggedQuery]:
    """Yield the questions in a scope, oldest first, as they were when the first was asked for.

    Blocks. Raises QueryLogError if there is no log, or it cannot be read.
    """
    with store.snapshot(never) as snapshot:
        yield from snapshot.logged(scope)
