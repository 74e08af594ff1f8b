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
from bot.querylog.recorder import Recorder
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.databases import Database, Rows, SqliteDatabase

ALICE, BOB = 111111111111111111, 222222222222222222


def vote(entry: Entry, voter: int = ALICE, *, helpful: bool = True) -> Vote:
    return Vote(entry.key, voter, helpful, datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC))


def rows(database: Database) -> Rows:
    return database.query("SELECT voter, helpful FROM votes")


async def test_a_vote_on_an_answer_that_was_just_given_counts(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(database.store()) as log:
        log.record(entry)  # not written yet
        assert await log.vote(vote(entry)) == Tally(1, 0)


async def test_the_votes_of_several_people_are_counted(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entry, other = make_entry(), make_entry()
    async with QueryLog.open(database.store()) as log:
        log.record(entry)
        log.record(other)
        await log.vote(vote(entry, ALICE))
        await log.vote(vote(other, ALICE))
        assert await log.vote(vote(entry, BOB, helpful=False)) == Tally(1, 1)


async def test_a_person_has_one_vote_and_may_change_it(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(database.store()) as log:
        log.record(entry)
        await log.vote(vote(entry))
        assert await log.vote(vote(entry)) == Tally(1, 0)
        assert await log.vote(vote(entry, helpful=False)) == Tally(0, 1)


async def test_a_vote_goes_on_counting_in_a_later_run(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(database.store()) as log:
        log.record(entry)
        await log.vote(vote(entry))
    async with QueryLog.open(database.store()) as log:
        assert await log.vote(vote(entry, BOB)) == Tally(2, 0)


async def test_a_vote_on_an_answer_that_the_log_does_not_have_is_not_kept(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        assert await log.vote(vote(make_entry())) is None
    assert rows(database) == []


async def test_a_voter_is_written_as_an_asker_is(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry(asker=ALICE)
    async with QueryLog.open(database.store()) as log:
        log.record(entry)
        await log.vote(vote(entry))
    query = "SELECT asker = voter, substr(voter, 1, 2) FROM queries, votes"
    assert database.query(query) == [(1, "h:")]


async def test_a_plain_voter_is_written_by_the_id(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(database.store(), Who.PLAIN) as log:
        log.record(entry)
        await log.vote(vote(entry))
    assert rows(database) == [(f"u:{ALICE}", 1)]


async def test_votes_go_with_their_question(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(database.store()) as log:
        log.record(entry)
        await log.vote(vote(entry))
    database.query("DELETE FROM queries")
    assert database.query("SELECT count(*) FROM votes") == [(0,)]


async def test_where_people_are_not_told_apart_no_votes_are_taken(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(database.store(), Who.NONE) as log:
        log.record(entry)
        assert not log.takes_votes
        assert await log.vote(vote(entry)) is None
    assert rows(database) == []


async def test_where_nothing_is_kept_no_votes_are_taken(make_entry: Callable[..., Entry]) -> None:
    log = Recorder()
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
    assert len(rows(SqliteDatabase(path))) == 2


async def test_a_log_that_is_full_or_closed_says_that_it_takes_no_vote(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store(), capacity=1) as log:
        entry = make_entry()
        log.record(entry)
        with pytest.raises(VoteDelayed):
            await log.vote(vote(entry))
    with pytest.raises(VoteDelayed):
        await log.vote(vote(entry))
