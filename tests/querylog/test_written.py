"""An answer waits for its entry to be written, but not for what is recorded meanwhile, nor long."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.querylog import queue as module
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.conftest import read_log
from tests.querylog.databases import Database

MakeEntry = Callable[..., Entry]


async def test_what_is_recorded_is_written_when_the_wait_is_over(
    database: Database, make_entry: MakeEntry
) -> None:
    async with QueryLog.open(database.store()) as log:
        entries = [make_entry() for _ in range(5)]
        for entry in entries:
            log.record(entry)
        await log.written()
        assert {one.key for one in read_log(database.store())} == {one.key for one in entries}


async def test_it_is_over_although_ever_more_is_recorded(
    database: Database, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 1)
    async with QueryLog.open(database.store()) as log:
        for _ in range(20):
            log.record(make_entry())
        waiting = asyncio.create_task(log.written())
        await asyncio.sleep(0)
        for _ in range(1_000):
            log.record(make_entry())
        await waiting
        assert log.vitals.pending > 0


async def test_a_database_that_cannot_be_written_holds_up_one_answer_and_not_for_long(
    path: Path, make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    async with QueryLog.open(SqliteStore(path), retry_seconds=0.05) as log:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            log.record(make_entry())
            async with asyncio.timeout(4):  # SQLite itself waits for 5 seconds
                await log.written()
            assert log.vitals.pending == 1
        await asyncio.sleep(0)
        await log.written()
