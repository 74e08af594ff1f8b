"""Opens the query log's database: made if it is missing, refused if it is not ours."""

import asyncio
import errno
import logging
import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import aiosqlite

from bot.common.atomic_files import make_private_folder
from bot.querylog.errors import DatabaseLocked, OutOfReach, QueryLogError
from bot.querylog.migrations import Migration
from bot.querylog.sqlite.journal import (
    LOCK_SECONDS,
    connect,
    connect_to_check,
    leave_write_ahead,
    write_ahead,
)
from bot.querylog.sqlite.migrations import (
    APPLICATION_ID,
    migrate,
    read_migrations,
    version_of,
)

logger = logging.getLogger(__name__)

_SMALLEST = 512  # bytes that a database has at least
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
_SQLITE_NO_ROOM = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
)
_MOVE_AWAY = (
    "Move the file away (a new one is then made), restore a backup, or set another log.path."
)


async def open_database(path: Path, *, patience: float = 0.0) -> aiosqlite.Connection:
    """Open the database for writing, in autocommit mode, after bringing it to the newest schema.

    Where another process has locked it, try again for so many seconds of `patience`. Raises
    QueryLogError; the file is then as it was. The caller closes the connection: one that is left
    open keeps the process from ending.
    """
    connection = connection_to(path)
    await open_connection(connection, path, patience=patience)
    return connection


def connection_to(path: Path) -> aiosqlite.Connection:
    """Make a connection that is not open yet; whoever uses it until then gets a ValueError."""
    return aiosqlite.connect(path, timeout=LOCK_SECONDS, isolation_level=None)


async def open_connection(
    connection: aiosqlite.Connection, path: Path, *, patience: float = 0.0
) -> None:
    """Open a connection as `open_database` does; after a QueryLogError it can be tried again."""
    wal = await _prepare_patiently(path, patience)
    connection = await connection
    try:
        await connection.execute("PRAGMA foreign_keys = ON")
        # What is deleted is overwritten, since it may be what somebody wants forgotten.
        await connection.execute("PRAGMA secure_delete = ON")
        # Without a write-ahead log, NORMAL could lose the database with the power.
        await connection.execute(f"PRAGMA synchronous = {'NORMAL' if wal else 'FULL'}")
    except BaseException:
        await connection.close()
        raise


async def _prepare_patiently(path: Path, patience: float) -> bool:
    deadline = time.perf_counter() + patience
    while True:
        try:
            return await asyncio.to_thread(prepare_database, path, read_migrations())
        except DatabaseLocked:
            if time.perf_counter() > deadline:
                raise
            logger.warning("%s is locked by another process; waiting for that to end", path)
            await asyncio.sleep(min(LOCK_SECONDS, patience))


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
        _make_file(path)
        # Checked on a connection of its own that changes nothing, so that a file of somebody else's
        # stays as it was to the byte.
        with closing(connect_to_check(path)) as connection:
            check_is_ours(connection, path, migrations[-1].number)
            check_is_whole(connection, path)
        with closing(connect(path)) as connection:
            wal = write_ahead(connection, path)
        if not wal:
            leave_write_ahead(path)
        with closing(connect(path)) as connection:
            migrate(connection, migrations)
    except OSError as error:
        fault = f"{error.strerror} ({error.filename})"
        remedy = "Let the bot read and write the file and its folder, or set another log.path."
        kind = OutOfReach if error.errno in _NO_ROOM else QueryLogError
        raise kind(path, fault, remedy) from error
    except sqlite3.OperationalError as error:
        remedy = "Fix this (is another process using it, is the disk full?) and start again."
        is_locked = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
        has_no_room = error.sqlite_errorcode & 0xFF in _SQLITE_NO_ROOM
        kind = DatabaseLocked if is_locked else OutOfReach if has_no_room else QueryLogError
        raise kind(path, str(error), remedy) from error
    except sqlite3.DatabaseError as error:
        raise QueryLogError(path, str(error), _MOVE_AWAY) from error
    return wal


def _make_file(path: Path) -> None:
    """Make the file, if there is none, for its owner only; what SQLite puts beside it follows.

    A file that is there is not opened: closing it would drop the locks that SQLite may hold on it
    in this process.
    """
    make_private_folder(path.parent)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    # SQLite would read on in silence, and fail at the first write.
    if not os.access(path, os.W_OK):
        if hasattr(os, "statvfs") and os.statvfs(path).f_flag & os.ST_RDONLY:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    # SQLite would take a file of one byte for an empty one, and write over it.
    if 0 < path.stat().st_size < _SMALLEST:
        raise QueryLogError(path, "it is not an SQLite database", _MOVE_AWAY)


def check_is_ours(connection: sqlite3.Connection, path: Path, newest: int) -> None:
    """Refuse the database of another program or of a newer version, before anything is written.

    Raises QueryLogError, and sqlite3.DatabaseError if the file cannot be read as a database.
    """
    connection.execute("BEGIN")  # one snapshot: another process may be making the tables
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
    connection.execute("COMMIT")


def check_is_whole(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a damaged database. Raises QueryLogError, which names `path`."""
    damage: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if damage != "ok":
        raise QueryLogError(path, f"it is damaged ({' '.join(damage.split())})", _MOVE_AWAY)
