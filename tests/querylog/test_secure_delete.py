"""What was deleted is in no file any more, also where somebody was reading meanwhile."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.querylog.log import QueryLog
from bot.querylog.model import Entry
from bot.querylog.sqlite.store import SqliteStore

ALICE = 123456789012345678
PERSONAL = "Where did I leave the tangerines?"

Until = Callable[[Callable[[], bool]], Awaitable[None]]


@pytest.fixture(autouse=True)
def _again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.querylog.secure_delete.AGAIN_SECONDS", 0.01)


def is_on_the_disk(path: Path) -> bool:
    files = (file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    return any(b"tangerines" in content for content in files)


async def test_what_was_forgotten_is_overwritten(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry(asker=ALICE, question=PERSONAL))
        await log.personal.holdings(ALICE)
        assert is_on_the_disk(path)
        await log.personal.forget(ALICE)
        assert not is_on_the_disk(path)


async def test_what_was_forgotten_while_another_reads_is_overwritten_after_that(
    path: Path, make_entry: Callable[..., Entry], until: Until
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry(asker=ALICE, question=PERSONAL))
        await log.personal.holdings(ALICE)
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            assert reader.execute("SELECT count(*) FROM queries").fetchone() == (1,)
            assert (await log.personal.forget(ALICE)).questions == 1
            assert is_on_the_disk(path)
        await until(lambda: not is_on_the_disk(path))


async def test_what_another_process_could_not_overwrite_goes_with_what_is_old(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    year_ago = datetime.now(UTC) - timedelta(days=365)
    async with QueryLog.open(SqliteStore(path)) as log:
        async with QueryLog.open(SqliteStore(path)) as other:
            other.record(make_entry(asker=ALICE, question=PERSONAL))
            await other.personal.holdings(ALICE)
            with closing(sqlite3.connect(path, isolation_level=None)) as reader:
                reader.execute("BEGIN")
                reader.execute("SELECT count(*) FROM queries").fetchone()
                await other.personal.forget(ALICE)
                await other.close()
        assert is_on_the_disk(path)
        assert await log.expiry.purge(year_ago) == 0
        assert not is_on_the_disk(path)


async def test_questions_are_written_while_it_waits(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry(asker=ALICE, question=PERSONAL))
        await log.personal.holdings(ALICE)
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM queries").fetchone()
            await log.personal.forget(ALICE)
            for _ in range(20):
                log.record(make_entry(asker=ALICE))
                await asyncio.sleep(0.01)
            assert (await log.personal.holdings(ALICE)).questions == 20
    assert log.vitals.lost == 0
