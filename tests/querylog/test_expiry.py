import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.querylog import expiry
from bot.querylog.errors import LogUnavailable
from bot.querylog.expiry import keep_for
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry, Vote
from bot.querylog.recorder import Recorder
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.conftest import read_log
from tests.querylog.databases import Database, SqliteDatabase

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)

Until = Callable[[Callable[[], bool]], Awaitable[None]]


def counts(database: Database) -> tuple[int, int, int]:
    (row,) = database.query(
        "SELECT (SELECT count(*) FROM queries), (SELECT count(*) FROM shown), count(*) FROM votes"
    )
    return row[0], row[1], row[2]


async def test_what_is_older_goes_with_all_that_hangs_on_it(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    old, new = make_entry(asked_at=NOON - timedelta(seconds=1)), make_entry(asked_at=NOON)
    async with QueryLog.open(database.store()) as log:
        for entry in (old, new):
            log.record(entry)
            await log.vote(Vote(entry.key, 7, helpful=True, voted_at=NOON))
        assert counts(database) == (2, 2, 2)
        assert await log.expiry.count(NOON) == 1
        assert await log.expiry.purge(NOON) == 1
    assert counts(database) == (1, 1, 1)
    assert read_log(database.store())[-1].key == new.key


async def test_what_is_not_written_yet_is_seen(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        log.record(make_entry(asked_at=NOON))
        assert await log.expiry.purge(NOON + timedelta(days=1)) == 1


async def test_more_than_one_batch_goes(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        for _ in range(expiry.BATCH * 2 + 1):
            log.record(make_entry(asked_at=NOON))
        assert await log.expiry.purge(NOON + timedelta(days=1)) == expiry.BATCH * 2 + 1
    assert counts(database) == (0, 0, 0)


async def test_what_is_gone_cannot_be_found_in_the_files(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry(question="Where is the treasure?", asked_at=NOON))
        await log.expiry.purge(NOON + timedelta(days=1))
        files = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"treasure" not in files


async def test_a_locked_database_is_told(
    path: Path, make_entry: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.querylog.sqlite.database.LOCK_SECONDS", 0.01)
    async with QueryLog.open(SqliteStore(path)) as log:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LogUnavailable):
                await log.expiry.purge(NOON)


async def test_old_questions_go_as_soon_as_the_bot_runs(
    database: Database, make_entry: Callable[..., Entry], until: Until
) -> None:
    now = datetime.now(UTC)
    old, new = (make_entry(asked_at=now - timedelta(days=days)) for days in (31, 29))
    async with QueryLog.open(database.store()) as log:
        log.record(old)
        log.record(new)
        async with keep_for(30, log.expiry):
            await until(lambda: counts(database)[0] == 1)
    assert read_log(database.store())[-1].key == new.key


async def test_it_is_done_again_later(
    database: Database,
    make_entry: Callable[..., Entry],
    until: Until,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(expiry, "_EVERY", timedelta(milliseconds=1))
    async with QueryLog.open(database.store()) as log, keep_for(30, log.expiry):
        await asyncio.sleep(0)  # the first time, when nothing is there
        log.record(make_entry(asked_at=datetime.now(UTC) - timedelta(days=31)))
        await until(lambda: log.vitals.pending == 0 and counts(database)[0] == 0)


async def test_a_failure_is_told_and_tried_again(
    path: Path,
    make_entry: Callable[..., Entry],
    until: Until,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("bot.querylog.sqlite.database.LOCK_SECONDS", 0.01)
    monkeypatch.setattr(expiry, "_AGAIN", timedelta(milliseconds=1))
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry(asked_at=NOON))
        await until(lambda: counts(SqliteDatabase(path))[0] == 1)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            async with keep_for(30, log.expiry):
                await until(lambda: "cannot be deleted yet" in caplog.text)
                other.execute("ROLLBACK")
                await until(lambda: counts(SqliteDatabase(path))[0] == 0)


async def test_with_0_days_everything_stays(
    database: Database, make_entry: Callable[..., Entry], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    async with QueryLog.open(database.store()) as log:
        log.record(make_entry(asked_at=NOON))
        async with keep_for(0, log.expiry):
            await asyncio.sleep(0)
    assert counts(database)[0] == 1
    assert caplog.messages == []


async def test_without_a_log_there_is_nothing_to_do() -> None:
    async with keep_for(30, Recorder().expiry):
        pass
