import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.config.model import Who
from bot.querylog.errors import RecordsUnavailable
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry, Vote
from bot.querylog.personal import PersonalRecords
from bot.querylog.recorder import Recorder
from bot.querylog.records import Holdings
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.databases import Database

ALICE, BOB = 111111111111111111, 222222222222222222
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def fill(log: QueryLog, make_entry: Callable[..., Entry]) -> tuple[Entry, Entry]:
    """Have Alice ask twice and Bob once; return the first question of each."""
    first = make_entry(asker=ALICE, asked_at=NOON)
    second = make_entry(asker=ALICE, asked_at=NOON + timedelta(hours=1), answered=False, shown=())
    of_bob = make_entry(asker=BOB, asked_at=NOON + timedelta(hours=2))
    for entry in (first, second, of_bob):
        log.record(entry)
    return first, of_bob


async def vote(log: QueryLog, entry: Entry, voter: int, *, helpful: bool = True) -> None:
    await log.vote(Vote(entry.key, voter, helpful, NOON + timedelta(days=1)))


def counts(database: Database) -> tuple[int, int, int]:
    (row,) = database.query(
        "SELECT (SELECT count(*) FROM queries), (SELECT count(*) FROM shown), count(*) FROM votes"
    )
    return row[0], row[1], row[2]


@pytest.mark.parametrize("who", [Who.HASHED, Who.PLAIN])
async def test_what_is_kept_of_a_person_is_counted_with_what_is_not_written_yet(
    database: Database, make_entry: Callable[..., Entry], who: Who
) -> None:
    async with QueryLog.open(database.store(), who) as log:
        fill(log, make_entry)
        assert await log.personal.holdings(ALICE) == Holdings(2, 0, NOON)
        assert await log.personal.holdings(BOB) == Holdings(1, 0, NOON + timedelta(hours=2))


async def test_a_stranger_has_nothing(database: Database, make_entry: Callable[..., Entry]) -> None:
    async with QueryLog.open(database.store()) as log:
        fill(log, make_entry)
        holdings = await log.personal.holdings(3)
    assert holdings == Holdings(0, 0, None)
    assert holdings.is_empty


async def test_a_person_gets_all_that_is_kept_of_them_and_nothing_of_others(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        first, of_bob = fill(log, make_entry)
        await vote(log, of_bob, ALICE, helpful=False)
        data = await log.personal.data_of(ALICE)
    assert [one.question for one in data.questions] == ["Question 0?", "Question 1?"]
    assert [one.asked_at for one in data.questions] == [NOON, NOON + timedelta(hours=1)]
    assert [one.shown for one in data.questions] == [first.shown, ()]
    assert [(one.helpful, one.shown) for one in data.votes] == [(False, of_bob.shown)]


async def test_a_person_who_is_forgotten_leaves_nothing(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        first, of_bob = fill(log, make_entry)
        await vote(log, of_bob, ALICE)
        await vote(log, first, BOB)
        assert await log.personal.forget(ALICE) == Holdings(2, 1)
        assert (await log.personal.holdings(ALICE)).is_empty
    assert counts(database) == (1, 1, 0)


async def test_the_words_of_a_person_who_is_forgotten_are_not_left_in_the_files(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry(asker=ALICE, question="Where is my unmistakable umbrella?"))
        await log.personal.holdings(ALICE)
        await log.personal.forget(ALICE)
        files = [one.read_bytes() for one in path.parent.iterdir()]
    assert not any(b"unmistakable umbrella" in one for one in files)


async def test_after_being_forgotten_a_person_may_ask_again(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        fill(log, make_entry)
        await log.personal.forget(ALICE)
        log.record(make_entry(asker=ALICE, asked_at=NOON))
        assert await log.personal.holdings(ALICE) == Holdings(1, 0, NOON)


@pytest.mark.parametrize("later", [Who.PLAIN, Who.NONE, Who.HASHED])
async def test_a_person_is_found_as_they_were_written_down_under_another_setting(
    database: Database, make_entry: Callable[..., Entry], later: Who
) -> None:
    for who in (Who.HASHED, Who.PLAIN):
        async with QueryLog.open(database.store(), who) as log:
            log.record(make_entry(asker=ALICE))
    async with QueryLog.open(database.store(), later) as log:
        assert await log.personal.forget(ALICE) == Holdings(2, 0)
    assert counts(database)[0] == 0


async def test_where_nobody_is_named_nothing_is_found(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store(), Who.NONE) as log:
        fill(log, make_entry)
        assert (await log.personal.holdings(ALICE)).is_empty
        assert await log.personal.forget(ALICE) == Holdings(0, 0)
    assert counts(database)[0] == 3


def test_where_nothing_is_kept_there_is_nothing_of_anybody() -> None:
    assert Recorder().personal is None


async def test_a_database_that_is_locked_is_said_and_nothing_is_deleted(
    path: Path, make_entry: Callable[..., Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.querylog.sqlite.database.LOCK_SECONDS", 0.05)
    async with QueryLog.open(SqliteStore(path)) as log:
        fill(log, make_entry)
        await log.personal.holdings(ALICE)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(RecordsUnavailable):
                await log.personal.forget(ALICE)
        assert (await log.personal.holdings(ALICE)).questions == 2


async def test_a_log_that_was_closed_is_said(database: Database) -> None:
    async with QueryLog.open(database.store()) as log:
        personal: PersonalRecords = log.personal
    with pytest.raises(RecordsUnavailable):
        await personal.holdings(ALICE)


async def test_what_is_recorded_while_somebody_is_forgotten_is_not_lost(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        for _ in range(50):
            log.record(make_entry(asker=BOB))
            log.record(make_entry(asker=ALICE))
            await log.personal.forget(ALICE)
        assert (await log.personal.holdings(BOB)).questions == 50
        assert log.vitals.lost == 0
