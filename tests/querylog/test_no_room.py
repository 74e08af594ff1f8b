"""A disk that is full or can only be read when the bot starts."""

import errno
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.querylog.errors import LogUnavailable, OutOfReach, RecordsUnavailable
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry
from bot.querylog.records import Scope
from bot.querylog.sqlite import database
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.conftest import read_log

FAULTS = [errno.ENOSPC, errno.EROFS, errno.EDQUOT]


class Disk:
    """Where nothing can be written, until there is room."""

    def __init__(self, fault: int) -> None:
        self.fault: int | None = fault
        self._make_file = database._make_file

    def make_file(self, path: Path) -> None:
        if self.fault is not None:
            raise OSError(self.fault, os.strerror(self.fault), str(path))
        self._make_file(path)


@pytest.fixture(params=FAULTS, ids=os.strerror)
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk(request.param)
    monkeypatch.setattr(database, "_make_file", disk.make_file)
    return disk


async def test_what_is_recorded_waits_and_is_written_when_there_is_room(
    path: Path,
    make_entry: Callable[..., Entry],
    until: Callable[[Callable[[], bool]], Awaitable[None]],
    disk: Disk,
) -> None:
    async with QueryLog.open(SqliteStore(path), retry_seconds=0.02, waits=True) as log:
        log.record(make_entry())
        await log.written()
        assert (log.vitals.is_failing, log.vitals.pending, log.vitals.lost) == (True, 1, 0)
        with pytest.raises(LogUnavailable):
            await log.settings.load()
        with pytest.raises(RecordsUnavailable):
            await log.personal.holdings(1)
        disk.fault = None
        await until(lambda: log.vitals.pending == 0)
        assert not log.vitals.is_failing
        assert (await log.insight.figures(Scope())).questions == 1
        assert (await log.personal.holdings(123456789012345678)).questions == 1
    assert len(read_log(SqliteStore(path))) == 1


async def test_it_is_opened_also_where_nothing_waits(
    path: Path, until: Callable[[Callable[[], bool]], Awaitable[None]], disk: Disk
) -> None:
    async with QueryLog.open(SqliteStore(path), retry_seconds=0.02, waits=True) as log:
        disk.fault = None
        await until(lambda: not log.vitals.is_failing)
        assert await log.settings.load() == {}


@pytest.mark.usefixtures("disk")
async def test_a_bot_that_is_stopped_meanwhile_ends(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path), waits=True) as log:
        log.record(make_entry())
    assert log.vitals.lost == 1


@pytest.mark.usefixtures("disk")
async def test_a_command_that_needs_it_at_once_says_why_it_cannot(path: Path) -> None:
    with pytest.raises(OutOfReach):
        async with QueryLog.open(SqliteStore(path)):
            pass
