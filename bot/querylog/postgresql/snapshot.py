"""Reads the log in PostgreSQL for reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.querylog.model import Place, Tally
from bot.querylog.postgresql import stored
from bot.querylog.postgresql.connecting import BlockingConnection, Row
from bot.querylog.postgresql.shown import SHOWN, shown_of
from bot.querylog.records import ArticleUse, Asked, Counted, LoggedQuery, Scope, StoredQuery
from bot.querylog.stopping import IsStopped, ReportStopped
from bot.querylog.times import in_utc, to_milliseconds

_IN_SCOPE = """
    (%(since)s::timestamptz IS NULL OR asked_at >= %(since)s)
    AND (%(guild)s::bigint IS NULL OR guild_id = %(guild)s)
"""
_COUNTED = f"""
    SELECT asked_at, milliseconds, CASE WHEN answered THEN NULL ELSE question END
    FROM queries WHERE {_IN_SCOPE}
"""  # noqa: S608 - a constant, as in what follows
_VOTES = f"""
    SELECT count(*) FILTER (WHERE helpful), count(*) FILTER (WHERE NOT helpful)
    FROM votes JOIN queries ON queries.id = query_id WHERE {_IN_SCOPE}
"""  # noqa: S608
_ARTICLES = f"""
    SELECT article, count(DISTINCT query_id) AS answers
    FROM shown JOIN queries ON queries.id = query_id WHERE {_IN_SCOPE}
    GROUP BY article ORDER BY answers DESC, article COLLATE "C" LIMIT %(most)s
"""  # noqa: S608
_UNANSWERED = f"""
    SELECT key, question, asked_at
    FROM queries LEFT JOIN dealt_with ON query_id = queries.id
    WHERE NOT answered AND dealt_at IS NULL AND {_IN_SCOPE}
        AND (%(guild)s::bigint IS NULL OR NOT private)
    ORDER BY asked_at DESC, queries.id DESC
"""  # noqa: S608
_ALL = f"""
    SELECT key, asked_at, front_end, guild_id, channel_id, asker, question, answered, confidence,
           corpus_version, milliseconds, {SHOWN},
           (SELECT count(*) FROM votes WHERE query_id = queries.id AND helpful),
           (SELECT count(*) FROM votes WHERE query_id = queries.id AND NOT helpful)
    FROM queries WHERE {_IN_SCOPE}
    ORDER BY asked_at, id
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class PostgresqlSnapshot:
    """Implements Snapshot on a connection in a transaction; raises ReportStopped between rows."""

    connection: BlockingConnection
    is_stopped: IsStopped

    def counted(self, scope: Scope) -> Iterator[Counted]:
        """Yield the data for the figures of each question in a scope, in no order."""
        for asked_at, milliseconds, unanswered in self._rows(_COUNTED, scope):
            yield Counted(in_utc(asked_at), milliseconds, unanswered)

    def votes(self, scope: Scope) -> Tally:
        """Count the votes on the answers in a scope."""
        ((helpful, unhelpful),) = self._rows(_VOTES, scope)
        return Tally(helpful, unhelpful)

    def most_quoted(self, scope: Scope, most: int) -> tuple[ArticleUse, ...]:
        """Return the articles quoted in the most answers in a scope, the most quoted first."""
        return tuple(ArticleUse(*row) for row in self._rows(_ARTICLES, scope, most))

    def unanswered(self, scope: Scope) -> Iterator[Asked]:
        """Yield the unanswered questions that nobody has dealt with, the latest first."""
        for key, question, asked_at in self._rows(_UNANSWERED, scope):
            yield Asked(key, question, in_utc(asked_at))

    def logged(self, scope: Scope) -> Iterator[LoggedQuery]:
        """Yield the questions in a scope, oldest first."""
        return map(_logged_query, self._rows(_ALL, scope))

    def stored(self) -> Iterator[StoredQuery]:
        """Yield all questions with everything stored about them, in the order of their writing."""
        return stored.read_all(self.connection)

    def find(self, keys: Sequence[str]) -> Mapping[str, StoredQuery]:
        """Return the questions with these keys that exist, by their keys."""
        return stored.find(self.connection, keys)

    def _rows(self, query: str, scope: Scope, most: int | None = None) -> Iterator[Row]:
        """Yield the rows of a query, which the server sends in batches."""
        since = None if scope.since is None else to_milliseconds(scope.since)
        values = {"since": since, "guild": scope.guild_id, "most": most}
        with self.connection.cursor(name="report") as cursor:
            cursor.itersize = 1_000
            cursor.execute(query.encode(), values)
            for row in cursor:
                if self.is_stopped():
                    raise ReportStopped
                yield row


def _logged_query(row: Row) -> LoggedQuery:
    key, asked_at, front_end, guild_id, channel_id, asker, question, answered = row[:8]
    confidence, corpus_version, milliseconds, shown, helpful, unhelpful = row[8:]
    return LoggedQuery(
        key=key,
        asked_at=in_utc(asked_at),
        place=Place(front_end, guild_id, channel_id),
        asker=asker,
        question=question,
        answered=answered,
        confidence=confidence,
        shown=shown_of(shown),
        corpus_version=corpus_version,
        milliseconds=milliseconds,
        votes=Tally(helpful, unhelpful),
    )
