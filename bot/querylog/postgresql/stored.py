"""Reads and writes questions as they are stored, to copy a log."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from bot.querylog.model import Place
from bot.querylog.postgresql import writer
from bot.querylog.postgresql.connecting import BlockingConnection, Connection, Row
from bot.querylog.postgresql.shown import SHOWN, shown_of
from bot.querylog.records import StoredQuery, StoredVote
from bot.querylog.times import in_utc

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STORED = f"""
    SELECT key, asked_at, front_end, guild_id, channel_id, asker, question, answered, confidence,
           corpus_version, milliseconds, outcome, private, {SHOWN}, (
               SELECT coalesce(
                   json_agg(
                       json_build_array(voter, extract(epoch FROM voted_at) * 1000, helpful)
                       ORDER BY voter COLLATE "C"
                   ),
                   '[]'
               )
               FROM votes WHERE query_id = queries.id
           ), dealt_at
    FROM queries LEFT JOIN dealt_with ON dealt_with.query_id = queries.id
"""  # noqa: S608 - a constant
_ALL = f"{_STORED} ORDER BY queries.id"
_BY_KEY = f"{_STORED} WHERE key = ANY(%s)"
_INSERT_MARKS = """
    INSERT INTO dealt_with (query_id, dealt_at)
    SELECT queries.id, mark.dealt_at
    FROM unnest(%b::text[], %b::timestamptz[]) AS mark (key, dealt_at) JOIN queries USING (key)
    ORDER BY queries.id
    ON CONFLICT (query_id) DO NOTHING
"""


def read_all(connection: BlockingConnection) -> Iterator[StoredQuery]:
    """Yield all questions in the order in which they were written."""
    with connection.cursor(name="stored") as cursor:
        cursor.itersize = 1_000
        cursor.execute(_ALL.encode())
        yield from map(_query, cursor)


def find(connection: BlockingConnection, keys: Sequence[str]) -> Mapping[str, StoredQuery]:
    """Return the questions with these keys that exist, by their keys."""
    rows = connection.execute(_BY_KEY.encode(), (list(keys),)).fetchall()
    return {row[0]: _query(row) for row in rows}


async def restore(connection: Connection, queries: Sequence[StoredQuery]) -> None:
    """Write questions as they were stored, in a transaction."""
    if not queries:
        return
    async with connection.transaction():
        await writer.lock_votes(connection)
        await writer.insert_queries(connection, queries)
        await writer.insert_votes(
            connection,
            [
                (query.key, vote.voter, vote.voted_at, vote.helpful)
                for query in queries
                for vote in query.votes
            ],
        )
        marks = [(query.key, query.dealt_at) for query in queries if query.dealt_at]
        await connection.execute(_INSERT_MARKS, writer.columns(marks, 2))


def _query(row: Row) -> StoredQuery:
    key, asked_at, front_end, guild_id, channel_id, asker, question, answered = row[:8]
    confidence, corpus_version, milliseconds, outcome, private, shown, votes, dealt_at = row[8:]
    return StoredQuery(
        key=key,
        asked_at=in_utc(asked_at),
        place=Place(front_end, guild_id, channel_id),
        asker=asker,
        question=question,
        answered=answered,
        confidence=confidence,
        corpus_version=corpus_version,
        milliseconds=milliseconds,
        outcome=outcome,
        private=private,
        shown=shown_of(shown),
        votes=tuple(StoredVote(voter, _moment(at), helpful) for voter, at, helpful in votes),
        dealt_at=None if dealt_at is None else in_utc(dealt_at),
    )


def _moment(milliseconds: float) -> datetime:
    return _EPOCH + timedelta(milliseconds=round(milliseconds))
