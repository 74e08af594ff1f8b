import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.querylog.errors import LogUnavailable
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry, Place
from bot.querylog.recorder import Recorder
from bot.querylog.records import Asked, Scope
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.databases import Database, Rows

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HERE, ELSEWHERE = Place("discord", 1, 10), Place("discord", 2, 20)
EVERYTHING = Scope()


@pytest.fixture
def unanswered_entry(make_entry: Callable[..., Entry]) -> Callable[..., Entry]:
    """Make entries of one question that was left unanswered."""

    def make(**changes: object) -> Entry:
        return make_entry(question="Who resigned?", answered=False, shown=(), **changes)

    return make


def marks(database: Database) -> Rows:
    return database.query(
        "SELECT key, dealt_at FROM dealt_with JOIN queries ON queries.id = query_id"
    )


def lose(path: Path) -> None:
    path.unlink()


async def test_what_is_not_written_yet_counts(
    database: Database, unanswered_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        log.record(unanswered_entry())
        assert (await log.insight.figures(EVERYTHING)).questions == 1
        log.record(unanswered_entry())
        assert (await log.insight.unanswered(EVERYTHING))[0].count == 2


async def test_greetings_and_bare_questions_are_not_listed(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        for question in ("hello there", "and when?", "Who resigned?"):
            log.record(make_entry(question=question, answered=False, shown=()))
        (group,) = await log.insight.unanswered(EVERYTHING)
    assert group.question == "Who resigned?"


async def test_only_unanswered_questions_of_the_scope_are_listed(
    database: Database, make_entry: Callable[..., Entry], unanswered_entry: Callable[..., Entry]
) -> None:
    wanted = unanswered_entry(place=HERE, asked_at=NOON)
    async with QueryLog.open(database.store()) as log:
        log.record(wanted)
        log.record(unanswered_entry(place=ELSEWHERE, asked_at=NOON))
        log.record(unanswered_entry(place=HERE, asked_at=NOON - timedelta(seconds=1)))
        log.record(make_entry(place=HERE, asked_at=NOON))
        (group,) = await log.insight.unanswered(Scope(NOON, 1))
    assert group.asked == (Asked(wanted.key, "Who resigned?", NOON),)


async def test_a_marked_question_is_not_listed_but_one_asked_later_is(
    database: Database, unanswered_entry: Callable[..., Entry]
) -> None:
    later = unanswered_entry()
    async with QueryLog.open(database.store()) as log:
        log.record(unanswered_entry())
        (group,) = await log.insight.unanswered(EVERYTHING)
        await log.insight.mark_dealt_with(group.asked)
        assert await log.insight.unanswered(EVERYTHING) == ()
        log.record(later)
        (group,) = await log.insight.unanswered(EVERYTHING)
    assert [one.key for one in group.asked] == [later.key]


async def test_marking_twice_keeps_the_first_mark(
    database: Database, unanswered_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        log.record(unanswered_entry())
        (group,) = await log.insight.unanswered(EVERYTHING)
        await log.insight.mark_dealt_with(group.asked)
        first = marks(database)
        await log.insight.mark_dealt_with(group.asked)
    assert marks(database) == first
    assert len(first) == 1


async def test_what_is_unknown_or_answered_is_not_marked(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    async with QueryLog.open(database.store()) as log:
        log.record(entry)
        asked = [Asked(key, "Who resigned?", NOON) for key in (entry.key, "unknown")]
        await log.insight.mark_dealt_with(asked)
    assert marks(database) == []


async def test_a_mark_goes_with_its_question(
    database: Database, unanswered_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        log.record(unanswered_entry(asked_at=NOON))
        (group,) = await log.insight.unanswered(EVERYTHING)
        await log.insight.mark_dealt_with(group.asked)
        await log.expiry.purge(NOON + timedelta(days=1))
    assert database.query("SELECT count(*) FROM dealt_with") == [(0,)]


async def test_a_log_that_is_gone_is_told(path: Path) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        lose(path)
        with pytest.raises(LogUnavailable):
            await log.insight.figures(EVERYTHING)


async def test_a_locked_database_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.querylog.sqlite.database.LOCK_SECONDS", 0.01)
    async with QueryLog.open(SqliteStore(path)) as log:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LogUnavailable):
                await log.insight.mark_dealt_with([Asked("key", "Who resigned?", NOON)])


async def test_without_a_log_there_is_no_insight() -> None:
    assert Recorder().insight is None


async def test_the_admins_of_a_server_are_not_shown_what_was_asked_in_private(
    database: Database, unanswered_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        log.record(unanswered_entry(place=HERE, private=True))
        assert await log.insight.unanswered(Scope(guild_id=1)) == ()
        assert len(await log.insight.unanswered(EVERYTHING)) == 1
