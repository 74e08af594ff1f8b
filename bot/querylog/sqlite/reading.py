"""Opens the query log to read it, also while the bot writes it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.querylog.errors import QueryLogError
from bot.querylog.sqlite.database import check_is_ours
from bot.querylog.sqlite.journal import LOCK_SECONDS
from bot.querylog.sqlite.migrations import read_migrations, version_of
from bot.querylog.stopping import IsStopped, never

_STEPS = 100_000
"""Of SQLite's virtual machine: about a millisecond."""


@contextmanager
def open_for_reading(path: Path, is_stopped: IsStopped = never) -> Iterator[sqlite3.Connection]:
    """Open a snapshot of the database while the block runs.

    Blocks. Raises QueryLogError if there is no database, if it cannot be read, or once
    `is_stopped` says so; also within the block.
    """
    try:
        with closing(connect(path)) as connection:
            newest = read_migrations()[-1].number
            check_is_ours(connection, path, newest)
            if (version := version_of(connection)) < newest:
                raise QueryLogError(
                    path,
                    f"it is from an earlier Verbatim (schema {version}; this one knows {newest})",
                    "Start the bot once: that brings it up to date.",
                )
            # The only way to stop a statement from another thread: a true result interrupts it.
            connection.set_progress_handler(is_stopped, _STEPS)
            # All statements of a report see the log as it is at the first of them.
            connection.execute("BEGIN")
            yield connection
    except sqlite3.Error as error:
        raise QueryLogError(path, str(error), "Is it the log.path of the bot?") from error


def require_log(path: Path) -> None:
    """Raise QueryLogError if there is no query log."""
    if not path.exists():
        raise QueryLogError(
            path,
            "there is no such file",
            "The bot makes it at its first start. Is this the log.path of the bot?",
        )


def connect(path: Path) -> sqlite3.Connection:
    """Open the database, whosever it is, to read it. Raises QueryLogError if there is none.

    Not as read-only, since SQLite then leaves the files of the write-ahead log behind.
    """
    require_log(path)
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    connection.row_factory = sqlite3.Row
    return connection
