import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.querylog.errors import QueryLogError
from bot.querylog.migrations import Migration
from bot.querylog.sqlite.database import open_database, prepare_database
from bot.querylog.sqlite.journal import write_ahead
from bot.querylog.sqlite.migrations import read_migrations

MIGRATIONS = read_migrations()


async def _pragma(path: Path, name: str) -> object:
    connection = await open_database(path)
    try:
        async with connection.execute(f"PRAGMA {name}") as cursor:
            row = await cursor.fetchone()
    finally:
        await connection.close()
    return None if row is None else row[0]


def pragma(path: Path, name: str = "user_version") -> object:
    """Open the database, and ask the connection that the log would write with."""
    return asyncio.run(_pragma(path, name))


def change(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


def make_newer(path: Path) -> None:
    prepare_database(path, MIGRATIONS)
    change(path, f"PRAGMA user_version = {MIGRATIONS[-1].number + 1}")


def make_foreign(path: Path) -> None:
    change(path, "CREATE TABLE recipes (name TEXT)")


def make_foreign_by_number(path: Path) -> None:
    change(path, "PRAGMA application_id = 7")


def make_text(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("These are no questions.\n" * 100)


def make_one_byte(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"x")


def make_damaged(path: Path) -> None:
    prepare_database(path, MIGRATIONS)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 4096)


def make_cut_off(path: Path) -> None:
    prepare_database(path, MIGRATIONS)
    with path.open("r+b") as file:
        file.truncate(5000)


@pytest.mark.parametrize(
    ("name", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1), ("busy_timeout", 5000)],
)
def test_a_database_is_opened_with_its_settings(path: Path, name: str, value: object) -> None:
    assert pragma(path, name) == value


def test_opening_makes_the_folders_and_the_file_for_the_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "log.sqlite3"
    pragma(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_opening_leaves_the_mode_of_a_file_that_is_there(path: Path) -> None:
    prepare_database(path, MIGRATIONS)
    path.chmod(0o640)
    pragma(path)
    assert path.stat().st_mode & 0o777 == 0o640


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert pragma(path) == MIGRATIONS[-1].number


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (make_newer, "written by a newer Verbatim .* Update Verbatim"),
        (make_foreign, "the database of another program. Move"),
        (make_foreign_by_number, "the database of another program. Move"),
        (make_text, "file is not a database. Move"),
        (make_one_byte, "it is not an SQLite database. Move"),
        (make_damaged, "damaged|malformed"),
        (make_cut_off, "damaged|malformed"),
    ],
    ids=["newer", "foreign", "foreign id", "text", "one byte", "damaged", "cut off"],
)
def test_a_file_that_cannot_be_the_log_is_refused_and_left_as_it_is(
    path: Path, make: Callable[[Path], None], fault: str
) -> None:
    make(path)
    before = path.read_bytes()
    with pytest.raises(QueryLogError, match=fault) as refused:
        pragma(path)
    assert str(path) in str(refused.value)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def leave_log_behind(path: Path, statement: str) -> None:
    """Write to a database as a process does that is then killed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)
        left = log_of(path).read_bytes()
        before = path.read_bytes()
    path.write_bytes(before)
    log_of(path).write_bytes(left)


@pytest.mark.parametrize(
    ("statement", "spoils", "fault"),
    [
        (f"PRAGMA user_version = {MIGRATIONS[-1].number + 1}", False, "newer Verbatim"),
        (f"PRAGMA user_version = {MIGRATIONS[-1].number}", True, "damaged|malformed"),
    ],
    ids=["newer", "damaged"],
)
def test_what_was_being_written_to_a_file_that_is_refused_is_left_as_it_is(
    path: Path, statement: str, fault: str, *, spoils: bool
) -> None:
    prepare_database(path, MIGRATIONS)
    leave_log_behind(path, statement)
    if spoils:
        with path.open("r+b") as file:
            file.seek(4 * 4096)
            file.write(b"\xa5" * 4096)
    before = path.read_bytes(), log_of(path).read_bytes()
    with pytest.raises(QueryLogError, match=fault):
        pragma(path)
    assert (path.read_bytes(), log_of(path).read_bytes()) == before


def test_a_folder_in_the_databases_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryLogError, match=r"Is a directory.*log\.path"):
        pragma(tmp_path)


def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(QueryLogError, match=r"Not a directory|File exists"):
        pragma(tmp_path / "data" / "log.sqlite3")


@pytest.mark.skipif(os.geteuid() == 0, reason="permission bits do not bind root")
def test_a_read_only_file_is_refused(path: Path) -> None:
    prepare_database(path, MIGRATIONS)
    path.chmod(0o400)
    with pytest.raises(QueryLogError, match="Permission denied"):
        pragma(path)


def test_a_migration_that_fails_is_reported_as_the_databases_fault(path: Path) -> None:
    broken = Migration(
        MIGRATIONS[-1].number + 1, "9999_broken.sql", "INSERT INTO nowhere VALUES (1);"
    )
    with pytest.raises(QueryLogError, match="no such table: nowhere"):
        prepare_database(path, (*MIGRATIONS, broken))
    assert prepare_database(path, MIGRATIONS)


def test_a_database_that_another_process_writes_can_be_opened(path: Path) -> None:
    prepare_database(path, MIGRATIONS)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert pragma(path, "journal_mode") == "wal"


def test_without_shared_memory_there_is_no_write_ahead_log_and_it_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    # SQLite's dot-file locking, like a network file system, has no shared memory between processes.
    uri = f"{(tmp_path / 'log.sqlite3').as_uri()}?vfs=unix-dotfile"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
        assert not write_ahead(connection, tmp_path / "log.sqlite3")
    assert "log.sqlite3 has no write-ahead log" in caplog.text


@pytest.mark.parametrize("has_file", [False, True], ids=["new", "kept"])
def test_where_no_memory_can_be_shared_the_database_is_used_without_a_write_ahead_log(
    path: Path, *, has_file: bool
) -> None:
    path.parent.mkdir()
    if has_file:
        prepare_database(path, MIGRATIONS)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    # SQLite opens no links in the place of the memory, and so finds that it can have none.
    path.with_name(f"{path.name}-shm").symlink_to("nowhere")
    assert not prepare_database(path, MIGRATIONS)
    assert pragma(path, "journal_mode") == "delete"
    assert pragma(path, "synchronous") == 2
