"""Several processes that write to one query log on one machine."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.querylog.migrations import Migration
from bot.querylog.sqlite.migrations import migrate, read_migrations
from bot.querylog.times import write_utc

PROJECT = Path(__file__).parents[2]
MIGRATIONS = read_migrations()
INSERT = """
    INSERT INTO queries (key, asked_at, front_end, question, answered, confidence, corpus_version,
                         milliseconds)
    VALUES (?, ?, 'discord', 'Why?', 0, 0.0, 'v', 1.0)
"""


async def write_at_once(
    path: Path, names: str, count: int, *, times: int = 1
) -> list[tuple[str, str]]:
    """Have a process for each name write, all at a moment; return what each lost, and its key."""
    processes = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.querylog.writing"),
            *(str(path), name, str(count), str(times)),
            cwd=PROJECT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        for name in names
    ]
    for process in processes:
        assert process.stdout is not None
        assert await asyncio.wait_for(process.stdout.readline(), 60) == b"up\n"
    said = [asyncio.create_task(one.communicate(b"\n")) for one in processes]
    async with asyncio.timeout(120):
        told = [await one for one in said]
    assert [one.returncode for one in processes] == [0 for _ in names], told
    assert {error for _, error in told} == {b""}
    return [(lost, key) for out, _ in told for lost, key in [out.decode().split()]]


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def fill(path: Path, migrations: tuple[Migration, ...], count: int, asked_at: datetime) -> None:
    """Make a database of a schema, with rows."""
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, migrations)
        connection.execute("BEGIN")
        times = [(f"old-{number}", write_utc(asked_at)) for number in range(count)]
        connection.executemany(INSERT, times)
        connection.execute("COMMIT")


async def test_of_thousands_of_rows_that_four_processes_write_none_is_lost_or_doubled(
    path: Path,
) -> None:
    said = await write_at_once(path, "abcd", 2_000)
    assert [lost for lost, _ in said] == ["0"] * 4
    assert rows(path, "SELECT count(*), count(DISTINCT key) FROM queries") == [(8_000, 8_000)]
    assert rows(path, "SELECT count(*) FROM shown") == [(8_000,)]
    assert rows(path, "SELECT count(*) FROM votes") == [(800,)]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


async def test_each_process_deletes_what_is_old_while_the_others_write(path: Path) -> None:
    fill(path, MIGRATIONS, 20_000, datetime.now(UTC) - timedelta(days=400))
    said = await write_at_once(path, "abc", 500)
    assert [lost for lost, _ in said] == ["0"] * 3
    assert rows(path, "SELECT count(*), min(key) FROM queries") == [(1_500, "a-0-0")]


async def test_processes_may_come_and_go_while_others_write(path: Path) -> None:
    said = await write_at_once(path, "abc", 2, times=60)
    assert [lost for lost, _ in said] == ["0"] * 3
    assert rows(path, "SELECT count(*), count(DISTINCT key) FROM queries") == [(360, 360)]


@pytest.mark.parametrize("attempt", range(3))
async def test_processes_that_make_the_file_at_the_same_moment_make_one(
    path: Path, attempt: int
) -> None:
    said = await write_at_once(path, "abcd", 1)
    assert rows(path, "SELECT key FROM queries ORDER BY key") == [
        (f"{name}-0-0",) for name in "abcd"
    ]
    assert rows(path, "PRAGMA user_version") == [(MIGRATIONS[-1].number,)]
    assert len({key for _, key in said}) == 1
    assert len({*rows(path, "SELECT asker FROM queries")}) == 1


@pytest.mark.parametrize("version", [one.number for one in MIGRATIONS[:-1]])
async def test_processes_that_find_an_older_schema_bring_it_up_to_date_once(
    path: Path, version: int
) -> None:
    fill(path, MIGRATIONS[:version], 500, datetime.now(UTC))
    await write_at_once(path, "abcd", 1)
    assert rows(path, "PRAGMA user_version") == [(MIGRATIONS[-1].number,)]
    assert rows(path, "SELECT count(*), count(DISTINCT key) FROM queries") == [(504, 504)]
