"""Reads and deletes the stored data of a person."""

from bot.querylog.postgresql.connecting import Connection, Row
from bot.querylog.postgresql.shown import SHOWN, shown_of
from bot.querylog.postgresql.writer import lock_votes
from bot.querylog.privacy import Labels
from bot.querylog.records import Holdings, OwnQuestion, OwnVote, PersonalData
from bot.querylog.times import in_utc

_COUNT_QUESTIONS = "SELECT count(*), min(asked_at) FROM queries WHERE asker = ANY(%s)"
_COUNT_VOTES = "SELECT count(*), min(voted_at) FROM votes WHERE voter = ANY(%s)"
_QUESTIONS = f"""
    SELECT asked_at, front_end, guild_id, channel_id, question, answered, {SHOWN}
    FROM queries WHERE asker = ANY(%s) ORDER BY asked_at, id
"""  # noqa: S608 - a constant
_VOTES = f"""
    SELECT voted_at, helpful, {SHOWN}
    FROM votes JOIN queries ON queries.id = query_id
    WHERE voter = ANY(%s) ORDER BY voted_at, query_id
"""  # noqa: S608 - a constant
_FORGET_VOTES = "DELETE FROM votes WHERE voter = ANY(%s)"
_FORGET_QUESTIONS = "DELETE FROM queries WHERE asker = ANY(%s)"


async def count_holdings(connection: Connection, labels: Labels) -> Holdings:
    """Count the stored questions and votes of a person."""
    ((questions, asked),) = await _all(connection, _COUNT_QUESTIONS, labels)
    ((votes, voted),) = await _all(connection, _COUNT_VOTES, labels)
    times = [in_utc(one) for one in (asked, voted) if one]
    return Holdings(questions, votes, min(times, default=None))


async def read_data(connection: Connection, labels: Labels) -> PersonalData:
    """Return all stored data of a person."""
    questions = [
        OwnQuestion(
            in_utc(asked_at), front_end, guild_id, channel_id, question, answered, shown_of(shown)
        )
        for asked_at, front_end, guild_id, channel_id, question, answered, shown in (
            await _all(connection, _QUESTIONS, labels)
        )
    ]
    votes = [
        OwnVote(in_utc(voted_at), helpful, shown_of(shown))
        for voted_at, helpful, shown in await _all(connection, _VOTES, labels)
    ]
    return PersonalData(tuple(questions), tuple(votes))


async def forget(connection: Connection, labels: Labels) -> Holdings:
    """Delete all stored data of a person in a transaction, and return the numbers deleted."""
    async with connection.transaction():
        await lock_votes(connection, alone=True)
        votes = await connection.execute(_FORGET_VOTES, (list(labels),))
        questions = await connection.execute(_FORGET_QUESTIONS, (list(labels),))
    return Holdings(questions.rowcount, votes.rowcount)


async def _all(connection: Connection, query: str, labels: Labels) -> list[Row]:
    return await (await connection.execute(query.encode(), (list(labels),))).fetchall()
