import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.querylog.log import QueryLog
from bot.querylog.model import Entry
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.conftest import read_log

Until = Callable[[Callable[[], bool]], Awaitable[None]]


async def test_what_waits_for_a_locked_database_is_bounded_and_what_finds_no_room_is_counted(
    path: Path, make_entry: Callable[..., Entry], until: Until, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    async with QueryLog.open(SqliteStore(path), capacity=3, retry_seconds=0.05) as log:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            entries = [make_entry() for _ in range(5)]
            for entry in entries:
                log.record(entry)
            assert (log.vitals.pending, log.vitals.lost) == (3, 2)
        await until(lambda: log.vitals.pending == 0)
        log.record(make_entry())
        await until(lambda: log.vitals.pending == 0)
    assert len(read_log(SqliteStore(path))) == 4
    assert "has 3 entries waiting and takes no more" in caplog.text
    assert "is written again; lost so far: 2 entries" in caplog.text
