import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.config.model import Who
from bot.querylog import copying
from bot.querylog.copying import Copied, copy_log
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry, Place, Shown, Vote
from bot.querylog.records import Asked, GuildSettings
from bot.querylog.store import LogStore
from tests.postgresql import Server
from tests.querylog.conftest import read_log
from tests.querylog.databases import Database, PostgresqlDatabase, SqliteDatabase

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
MakeEntry = Callable[..., Entry]


@pytest.fixture(params=["to", "from"])
def databases(
    request: pytest.FixtureRequest, path: Path, servers: Callable[[str], Server]
) -> tuple[Database, Database]:
    """A database to copy from and one to copy to: SQLite and PostgreSQL, either way."""
    server = PostgresqlDatabase(servers("newest").url, Path(f"{path}.key"))
    server.empty()
    file = SqliteDatabase(path)
    return (file, server) if request.param == "to" else (server, file)


async def fill(database: Database, make_entry: MakeEntry, count: int) -> None:
    """Have a log with something of each kind."""
    async with QueryLog.open(database.store(), Who.PLAIN) as log:
        for number in range(count):
            asked = number % 3 > 0
            entry = make_entry(
                asked_at=NOON + timedelta(milliseconds=number // 2),
                answered=asked,
                shown=(Shown(1, "a.txt", 1, 1, "One.", 0.1), Shown(2, "b", 2, 3, "«Два»", 1 / 3))
                if asked
                else (),
                outcome=(None, "answer", "nearest")[number % 3],
                private=number % 4 == 0,
                place=Place("terminal") if number % 5 == 0 else Place("discord", 2**63 - 1, 7),
            )
            log.record(entry)
            if number % 2:
                for voter in (11, 7, 101):
                    await log.vote(Vote(entry.key, voter, voter == 7, NOON))
            if not asked and number % 2:
                await log.insight.mark_dealt_with([Asked(entry.key, "", NOON)])
        given_ = GuildSettings(frozenset({5, 2**62}), "uk", 3, private=True)
        await log.settings.save(10, given_)
        await log.settings.save(11, GuildSettings(frozenset()))


async def copy(source: Database, target: Database) -> Copied:
    ours, theirs = source.store(), target.store()
    try:
        return await copy_log(ours, theirs, Who.PLAIN, lambda _: None)
    finally:
        await ours.close()
        await theirs.close()


async def test_everything_is_copied_and_both_have_one_digest(
    databases: tuple[Database, Database], make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BATCH", 7)
    source, target = databases
    await fill(source, make_entry, 30)
    copied = await copy(source, target)
    assert copied.is_equal
    assert copied.written == 30
    held = (held := copied.target).questions, held.votes, held.marks, held.servers
    assert held == (30, 45, 5, 2)
    assert read_log(target.store()) == read_log(source.store())


async def test_a_copy_that_is_made_again_writes_nothing_twice(
    databases: tuple[Database, Database], make_entry: MakeEntry
) -> None:
    source, target = databases
    await fill(source, make_entry, 12)
    await copy(source, target)
    again = await copy(source, target)
    assert (again.written, again.is_equal, again.target.questions) == (0, True, 12)


async def test_a_copy_that_was_interrupted_goes_on(
    databases: tuple[Database, Database], make_entry: MakeEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "BATCH", 5)
    source, target = databases
    await fill(source, make_entry, 20)

    def interrupt(count: int) -> None:
        if count > 10:
            raise KeyboardInterrupt

    ours, theirs = source.store(), target.store()
    with pytest.raises(KeyboardInterrupt):
        await copy_log(ours, theirs, Who.PLAIN, interrupt)
    await ours.close()
    await theirs.close()
    copied = await copy(source, target)
    assert (copied.written, copied.is_equal) == (10, True)


async def test_what_was_voted_since_is_copied_too(
    databases: tuple[Database, Database], make_entry: MakeEntry
) -> None:
    source, target = databases
    await fill(source, make_entry, 4)
    await copy(source, target)
    key = read_log(source.store())[0].key
    async with QueryLog.open(source.store(), Who.PLAIN) as log:
        await log.vote(Vote(key, 99, helpful=False, voted_at=NOON))
    assert (await copy(source, target)).is_equal


async def test_what_the_target_has_besides_stays(
    databases: tuple[Database, Database], make_entry: MakeEntry
) -> None:
    source, target = databases
    await fill(source, make_entry, 3)
    async with QueryLog.open(target.store(), Who.PLAIN) as log:
        log.record(make_entry())
    assert (await copy(source, target)).is_equal
    assert len(read_log(target.store())) == 4


async def test_a_difference_is_found(
    databases: tuple[Database, Database], make_entry: MakeEntry
) -> None:
    source, target = databases
    await fill(source, make_entry, 3)
    await copy(source, target)
    target.query("UPDATE shown SET text = 'Other words.' WHERE rank = 2")
    assert not (await copy(source, target)).is_equal


async def test_nul_that_an_earlier_version_kept_is_copied_as_it_is_kept_now(
    path: Path, make_entry: MakeEntry, servers: Callable[[str], Server]
) -> None:
    source = SqliteDatabase(path)
    target = PostgresqlDatabase(servers("newest").url, Path(f"{path}.key"))
    target.empty()
    await fill(source, make_entry, 1)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE queries SET question = ?", ("a\0b",))
    assert (await copy(source, target)).is_equal
    assert read_log(target.store())[0].question == "a\ufffdb"


@settings(
    max_examples=8,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
async def test_any_entry_is_copied_exactly(
    databases: tuple[Database, Database], make_entry: MakeEntry, data: st.DataObject
) -> None:
    text, number = st.text(max_size=20), st.floats(-1e300, 1e300)
    entry = make_entry(
        question=data.draw(text),
        confidence=data.draw(number),
        milliseconds=data.draw(number),
        asked_at=data.draw(st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1))).replace(  # noqa: DTZ001
            tzinfo=UTC
        ),
        shown=(Shown(1, data.draw(text), data.draw(st.integers(0, 2**62)), 1, data.draw(text), 1),),
    )
    entry = replace(entry, key=f"{entry.key}-{data.draw(st.uuids())}")
    source, target = databases
    async with QueryLog.open(source.store(), Who.PLAIN) as log:
        log.record(entry)
    assert (await copy(source, target)).is_equal


async def test_a_negative_zero_which_sqlite_does_not_keep_is_no_difference(
    databases: tuple[Database, Database], make_entry: MakeEntry
) -> None:
    shown = (Shown(1, "a.txt", 1, 1, "One.", -0.0),)
    source, target = databases
    async with QueryLog.open(source.store(), Who.PLAIN) as log:
        log.record(make_entry(confidence=-0.0, milliseconds=-0.0, shown=shown))
    assert (await copy(source, target)).is_equal


async def test_a_source_that_is_missing_is_an_error_and_nothing_is_made(
    tmp_path: Path,
) -> None:
    target = SqliteDatabase(tmp_path / "b" / "log.sqlite3")
    store: LogStore = SqliteDatabase(tmp_path / "a.sqlite3").store()
    with pytest.raises(Exception, match="there is no such file"):
        await copy_log(store, target.store(), Who.PLAIN, lambda _: None)
    assert os.listdir(tmp_path) == []
