"""Reads the questions of the query log one by one."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.querylog.model import Place, Shown, Tally
from bot.querylog.reading import Scope, open_for_reading

_ALL = """
    SELECT queries.id, key, asked_at, front_end, guild_id, channel_id, asker, question, answered,
           confidence, corpus_version, milliseconds,
           total(helpful) AS helpful, count(helpful) - total(helpful) AS unhelpful
    FROM queries LEFT JOIN votes ON query_id = queries.id
    WHERE asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
    GROUP BY queries.id ORDER BY asked_at, queries.id
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
    votes: Tally


def logged(path: Path, scope: Scope) -> Iterator[LoggedQuery]:
    """Yield the questions in a scope, oldest first, as they were when the first was asked for.

    Blocks. Raises QueryLogError where there is no log, or it cannot be read.
    """
    with open_for_reading(path) as connection:
        for row in connection.execute(_ALL, scope.parameters):
            yield _logged_query(row, _shown(connection, row["id"]))


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
        votes=Tally(int(row["helpful"]), int(row["unhelpful"])),
    )
