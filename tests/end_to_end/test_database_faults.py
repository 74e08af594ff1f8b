"""What befalls the query log's file: answers go on, and what they were is written in the end.

Or, where that cannot be, the loss is said; and a file that cannot be used is left as it is.
"""

import asyncio
import os
import resource
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from bot.querylog.sqlite.database import prepare_database
from bot.querylog.sqlite.migrations import read_migrations
from tests.end_to_end.running import RunningBot, running
from tests.end_to_end.tally import Tally
from tests.loopback import Question

LOCKED_SECONDS = 30
TakeDown = Callable[[Tally], None]


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[RunningBot]:
    """A bot that can be started, with a folder for its query log."""
    async with running(tmp_path) as bot:
        bot.prepare()
        bot.database.parent.mkdir()
        yield bot


@contextmanager
def mounted(place: Path, *arguments: str) -> Iterator[None]:
    """Have a file system of one's own at a place, where that is allowed."""
    if subprocess.run(["mount", *arguments, str(place)], capture_output=True).returncode:  # noqa: S603, S607 - as root
        pytest.skip("only root can mount")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)  # noqa: S603, S607 - as above


def remount(place: Path, options: str) -> None:
    """Give a file system other options."""
    command = ["mount", "-o", f"remount,{options}", str(place)]
    subprocess.run(command, check=True)  # noqa: S603 - as above


def fill(folder: Path) -> Path:
    """Write a file until the disk is full."""
    filler = folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4_096))
    return filler


async def ask_some(bot: RunningBot) -> list[Question]:
    """Ask a few questions, which are all answered."""
    asked = [one for _ in range(5) for one in bot.ask_both_ways()]
    for question in asked:
        await question.answer(5)
    return asked


async def verify(bot: RunningBot, take_down: TakeDown) -> None:
    """See that all is written in the end, and each question once; then end the bot."""
    await bot.has_logged(bot.questions)
    await bot.stop()
    tally = bot.tally((), ())
    take_down(tally)
    assert (tally.lost, tally.doubled) == (0, 0)


async def test_on_a_full_disk_what_is_answered_waits_for_room(
    bot: RunningBot, take_down: TakeDown
) -> None:
    with mounted(bot.database.parent, "-t", "tmpfs", "-o", "size=1m", "tmpfs"):
        await bot.start()
        await ask_some(bot)
        filler = fill(bot.database.parent)
        bot.injected += 1
        await ask_some(bot)
        await bot.said_by_now("The query log cannot be written (database or disk is full)")
        filler.unlink()
        await ask_some(bot)
        await verify(bot, take_down)


@pytest.mark.parametrize(
    ("options", "reason"),
    [("size=64k", "disk is full"), ("size=64k,ro", "Read-only file system")],
    ids=["full", "read-only"],
)
async def test_a_start_on_a_disk_that_takes_nothing_answers_and_writes_when_it_can(
    bot: RunningBot, take_down: TakeDown, options: str, reason: str
) -> None:
    folder = bot.database.parent
    with mounted(folder, "-t", "tmpfs", "-o", options, "tmpfs"):
        filler = None if "ro" in options else fill(folder)
        bot.injected += 1
        await bot.start()
        await ask_some(bot)
        await bot.said_by_now("The query log cannot be written")
        assert reason in bot.said()
        remount(folder, "rw,size=4m")
        if filler is not None:
            filler.unlink()
        await bot.said_by_now("The query log is written again")
        await ask_some(bot)
        await verify(bot, take_down)


async def test_at_the_largest_size_of_a_file_what_is_answered_waits(
    bot: RunningBot, take_down: TakeDown
) -> None:
    await bot.start()
    await ask_some(bot)
    await bot.has_logged(bot.questions)
    assert bot.process is not None
    before = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (4_096, before[1]))
    bot.injected += 1
    await ask_some(bot)
    await asyncio.sleep(1)
    resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, before)
    await ask_some(bot)
    await verify(bot, take_down)


async def test_while_another_process_locks_the_database_what_is_answered_waits(
    bot: RunningBot, take_down: TakeDown
) -> None:
    await bot.start()
    await ask_some(bot)
    with closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        bot.injected += 1
        for _ in range(3):
            await ask_some(bot)
            await asyncio.sleep(LOCKED_SECONDS / 3)
        assert "The query log cannot be written (database is locked)" in bot.said()
    await ask_some(bot)
    await verify(bot, take_down)


