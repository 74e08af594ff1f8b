"""Writes entries and votes to the database, each batch as one transaction."""

import sqlite3
from collections.abc import Iterator, Sequence

import aiosqlite

from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.privacy import Privacy
from bot.querylog.sqlite.transactions import transaction
from bot.querylog.storable import storable
from bot.querylog.times import write_utc

INSERT_QUERY = """
    INSERT INTO queries (key, asked_at, front_end, guild_id, channel_id, asker, question, answered,
                         confidence, corpus_version, milliseconds)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO NOTHING
"""
INSERT_SHOWN = """
    INSERT INTO shown (query_id, rank, article, paragraph, sentence, text, score)
    SELECT id, ?, ?, ?, ?, ?, ? FROM queries WHERE key = ?
    ON CONFLICT (query_id, rank) DO NOTHING
"""
INSERT_OUTCOME = """
    INSERT INTO outcomes (query_id, outcome) SELECT id, ? FROM queries WHERE key = ?
    ON CONFLICT (query_id) DO NOTHING
"""
INSERT_PRIVATE = """
    INSERT INTO private (query_id) SELECT id FROM queries WHERE key = ?
    ON CONFLICT (query_id) DO NOTHING
"""
INSERT_VOTE = """
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

_Value = str | int | float | None


async def write(
    connection: aiosqlite.Connection, items: Sequence[Entry | Vote], privacy: Privacy
) -> None:
    """Write all the items, or on an exception none; entries that are there already stay.

    A vote replaces the one that the same person gave that answer, which may be in the same batch
    before it; one for an answer that the log does not have is passed over. Cancelled while
    committing, it may have written them all: then write them again.
    """
    entries = [item for item in items if isinstance(item, Entry)]
    queries = [_query_row(entry, privacy) for entry in entries]
    shown = [row for entry in entries for row in _shown_rows(entry)]
    outcomes = [(entry.outcome, entry.key) for entry in entries if entry.outcome]
    private = [(entry.key,) for entry in entries if entry.private]
    votes = [_vote_row(item, privacy) for item in items if isinstance(item, Vote)]
    inserts = (
        (INSERT_QUERY, queries),
        (INSERT_SHOWN, shown),
        (INSERT_OUTCOME, outcomes),
        (INSERT_PRIVATE, private),
        (INSERT_VOTE, votes),
    )
    async with transaction(connection):
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


def _query_row(entry: Entry, privacy: Privacy) -> tuple[_Value, ...]:
    return (
        entry.key,
        write_utc(entry.asked_at),
        entry.place.front_end,
        entry.place.guild_id,
        privacy.channel(entry.place),
        privacy.asker(entry.asker),
        storable(entry.question),
        int(entry.answered),
        entry.confidence,
        entry.corpus_version,
        entry.milliseconds,
    )


def _shown_rows(entry: Entry) -> Iterator[tuple[_Value, ...]]:
    for shown in entry.shown:
        yield (
            shown.rank,
            storable(shown.article),
            shown.paragraph,
            shown.sentence,
            storable(shown.text),
            shown.score,
            entry.key,
        )


def _vote_row(vote: Vote, privacy: Privacy) -> tuple[_Value, ...]:
    return (privacy.asker(vote.voter), write_utc(vote.voted_at), int(vote.helpful), vote.key)
