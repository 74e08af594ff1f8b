import asyncio
import logging
import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot import __version__
from bot.library.live import LiveCorpus
from bot.monitoring.monitor import Monitor
from bot.monitoring.status import Status
from bot.monitoring.status_file import NoStatusError, read_status
from bot.querylog.log import QueryLog
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.conftest import ENTRY

Make = Callable[..., Monitor]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "status.json"


@asynccontextmanager
async def telling(monitor: Monitor, path: Path) -> AsyncIterator[None]:
    task = asyncio.create_task(monitor.tell(path))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def wait_for(path: Path, holds: Callable[[Status], bool]) -> Status:
    """Wait until what the file says is so."""
    async with asyncio.timeout(20):
        while True:
            try:
                status = read_status(path)
            except NoStatusError:
                pass
            else:
                if holds(status):
                    return status
            await asyncio.sleep(0.01)


def writable(status: Status) -> bool:
    return status.log is not None and status.log.can_be_written


def test_a_status_says_what_is_loaded_and_how_the_gateway_is(make_monitor: Make) -> None:
    status = make_monitor().status()
    assert (status.version, status.process) == (__version__, os.getpid())
    assert (status.articles, status.passages) == (1, 2)
    assert (status.gateway_latency, status.log) == (0.125, None)
    assert status.heartbeat_age == pytest.approx(0, abs=1)


async def test_the_file_follows_what_is_loaded(
    make_monitor: Make, live: LiveCorpus, path: Path
) -> None:
    async with telling(make_monitor(), path):
        await wait_for(path, lambda status: status.articles == 1)
        (live.folder / "orchard.txt").write_text("Apples are ripe.\n", "utf-8")
        await live.reload()
        await wait_for(path, lambda status: status.articles == 2)


async def test_the_file_goes_when_the_telling_ends(make_monitor: Make, path: Path) -> None:
    async with telling(make_monitor(), path):
        await wait_for(path, lambda _: True)
    assert os.listdir(path.parent) == []


async def test_a_file_that_cannot_be_written_is_told_once_and_tried_again(
    make_monitor: Make, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bot")
    path.parent.touch()  # in the way of the folder
    async with telling(make_monitor(), path):
        await asyncio.sleep(0.1)
        os.remove(path.parent)
        await wait_for(path, lambda _: True)
    (said,) = [one.getMessage() for one in caplog.records]
    assert "cannot be written" in said


async def test_a_log_that_another_process_has_locked_cannot_be_written_until_it_lets_go(
    make_monitor: Make, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.querylog.sqlite.database.LOCK_SECONDS", 0.01)
    database = path.with_name("log.sqlite3")
    async with (
        QueryLog.open(SqliteStore(database), retry_seconds=0.1) as log,
        telling(make_monitor(log), path),
    ):
        await wait_for(path, writable)
        with closing(
            sqlite3.connect(database, timeout=20, isolation_level=None, check_same_thread=False)
        ) as other:
            # In a thread: the monitor's own transaction may be open, and needs the loop to end.
            await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
            await wait_for(path, lambda status: not writable(status))
            log.record(ENTRY)
            await wait_for(path, lambda status: bool(status.log and status.log.waiting))
        log.record(ENTRY)
        await wait_for(path, writable)


async def test_a_log_that_was_moved_away_is_not_taken_for_one_that_is_written(
    make_monitor: Make, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    database = path.with_name("log.sqlite3")
    async with QueryLog.open(SqliteStore(database)) as log, telling(make_monitor(log), path):
        await wait_for(path, writable)
        database.rename(path.with_name("away"))
        await wait_for(path, lambda status: not writable(status))
        await asyncio.sleep(0.1)
        path.with_name("away").rename(database)
        await wait_for(path, writable)
    assert [one.getMessage().count("log.sqlite3 was moved away") for one in caplog.records] == [1]


async def test_trying_the_log_changes_nothing_in_it(path: Path) -> None:
    database = path.with_name("log.sqlite3")
    async with QueryLog.open(SqliteStore(database)) as log:
        with closing(sqlite3.connect(database)) as connection:
            before = list(connection.iterdump())
            assert await log.vitals.can_write()
            assert list(connection.iterdump()) == before
