"""Writes entries and votes to the database, each batch as one transaction."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import aiosqlite

from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.privacy import Privacy
from bot.querylog.records import StoredQuery
from bot.querylog.sqlite.transactions import transaction
from bot.querylog.storing import stored_query
from bot.querylog.times import write_utc

_INSERT_QUERY = """
    INSERT INTO queries (key, asked_at, front_end, guild_id, channel_id, asker, question, answered,
                         confidence, corpus_version, milliseconds)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO NOTHING
"""
_INSERT_SHOWN = """
    INSERT INTO shown (query_id, rank, article, paragraph, sentence, text, score)
    SELECT id, ?, ?, ?, ?, ?, ? FROM queries WHERE key = ?
    ON CONFLICT (query_id, rank) DO NOTHING
"""
_INSERT_OUTCOME = """
    INSERT INTO outcomes (query_id, outcome) SELECT id, ? FROM queries WHERE key = ?
    ON CONFLICT (query_id) DO NOTHING
"""
_INSERT_PRIVATE = """
    INSERT INTO private (query_id) SELECT id FROM queries WHERE key = ?
    ON CONFLICT (query_id) DO NOTHING
"""
_INSERT_VOTE = """
    INSERT INTO votes (query_id, voter, voted_at, helpful)
    SELECT id, ?, ?, ? FROM queries WHERE key = ?
    ON CONFLICT (query_id, voter) DO UPDATE
    SET voted_at = excluded.voted_at, helpful = excluded.helpful
"""
_TALLY = """
    SELECT total(helpful), count(helpful) - total(helpful)
    FROM queries LEFT JOIN votes ON query_id = id
    WHERE key = ? GROUP BY id
"""

Row: TypeAlias = tuple[str | int | float | None, ...]


async def write(
    connection: aiosqlite.Connection, items: Sequence[Entry | Vote], privacy: Privacy
) -> None:
    """Do what LogStore.write does. Raises sqlite3.Error."""
    queries = [stored_query(item, privacy) for item in items if isinstance(item, Entry)]
    votes = [_vote_row(item, privacy) for item in items if isinstance(item, Vote)]
    async with transaction(connection):
        await insert(connection, queries, votes)


async def insert(
    connection: aiosqlite.Connection, queries: Sequence[StoredQuery], votes: Sequence[Row]
) -> None:
    """Insert questions, without their votes, and then votes, within a transaction.

    The rows of votes have the voter, the time, whether it was helpful, and the question's key.
    """
    inserts: tuple[tuple[str, Sequence[Row]], ...] = (
        (_INSERT_QUERY, [_query_row(query) for query in queries]),
        (_INSERT_SHOWN, [row for query in queries for row in _shown_rows(query)]),
        (_INSERT_OUTCOME, [(query.outcome, query.key) for query in queries if query.outcome]),
        (_INSERT_PRIVATE, [(query.key,) for query in queries if query.private]),
        (_INSERT_VOTE, votes),
    )
    for statement, rows in inserts:
        if rows:  # each statement wakes another thread, and this one again
            await connection.executemany(statement, rows)


async def count_votes(connection: aiosqlite.Connection, key: str) -> Tally | None:
    """Count the votes on the answer of an entry; None if there is no such entry."""
    async with connection.execute(_TALLY, (key,)) as cursor:
        row = await cursor.fetchone()
    return None if row is None else Tally(int(row[0]), int(row[1]))


def is_fault_of_an_item(error: Exception) -> bool:
    """Whether a write failed for what was to be written, not for the disk or a lock."""
    return not isinstance(error, sqlite3.Error) or isinstance(
        error,
        sqlite3.IntegrityError
        | sqlite3.DataError
        | sqlite3.ProgrammingError
        | sqlite3.InterfaceError,
    )


def _query_row(query: StoredQuery) -> Row:
    return (
        query.key,
        write_utc(query.asked_at),
        query.place.front_end,
        query.place.guild_id,
        query.place.channel_id,
        query.asker,
        query.question,
        query.answered,
        query.confidence,
        query.corpus_version,
        query.milliseconds,
    )


def _shown_rows(query: StoredQuery) -> Iterator[Row]:
    for shown in query.shown:
        yield (
            shown.rank,
            shown.article,
            shown.paragraph,
            shown.sentence,
            shown.text,
            shown.score,
            query.key,
        )


def _vote_row(vote: Vote, privacy: Privacy) -> Row:
    return (privacy.asker(vote.voter), write_utc(vote.voted_at), vote.helpful, vote.key)
