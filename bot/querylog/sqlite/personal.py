"""Reads and deletes the stored data of a person."""

from datetime import datetime

import aiosqlite

from bot.querylog.model import Shown
from bot.querylog.privacy import Labels
from bot.querylog.records import Holdings, OwnQuestion, OwnVote, PersonalData
from bot.querylog.sqlite.shown import SELECT_SHOWN

_COUNT_QUESTIONS = "SELECT count(*), min(asked_at) FROM queries WHERE asker IN (?, ?)"
_COUNT_VOTES = "SELECT count(*), min(voted_at) FROM votes WHERE voter IN (?, ?)"
_QUESTIONS = """
    SELECT id, asked_at, front_end, guild_id, channel_id, question, answered
    FROM queries WHERE asker IN (?, ?) ORDER BY asked_at, id
"""
_VOTES = """
    SELECT query_id, voted_at, helpful
    FROM votes WHERE voter IN (?, ?) ORDER BY voted_at, query_id
"""
_FORGET_VOTES = "DELETE FROM votes WHERE voter IN (?, ?)"
_FORGET_QUESTIONS = "DELETE FROM queries WHERE asker IN (?, ?)"


async def count_holdings(connection: aiosqlite.Connection, labels: Labels) -> Holdings:
    """Count the stored questions and votes of a person."""
    ((questions, asked),) = await connection.execute_fetchall(_COUNT_QUESTIONS, labels)
    ((votes, voted),) = await connection.execute_fetchall(_COUNT_VOTES, labels)
    times = [datetime.fromisoformat(one) for one in (asked, voted) if one]
    return Holdings(questions, votes, min(times, default=None))


async def read_data(connection: aiosqlite.Connection, labels: Labels) -> PersonalData:
    """Return all stored data of a person."""
    questions = [
        OwnQuestion(
            datetime.fromisoformat(asked_at),
            front_end,
            guild_id,
            channel_id,
            question,
            bool(answered),
            await _shown(connection, id_),
        )
        for id_, asked_at, front_end, guild_id, channel_id, question, answered in (
            await connection.execute_fetchall(_QUESTIONS, labels)
        )
    ]
    votes = [
        OwnVote(datetime.fromisoformat(voted_at), bool(helpful), await _shown(connection, id_))
        for id_, voted_at, helpful in await connection.execute_fetchall(_VOTES, labels)
    ]
    return PersonalData(tuple(questions), tuple(votes))


async def forget(connection: aiosqlite.Connection, labels: Labels) -> Holdings:
    """Delete all stored data of a person, and return the numbers deleted."""
    votes = await connection.execute(_FORGET_VOTES, labels)
    questions = await connection.execute(_FORGET_QUESTIONS, labels)
    return Holdings(questions.rowcount, votes.rowcount)


async def _shown(connection: aiosqlite.Connection, query_id: int) -> tuple[Shown, ...]:
    rows = await connection.execute_fetchall(SELECT_SHOWN, (query_id,))
    return tuple(Shown(*row) for row in rows)
