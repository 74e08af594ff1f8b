import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.config.model import Who
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry, Place, Shown, Tally
from bot.querylog.privacy import label_asker, read_or_make_key
from bot.querylog.queue import BATCH
from bot.querylog.records import LoggedQuery
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.conftest import read_log
from tests.querylog.databases import Database


async def write(
    database: Database, *entries: Entry, who: Who = Who.HASHED
) -> tuple[LoggedQuery, ...]:
    """Write entries to a log of their own, and read it back in the order of writing."""
    async with QueryLog.open(database.store(), who) as log:
        for entry in entries:
            log.record(entry)
    return read_log(database.store())


async def test_an_entry_is_read_as_it_was_written(
    database: Database, path: Path, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry(
        shown=(Shown(1, "a.txt", 2, 3, "One.", 2.5), Shown(2, "b.md", 4, 5, "Two.", 1))
    )
    (logged,) = await write(database, entry)
    assert logged == LoggedQuery(
        key=entry.key,
        asked_at=entry.asked_at,
        place=entry.place,
        asker=label_asker(123456789012345678, Who.HASHED, read_or_make_key(Path(f"{path}.key"))),
        question=entry.question,
        answered=True,
        confidence=0.75,
        shown=entry.shown,
        corpus_version="c0ffee",
        milliseconds=3.5,
        votes=Tally(0, 0),
    )


async def test_a_question_from_the_terminal_has_no_ids(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry(place=Place("terminal"), asker=None, answered=False, shown=())
    (logged,) = await write(database, entry)
    assert (logged.place, logged.asker) == (Place("terminal"), None)
    assert (logged.answered, logged.shown) == (False, ())


@pytest.mark.parametrize(
    ("who", "label"), [(Who.PLAIN, "u:123456789012345678"), (Who.NONE, None)], ids=str
)
async def test_the_asker_is_written_as_it_is_wanted(
    database: Database, make_entry: Callable[..., Entry], who: Who, label: str | None
) -> None:
    (logged,) = await write(database, make_entry(), who=who)
    assert logged.asker == label


async def test_a_hashed_asker_is_nowhere_in_the_files(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    direct = Place("discord", None, 987654321098765432)
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry(place=direct))
    with closing(sqlite3.connect(path)) as connection:
        dump = "\n".join(connection.iterdump())
    assert "123456789012345678" not in dump
    assert "987654321098765432" not in dump


async def test_a_time_is_kept_in_utc_to_the_millisecond(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    kyiv = timezone(timedelta(hours=2))
    entry = make_entry(asked_at=datetime(2026, 1, 1, 1, 2, 3, 4_567, tzinfo=kyiv))
    (logged,) = await write(database, entry)
    assert logged.asked_at.isoformat() == "2025-12-31T23:02:03.004000+00:00"


async def test_more_than_one_batch_is_written_in_order(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entries = [make_entry() for _ in range(2 * BATCH + 1)]
    logged = await write(database, *entries)
    assert [query.key for query in logged] == [entry.key for entry in entries]


async def test_the_same_entry_twice_is_one_row(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entry = make_entry()
    assert len(await write(database, entry, entry)) == 1


async def test_what_is_recorded_is_written_without_waiting_for_the_close(
    path: Path, make_entry: Callable[..., Entry], until: Callable[..., object]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry())
        assert log.vitals.pending == 1
        await until(lambda: log.vitals.pending == 0)  # type: ignore[misc] # a fixture's coroutine function
        assert len(read_log(SqliteStore(path))) == 1


async def test_entries_of_an_earlier_run_stay(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    first, second = make_entry(), make_entry()
    await write(database, first)
    assert [query.key for query in await write(database, second)] == [first.key, second.key]


async def test_no_task_is_left_where_nothing_waits(
    database: Database, make_entry: Callable[..., Entry], until: Callable[..., object]
) -> None:
    async with QueryLog.open(database.store()) as log:
        log.record(make_entry())
        await until(lambda: asyncio.all_tasks() == {asyncio.current_task()})  # type: ignore[misc] # as above
        assert log.vitals.pending == 0


async def test_two_logs_share_a_database(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as one, QueryLog.open(database.store()) as other:
        for _ in range(50):
            one.record(make_entry())
            other.record(make_entry())
            await asyncio.sleep(0)
    assert len(read_log(database.store())) == 100
    assert one.vitals.lost == other.vitals.lost == 0


async def test_closing_twice_does_nothing_more(
    path: Path, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        log.record(make_entry())
        await log.close()
        await log.close()
    assert len(read_log(SqliteStore(path))) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(question=st.text(st.characters(), max_size=50), article=st.text(st.characters(), max_size=9))
def test_any_text_can_be_written(database: Database, question: str, article: str) -> None:
    entry = Entry(
        Place("discord", 1, 2), 3, datetime.now(UTC), question, True, 1.0,
        (Shown(1, article, 1, 1, question, 1.0),), "v", 1.0,
    )  # fmt: skip
    *_, logged = asyncio.run(write(database, entry))
    readable = question.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    readable = readable.replace("\0", "\ufffd")  # which PostgreSQL cannot hold
    assert logged.question == logged.shown[0].text == readable
