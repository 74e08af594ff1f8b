"""Reads and writes questions as they are stored, to copy a log."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

import aiosqlite

from bot.querylog.model import Place
from bot.querylog.records import StoredQuery, StoredVote
from bot.querylog.sqlite import writer
from bot.querylog.sqlite.shown import read_shown
from bot.querylog.storing import storable, storable_shown
from bot.querylog.times import write_utc

_STORED = """
    SELECT queries.id, key, asked_at, front_end, guild_id, channel_id, asker, question, answered,
           confidence, corpus_version, milliseconds, outcome, private.query_id IS NOT NULL, dealt_at
    FROM queries
        LEFT JOIN outcomes ON outcomes.query_id = queries.id
        LEFT JOIN private ON private.query_id = queries.id
        LEFT JOIN dealt_with ON dealt_with.query_id = queries.id
"""
_ALL = f"{_STORED} ORDER BY queries.id"
_BY_KEY = f"{_STORED} WHERE key IN (SELECT value FROM json_each(?))"  # noqa: S608 - a constant
_VOTES = "SELECT voter, voted_at, helpful FROM votes WHERE query_id = ? ORDER BY voter"
_INSERT_MARK = """
    INSERT INTO dealt_with (query_id, dealt_at) SELECT id, ? FROM queries WHERE key = ?
    ON CONFLICT (query_id) DO NOTHING
"""


def read_all(connection: sqlite3.Connection) -> Iterator[StoredQuery]:
    """Yield all questions in the order in which they were written."""
    return (_query(connection, row) for row in connection.execute(_ALL))


def find(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, StoredQuery]:
    """Return the questions with these keys that exist, by their keys."""
    rows = connection.execute(_BY_KEY, (json.dumps(list(keys)),))
    return {row["key"]: _query(connection, row) for row in rows}


async def restore(connection: aiosqlite.Connection, queries: Sequence[StoredQuery]) -> None:
    """Write questions as they were stored, within a transaction."""
    votes = [
        (vote.voter, write_utc(vote.voted_at), vote.helpful, query.key)
        for query in queries
        for vote in query.votes
    ]
    await writer.insert(connection, queries, votes)
    marks = [(write_utc(query.dealt_at), query.key) for query in queries if query.dealt_at]
    await connection.executemany(_INSERT_MARK, marks)


def _query(connection: sqlite3.Connection, row: sqlite3.Row) -> StoredQuery:
    id_, key, asked_at, front_end, guild_id, channel_id, asker, question, answered = row[:9]
    confidence, corpus_version, milliseconds, outcome, private, dealt_at = row[9:]
    return StoredQuery(
        key=key,
        asked_at=datetime.fromisoformat(asked_at),
        place=Place(front_end, guild_id, channel_id),
        asker=asker,
        question=storable(question),
        answered=bool(answered),
        confidence=confidence,
        corpus_version=corpus_version,
        milliseconds=milliseconds,
        outcome=outcome,
        private=bool(private),
        shown=tuple(map(storable_shown, read_shown(connection, id_))),
        votes=tuple(
            StoredVote(voter, datetime.fromisoformat(voted_at), bool(helpful))
            for voter, voted_at, helpful in connection.execute(_VOTES, (id_,))
        ),
        dealt_at=None if dealt_at is None else datetime.fromisoformat(dealt_at),
    )
