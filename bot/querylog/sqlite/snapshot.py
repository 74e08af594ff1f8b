"""Reads the log in an SQLite file for reports."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.querylog.model import Place, Shown, Tally
from bot.querylog.records import ArticleUse, Asked, Counted, LoggedQuery, Scope, StoredQuery
from bot.querylog.sqlite import stored
from bot.querylog.sqlite.shown import read_shown
from bot.querylog.times import write_utc

_COUNTED = """
    SELECT asked_at, milliseconds, CASE WHEN answered THEN NULL ELSE question END
    FROM queries WHERE asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
"""
_VOTES = """
    SELECT total(helpful), count(helpful) - total(helpful)
    FROM votes JOIN queries ON queries.id = query_id
    WHERE asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
"""
_ARTICLES = """
    SELECT article, count(DISTINCT query_id) AS answers
    FROM shown JOIN queries ON queries.id = query_id
    WHERE asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
    GROUP BY article ORDER BY answers DESC, article LIMIT :most
"""
_UNANSWERED = """
    SELECT key, question, asked_at
    FROM queries LEFT JOIN dealt_with ON query_id = queries.id
    WHERE NOT answered AND dealt_at IS NULL
        AND asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
        AND (:guild IS NULL OR queries.id NOT IN (SELECT query_id FROM private))
    ORDER BY asked_at DESC, queries.id DESC
"""
_ALL = """
    SELECT queries.id, key, asked_at, front_end, guild_id, channel_id, asker, question, answered,
           confidence, corpus_version, milliseconds,
           total(helpful) AS helpful, count(helpful) - total(helpful) AS unhelpful
    FROM queries LEFT JOIN votes ON query_id = queries.id
    WHERE asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
    GROUP BY queries.id ORDER BY asked_at, queries.id
"""


@dataclass(frozen=True, slots=True)
class SqliteSnapshot:
    """Implements Snapshot on a connection in a transaction."""

    connection: sqlite3.Connection

    def counted(self, scope: Scope) -> Iterator[Counted]:
        """Yield the data for the figures of each question in a scope, in no order."""
        for asked_at, milliseconds, unanswered in self.connection.execute(
            _COUNTED, _parameters(scope)
        ):
            yield Counted(datetime.fromisoformat(asked_at), milliseconds, unanswered)

    def votes(self, scope: Scope) -> Tally:
        """Count the votes on the answers in a scope."""
        helpful, unhelpful = self.connection.execute(_VOTES, _parameters(scope)).fetchone()
        return Tally(int(helpful), int(unhelpful))

    def most_quoted(self, scope: Scope, most: int) -> tuple[ArticleUse, ...]:
        """Return the articles quoted in the most answers in a scope, the most quoted first."""
        rows = self.connection.execute(_ARTICLES, _parameters(scope) | {"most": most})
        return tuple(ArticleUse(*row) for row in rows)

    def unanswered(self, scope: Scope) -> Iterator[Asked]:
        """Yield the unanswered questions that nobody has dealt with, the latest first."""
        for key, question, asked_at in self.connection.execute(_UNANSWERED, _parameters(scope)):
            yield Asked(key, question, datetime.fromisoformat(asked_at))

    def logged(self, scope: Scope) -> Iterator[LoggedQuery]:
        """Yield the questions in a scope, oldest first."""
        for row in self.connection.execute(_ALL, _parameters(scope)):
            yield _logged_query(row, read_shown(self.connection, row["id"]))

    def stored(self) -> Iterator[StoredQuery]:
        """Yield all questions with everything stored about them, in the order of their writing."""
        return stored.read_all(self.connection)

    def find(self, keys: Sequence[str]) -> Mapping[str, StoredQuery]:
        """Return the questions with these keys that exist, by their keys."""
        return stored.find(self.connection, keys)


def _parameters(scope: Scope) -> dict[str, str | int | None]:
    """Return the values of the condition that every report has: `:since` and `:guild`."""
    # Times are ISO 8601 text, which sorts by time; the empty text is before all of them.
    since = "" if scope.since is None else write_utc(scope.since)
    return {"since": since, "guild": scope.guild_id}


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
