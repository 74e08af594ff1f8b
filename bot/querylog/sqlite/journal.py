"""Chooses the journal of the database: a write-ahead log, if the file system allows one.

A write-ahead log needs memory that processes share, which some file systems cannot give them.
"""

import logging
import sqlite3
import time
from contextlib import closing
from pathlib import Path

logger = logging.getLogger(__name__)

# How long a statement waits for another process's lock, in seconds.
LOCK_SECONDS = 5.0


def connect(path: Path) -> sqlite3.Connection:
    """Connect to a database in autocommit mode."""
    return sqlite3.connect(path, timeout=LOCK_SECONDS, isolation_level=None)


def connect_to_check(path: Path) -> sqlite3.Connection:
    """Connect to a database that may have to be left as it is.

    Closing a connection that may write copies the write-ahead log into the database; one that may
    only read leaves an index of that log behind, so it is no better if there is no log.
    """
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or not log.stat().st_size:
        return connect(path)
    uri = f"{path.absolute().as_uri()}?mode=ro"
    return sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS, isolation_level=None)


def write_ahead(connection: sqlite3.Connection, path: Path) -> bool:
    """Switch to a write-ahead log, with which readers and the writer do not wait for each other.

    Returns whether there is one now; a file system that cannot have one is noted in the log of
    events. Raises sqlite3.OperationalError if another process keeps the database locked.
    """
    deadline = time.perf_counter() + LOCK_SECONDS
    while True:
        try:
            mode: str = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()  # only now it is opened
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                mode = str(error)
                break
            # This one statement does not wait when another process is switching, too.
            if time.perf_counter() > deadline:
                raise
            time.sleep(0.02)
        else:
            break
    if mode != "wal":
        logger.warning(
            "%s has no write-ahead log (%s), as on a network file system: "
            "reading the query log may now wait for a write, and a write for a reader",
            path,
            mode,
        )
    return mode == "wal"


def leave_write_ahead(path: Path) -> None:
    """Turn the write-ahead log of a database off, even if it can no longer be opened with one.

    Raises sqlite3.OperationalError if another process uses it.
    """
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # by which no memory is shared
        connection.execute("PRAGMA journal_mode = DELETE")
