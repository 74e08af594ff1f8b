import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config.model import Who
from bot.querylog.errors import VoteDelayed
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.recorder import NoQueryLog
from bot.querylog.sqlite.store import SqliteStore

ALICE, BOB = 111111111111111111, 222222222222222222


def vote(entry: Entry, voter: int = ALICE, *, helpful: bool = True) -> Vote:
    return Vote(entry.key, voter, helpful, datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC))


def rows(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT voter, voted_at, helpful FROM votes").fetchall()


async def test_a_vote_on_an_answer_that_was_just_given_counts(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(entry)  # not written yet
        assert await log.vote(vote(entry)) == Tally(1, 0)


async def test_the_votes_of_several_people_are_counted(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    entry, other = make_entry(), make_entry()
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(entry)
        log.record(other)
        await log.vote(vote(entry, ALICE))
        await log.vote(vote(other, ALICE))
        assert await log.vote(vote(entry, BOB, helpful=False)) == Tally(1, 1)


async def test_a_person_has_one_vote_and_may_change_it(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(entry)
        await log.vote(vote(entry))
        assert await log.vote(vote(entry)) == Tally(1, 0)
        assert await log.vote(vote(entry, helpful=False)) == Tally(0, 1)


async def test_a_vote_goes_on_counting_in_a_later_run(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(entry)
        await log.vote(vote(entry))
    async with QueryLog.open(SqliteStore(path)) as log:
        assert await log.vote(vote(entry, BOB)) == Tally(2, 0)


async def test_a_vote_on_an_answer_that_the_log_does_not_have_is_not_kept(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        assert await log.vote(vote(make_entry())) is None
    assert rows(path) == []


async def test_a_voter_is_written_as_an_asker_is(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry(asker=ALICE)
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(entry)
        await log.vote(vote(entry))
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT asker = voter, substr(voter, 1, 2) FROM queries, votes"
        assert connection.execute(query).fetchall() == [(1, "h:")]


async def test_a_plain_voter_is_written_with_the_time_in_utc(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(SqliteStore(path), Who.PLAIN) as log:
        log.record(entry)
        await log.vote(vote(entry))
    assert rows(path) == [(f"u:{ALICE}", "2026-03-04T05:06:07.000Z", 1)]


async def test_votes_go_with_their_question(path: Path, make_entry: Callable[..., Entry]) -> None:
    entry = make_entry()
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(entry)
        await log.vote(vote(entry))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM queries")
        assert connection.execute("SELECT count(*) FROM votes").fetchone() == (0,)


async def test_where_people_are_not_told_apart_no_votes_are_taken(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(SqliteStore(path), Who.NONE) as log:
        log.record(entry)
        assert not log.takes_votes
        assert await log.vote(vote(entry)) is None
    assert rows(path) == []


async def test_where_nothing_is_kept_no_votes_are_taken(make_entry: Callable[..., Entry]) -> None:
    log = NoQueryLog()
    assert not log.takes_votes
    assert await log.vote(vote(make_entry())) is None


async def test_a_vote_that_cannot_be_written_is_said_and_counts_later(
    path: Path, make_entry: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.querylog.sqlite.database.LOCK_SECONDS", 0.05)
    entry = make_entry()
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(entry)
        await log.vote(vote(entry, BOB))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(VoteDelayed, match="Please try again later"):
                await log.vote(vote(entry))
    assert len(rows(path)) == 2


async def test_a_log_that_is_full_or_closed_says_that_it_takes_no_vote(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path), capacity=1) as log:
        entry = make_entry()
        log.record(entry)
        with pytest.raises(VoteDelayed):
            await log.vote(vote(entry))
    with pytest.raises(VoteDelayed):
        await log.vote(vote(entry))
