"""Reads the query log."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.querylog.database import LOCK_SECONDS, check_is_ours
from bot.querylog.errors import QueryLogError
from bot.querylog.migrations import read_migrations
from bot.querylog.model import Place, Shown

_RECENT = """
    SELECT id, key, asked_at, front_end, guild_id, channel_id, asker, question, answered,
           confidence, corpus_version, milliseconds
    FROM queries ORDER BY asked_at DESC, id DESC LIMIT ?
"""
_SHOWN = """
    SELECT rank, article, paragraph, sentence, text, score
    FROM shown WHERE query_id = ? ORDER BY rank
"""


@dataclass(frozen=True, slots=True)
class LoggedQuery:
    """A question as the log has it: `asker` as it was written down, `asked_at` in UTC."""

    key: str
    asked_at: datetime
    place: Place
    asker: str | None
    question: str
    answered: bool
    confidence: float
    shown: tuple[Shown, ...]
    corpus_version: str
    milliseconds: float


def recent(path: Path, limit: int = 20) -> tuple[LoggedQuery, ...]:
    """Return the latest questions that were written, the latest first.

    Blocks. Raises QueryLogError where there is no log, or it cannot be read.
    """
    try:
        with closing(_connect(path)) as connection:
            check_is_ours(connection, path, read_migrations()[-1].number)
            queries = connection.execute(_RECENT, (limit,)).fetchall()
            return tuple(_logged_query(row, _shown(connection, row["id"])) for row in queries)
    except sqlite3.Error as error:
        raise QueryLogError(path, str(error), "Has the bot run with this log.path?") from error


def _connect(path: Path) -> sqlite3.Connection:
    """Open the database if it is there.

    Not as read-only, since SQLite then leaves the files of the write-ahead log behind.
    """
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS, isolation_level=None)
    connection.execute("PRAGMA query_only = ON")
    connection.row_factory = sqlite3.Row
    return connection


def _shown(connection: sqlite3.Connection, query_id: int) -> tuple[Shown, ...]:
    return tuple(Shown(*row) for row in connection.execute(_SHOWN, (query_id,)))


def _logged_query(row: sqlite3.Row, shown: tuple[Shown, ...]) -> LoggedQuery:
    return LoggedQuery(
        key=row["key"],
        asked_at=datetime.fromisoformat(row["asked_at"]),
        place=Place(row["front_end"], row["guild_id"], row["channel_id"]),
        asker=row["asker"],
        question=row["question"],
        answered=bool(row["answered"]),
        confidence=row["confidence"],
        shown=shown,
        corpus_version=row["corpus_version"],
        milliseconds=row["milliseconds"],
    )
