"""Opens the query log's database: made where it is missing, refused where it is not ours."""

import asyncio
import logging
import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import aiosqlite

from bot.querylog.errors import QueryLogError
from bot.querylog.migrations import (
    APPLICATION_ID,
    Migration,
    migrate,
    read_migrations,
    version_of,
)

logger = logging.getLogger(__name__)

# How long a statement waits for another process's lock, in seconds.
LOCK_SECONDS = 5.0

_MOVE_AWAY = (
    "Move the file away (a new one is then made), restore a backup, or set another log.path."
)


async def open_database(path: Path) -> aiosqlite.Connection:
    """Open the database for writing, in autocommit mode, after bringing it to the newest schema.

    Raises QueryLogError; the file is then as it was. The caller closes the connection: one that
    is left open keeps the process from ending.
    """
    wal = await asyncio.to_thread(prepare_database, path, read_migrations())
    connection = await aiosqlite.connect(path, timeout=LOCK_SECONDS, isolation_level=None)
    try:
        await connection.execute("PRAGMA foreign_keys = ON")
        # Without a write-ahead log, NORMAL could lose the database with the power.
        await connection.execute(f"PRAGMA synchronous = {'NORMAL' if wal else 'FULL'}")
    except BaseException:
        await connection.close()
        raise
    return connection


def prepare_database(path: Path, migrations: Sequence[Migration]) -> bool:
    """Make or check the file, migrate it, and return whether it has a write-ahead log.

    Blocks. Raises QueryLogError.
    """
    if sqlite3.sqlite_version_info < (3, 37):
        raise QueryLogError(
            path,
            f"it needs SQLite 3.37 or later, and this Python has {sqlite3.sqlite_version}",
            "Install a newer Python or SQLite.",
        )
    try:
        _touch(path)
        with closing(sqlite3.connect(path, LOCK_SECONDS, isolation_level=None)) as connection:
            _check(connection, path, migrations[-1].number)
            wal = _write_ahead(connection, path)
            migrate(connection, migrations)
    except OSError as error:
        fault = error.strerror or str(error)
        remedy = "Let the bot read and write the file and its folder, or set another log.path."
        raise QueryLogError(path, fault, remedy) from error
    except sqlite3.OperationalError as error:
        remedy = "Mend that (is another process using it, is the disk full?) and start again."
        raise QueryLogError(path, str(error), remedy) from error
    except sqlite3.DatabaseError as error:
        raise QueryLogError(path, str(error), _MOVE_AWAY) from error
    return wal


def _touch(path: Path) -> None:
    """Make the file for its owner only (what SQLite puts beside it then is so, too)."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _check(connection: sqlite3.Connection, path: Path, newest: int) -> None:
    """Refuse what is not ours, or damaged, before anything is written."""
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version = version_of(connection)
    is_empty = connection.execute("SELECT 1 FROM sqlite_schema").fetchone() is None
    if application != APPLICATION_ID and not (is_empty and application == version == 0):
        raise QueryLogError(path, "it is the database of another program", _MOVE_AWAY)
    if version > newest:
        raise QueryLogError(
            path,
            f"it was written by a newer Verbatim (schema {version}; this one knows {newest})",
            "Update Verbatim, or set another log.path.",
        )
    damage: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if damage != "ok":
        raise QueryLogError(path, f"it is damaged ({damage})", _MOVE_AWAY)


def _write_ahead(connection: sqlite3.Connection, path: Path) -> bool:
    """Switch to a write-ahead log, with which readers and the writer do not wait for each other."""
    deadline = time.perf_counter() + LOCK_SECONDS
    while True:
        try:
            mode: str = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except sqlite3.OperationalError as error:
            # This one statement does not wait when another process is switching, too.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.perf_counter() > deadline:
                raise
            time.sleep(0.02)
        else:
            break
    if mode != "wal":
        logger.warning(
            "%s has no write-ahead log (journal mode %s), as on a network file system: "
            "reading the query log may now wait for a write",
            path,
            mode,
        )
    return mode == "wal"
