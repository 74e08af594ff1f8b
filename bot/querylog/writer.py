"""Writes entries to the database, each batch as one transaction."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime

import aiosqlite

from bot.querylog.model import Entry
from bot.querylog.privacy import Privacy

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
_SURROGATE = re.compile("[\ud800-\udfff]")

_Value = str | int | float | None


async def write(
    connection: aiosqlite.Connection, entries: Sequence[Entry], privacy: Privacy
) -> None:
    """Write all the entries, or on an exception none; those that are there already stay.

    Cancelled while committing, it may have written them all: then write them again.
    """
    queries = [_query_row(entry, privacy) for entry in entries]
    shown = [row for entry in entries for row in _shown_rows(entry)]
    await connection.rollback()  # what a cancellation left open, if anything
    try:
        await connection.execute("BEGIN IMMEDIATE")
        await connection.executemany(_INSERT_QUERY, queries)
        await connection.executemany(_INSERT_SHOWN, shown)
        await connection.execute("COMMIT")
    except BaseException:
        with suppress(ValueError, sqlite3.Error):  # the connection may be closed meanwhile
            await connection.rollback()
        raise


def is_fault_of_an_entry(error: Exception) -> bool:
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
        _utc(entry.asked_at),
        entry.place.front_end,
        entry.place.guild_id,
        privacy.channel(entry.place),
        privacy.asker(entry.asker),
        _storable(entry.question),
        int(entry.answered),
        entry.confidence,
        entry.corpus_version,
        entry.milliseconds,
    )


def _shown_rows(entry: Entry) -> Iterator[tuple[_Value, ...]]:
    for shown in entry.shown:
        yield (
            shown.rank,
            _storable(shown.article),
            shown.paragraph,
            shown.sentence,
            _storable(shown.text),
            shown.score,
            entry.key,
        )


def _utc(moment: datetime) -> str:
    moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat(timespec="milliseconds") + "Z"


def _storable(text: str) -> str:
    """Replace lone surrogates, which a terminal or a file name can hold and UTF-8 cannot."""
    return _SURROGATE.sub("\ufffd", text)