async def test_a_database_that_is_locked_at_the_start_is_waited_for(
    bot: RunningBot, take_down: TakeDown
) -> None:
    prepare_database(bot.database, read_migrations())
    with closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")  # with a write-ahead log it need not wait
        other.execute("BEGIN EXCLUSIVE")
        bot.injected += 1
        starting = asyncio.create_task(bot.start())
        await bot.said_by_now("is locked by another process")
    await starting
    await ask_some(bot)
    await verify(bot, take_down)


async def test_of_a_disk_that_went_read_only_the_loss_is_counted_and_said(
    bot: RunningBot, take_down: TakeDown
) -> None:
    folder = bot.database.parent
    disk = make_disk(bot.folder / "disk")
    with mounted(folder, "-o", "loop", str(disk)):
        await bot.start()
        kept = await ask_some(bot)
        await bot.has_logged(kept)
        subprocess.run(["sync", "-f", str(folder)], check=True)  # noqa: ASYNC221, S603, S607 - as root
        subprocess.run(["mount", "-o", "remount,abort", str(folder)], check=True)  # noqa: ASYNC221, S603, S607 - as root
        bot.injected += 1
        lost = await ask_some(bot)
        await bot.said_by_now("The query log cannot be written")
        await bot.stop()
        assert f"The query log lost {len(lost)} entries" in bot.said()
    subprocess.run(["fsck.ext4", "-p", str(disk)], check=False)  # noqa: ASYNC221, S603, S607 - as root
    with mounted(folder, "-o", "loop", str(disk)):
        tally = bot.tally((), unlogged=lost)
    take_down(tally)
    assert (tally.lost, tally.doubled) == (0, 0)


def make_disk(path: Path) -> Path:
    """Make a file system in a file."""
    path.write_bytes(b"")
    os.truncate(path, 8 << 20)
    made = subprocess.run(["mkfs.ext4", "-q", str(path)], capture_output=True, check=False)  # noqa: S603, S607 - as root
    if made.returncode:
        pytest.skip("needs mkfs.ext4")
    return path


async def test_without_a_write_ahead_log_it_is_said_and_all_is_kept(
    bot: RunningBot, take_down: TakeDown
) -> None:
    # As on a network file system, there is no memory to share beside the database.
    bot.database.with_name(f"{bot.database.name}-shm").symlink_to("nowhere")
    bot.injected += 1
    await bot.start()
    await ask_some(bot)
    assert "has no write-ahead log" in bot.said()
    await verify(bot, take_down)


async def test_a_database_that_breaks_meanwhile_is_not_used_again_and_not_overwritten(
    bot: RunningBot, take_down: TakeDown
) -> None:
    await bot.start()
    spoil(bot.database)
    bot.injected += 1
    lost = await ask_some(bot)
    await bot.said_by_now("The query log cannot be written (database disk image is malformed)")
    await bot.kill()
    before = contents(bot.database.parent)
    status, said = await bot.end_by_itself()
    assert status == 2
    assert "Move the file away" in said
    assert contents(bot.database.parent) == before
    bot.database.rename(bot.folder / "moved away")
    await bot.start()
    await ask_some(bot)
    await bot.stop()
    tally = bot.tally((), unlogged=lost)
    take_down(tally)
    assert (tally.lost, tally.doubled) == (0, 0)


def spoil(database: Path) -> None:
    """Write something else over all but the first page."""
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(4_096)
        file.write(b"\xa5" * (size - 4_096))


def contents(folder: Path) -> dict[str, bytes]:
    """Read the database and its write-ahead log, if there is anything in it."""
    files = (folder / "verbatim.sqlite3", folder / "verbatim.sqlite3-wal")
    return {one.name: one.read_bytes() for one in files if one.exists() and one.stat().st_size}


async def test_a_database_of_a_newer_version_is_left_alone(
    bot: RunningBot, take_down: TakeDown
) -> None:
    migrations = read_migrations()
    prepare_database(bot.database, migrations)
    with closing(sqlite3.connect(bot.database)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations[-1].number + 1}")
    bot.injected += 1
    before = contents(bot.database.parent)
    status, said = await bot.end_by_itself()
    assert status == 2
    assert "written by a newer Verbatim" in said
    assert "Update Verbatim" in said
    assert contents(bot.database.parent) == before
    # A login is tried first, before the articles are read; nothing comes of it.
    assert bot.discord.requests == ["GET /users/@me", "GET /oauth2/applications/@me"]
    take_down(bot.tally((), ()))
