"""What holds of a query log on PostgreSQL beyond what holds on each database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.config.model import Who
from bot.querylog.errors import LogUnavailable, OutOfReach, QueryLogError
from bot.querylog.exporting import logged
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.postgresql.condition import look_at
from bot.querylog.postgresql.migrations import read_migrations
from bot.querylog.postgresql.store import open_store
from bot.querylog.privacy import Privacy, read_or_make_key
from bot.querylog.records import Scope
from tests.postgresql import Server, installed, serving
from tests.querylog.databases import PostgresqlDatabase

MakeEntry = Callable[..., Entry]
Until = Callable[[Callable[[], bool]], Awaitable[None]]
ALICE, BOB = 111111111111111111, 222222222222222222
NOBODY_ELSE = Privacy(Who.PLAIN, b"")


@pytest.fixture(params=installed())
def database(
    request: pytest.FixtureRequest, tmp_path: Path, servers: Callable[[str], Server]
) -> PostgresqlDatabase:
    database = PostgresqlDatabase(servers(request.param).url, tmp_path / "log.key")
    database.drop_tables()
    return database


def vote(entry: Entry, voter: int, *, helpful: bool) -> Vote:
    return Vote(entry.key, voter, helpful, datetime(2026, 3, 4, tzinfo=UTC))


async def test_of_two_votes_of_a_person_in_one_batch_the_later_counts(
    database: PostgresqlDatabase, make_entry: MakeEntry
) -> None:
    store = database.store()
    await store.open(Who.PLAIN)
    entry = make_entry()
    batch: list[Entry | Vote] = [
        entry,
        vote(entry, ALICE, helpful=True),
        vote(entry, ALICE, helpful=False),
    ]
    await store.write(batch, NOBODY_ELSE)
    assert await store.count_votes(entry.key) == Tally(0, 1)
    await store.close()


async def test_nothing_is_prepared_on_the_server_which_a_pooler_would_lose(
    database: PostgresqlDatabase, make_entry: MakeEntry
) -> None:
    store = database.store()
    await store.open(Who.PLAIN)
    for _ in range(10):
        await store.write([make_entry()], NOBODY_ELSE)
    async with store._turn() as connection:
        cursor = await connection.execute("SELECT count(*) FROM pg_prepared_statements")
        assert await cursor.fetchall() == [(0,)]
    await store.close()


async def test_writers_that_vote_on_the_same_answers_and_forget_do_not_block_each_other(
    database: PostgresqlDatabase, make_entry: MakeEntry, caplog: pytest.LogCaptureFixture
) -> None:
    entries = [make_entry(asker=ALICE) for _ in range(40)]
    stores = [database.store() for _ in range(4)]
    for store in stores:
        await store.open(Who.PLAIN)
    await stores[0].write(entries, NOBODY_ELSE)

    async def write(number: int) -> None:
        for _ in range(10):
            order = entries if number % 2 else entries[::-1]
            votes = [vote(one, BOB, helpful=bool(number % 2)) for one in order]
            await stores[number].write([*votes, make_entry(asker=ALICE)], NOBODY_ELSE)
            if number == 3:
                await stores[number].forget((f"u:{ALICE}", ""))

    await asyncio.gather(*map(write, range(4)))
    for store in stores:
        await store.close()
    assert "deadlock" not in caplog.text


async def test_processes_that_start_on_an_empty_database_make_its_tables_once(
    database: PostgresqlDatabase,
) -> None:
    stores = [database.store() for _ in range(6)]
    rules = await asyncio.gather(*(store.open(Who.HASHED) for store in stores))
    assert len({rule.key for rule in rules}) == 1
    for store in stores:
        await store.close()
    assert database.query("SELECT number FROM schema_versions ORDER BY number")[0] == (1,)


async def test_a_process_of_an_earlier_version_goes_on_beside_a_later_one(
    database: PostgresqlDatabase, make_entry: MakeEntry
) -> None:
    async with QueryLog.open(database.store()):
        pass
    database.query("INSERT INTO schema_versions (number, name) VALUES (99, 'later')")
    database.query("ALTER TABLE queries ADD COLUMN later TEXT NOT NULL DEFAULT 'x'")
    store = database.store()
    async with QueryLog.open(store) as log:
        log.record(make_entry())
    assert len(list(logged(store, Scope()))) == 1


async def test_a_machine_with_another_key_is_refused_and_writes_nothing(
    database: PostgresqlDatabase, tmp_path: Path
) -> None:
    async with QueryLog.open(database.store()):
        pass
    other = PostgresqlDatabase(database.url, tmp_path / "other.key")
    read_or_make_key(other.key_file)
    with pytest.raises(QueryLogError, match=r"other\.key: the database was written with another"):
        await other.store().open(Who.HASHED)


@pytest.mark.parametrize("who", list(Who))
async def test_a_machine_without_the_key_is_told_to_copy_it_and_makes_none(
    database: PostgresqlDatabase, tmp_path: Path, who: Who
) -> None:
    async with QueryLog.open(database.store()):
        pass
    other = PostgresqlDatabase(database.url, tmp_path / "other.key")
    with pytest.raises(QueryLogError, match="Copy the key from a machine that uses this database"):
        await other.store().open(who)
    assert not other.key_file.exists()


async def test_who_takes_the_key_and_its_fingerprint_away_gets_a_new_one(
    database: PostgresqlDatabase,
) -> None:
    async with QueryLog.open(database.store()):
        before = database.key_file.read_bytes()
    database.key_file.unlink()
    database.query("DELETE FROM pseudonym_key")
    async with QueryLog.open(database.store()):
        assert database.key_file.read_bytes() != before


async def test_the_key_is_not_in_the_database(database: PostgresqlDatabase) -> None:
    store = database.store()
    rule = await store.open(Who.HASHED)
    await store.close()
    ((fingerprint,),) = database.query("SELECT fingerprint FROM pseudonym_key")
    assert rule.key.hex() not in fingerprint
    assert len(fingerprint) == 32


async def test_of_several_hosts_one_that_answers_is_used(
    database: PostgresqlDatabase, tmp_path: Path, make_entry: MakeEntry
) -> None:
    host = database.url.partition("host=")[2]
    url = f"postgresql://verbatim@/postgres?host=/nowhere,{host}"
    store = open_store(url, None, tmp_path / "log.key")
    async with QueryLog.open(store) as log:
        log.record(make_entry())
    assert len(list(logged(store, Scope()))) == 1


@pytest.mark.parametrize("part", ["verbatim@", "/postgres?"])
async def test_a_user_or_database_that_is_unknown_is_an_error_at_the_start(
    database: PostgresqlDatabase, tmp_path: Path, part: str
) -> None:
    url = database.url.replace(part, part.replace("verbatim", "x").replace("postgres", "x"))
    store = open_store(url, "S3CRET", tmp_path / "log.key")
    with pytest.raises(QueryLogError, match="does not exist") as refused:
        await store.open(Who.HASHED)
    assert not isinstance(refused.value, OutOfReach)
    assert "S3CRET" not in str(refused.value)


async def test_a_database_that_cannot_hold_every_text_is_refused(
    database: PostgresqlDatabase, tmp_path: Path
) -> None:
    database.query("DROP DATABASE IF EXISTS latin")
    database.query("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    url = database.url.replace("/postgres?", "/latin?")
    with pytest.raises(QueryLogError, match="its encoding is LATIN1, not UTF8"):
        await open_store(url, None, tmp_path / "log.key").open(Who.HASHED)


async def test_what_was_forgotten_is_in_no_table_or_index_any_more(
    database: PostgresqlDatabase, make_entry: MakeEntry
) -> None:
    async with QueryLog.open(database.store()) as log:
        for number in range(50):
            log.record(make_entry(asker=ALICE, question=f"Where are tangerines {number}?"))
        log.record(make_entry(asker=BOB))
        await log.personal.forget(ALICE)
    database.query("CREATE EXTENSION IF NOT EXISTS pgstattuple")
    for table in ("queries", "shown"):
        ((dead,),) = database.query(f"SELECT dead_tuple_count FROM pgstattuple('{table}')")  # noqa: S608
        assert dead == 0


async def test_what_a_reader_holds_up_is_erased_when_it_ends(
    database: PostgresqlDatabase,
    make_entry: MakeEntry,
    until: Until,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr("bot.querylog.secure_delete.AGAIN_SECONDS", 0.05)
    database.query("CREATE EXTENSION IF NOT EXISTS pgstattuple")

    def dead() -> int:
        ((count,),) = database.query("SELECT dead_tuple_count FROM pgstattuple('queries')")
        return int(count)

    store = database.store()
    async with QueryLog.open(store) as log:
        log.record(make_entry(asker=ALICE))
        await log.written()
        with store.snapshot(lambda: False) as snapshot:
            assert len(list(snapshot.logged(Scope()))) == 1
            assert (await log.personal.forget(ALICE)).questions == 1
            assert dead() == 1
        await until(lambda: dead() == 0)
    assert "is erased once nobody reads" in caplog.text


async def test_while_the_server_is_away_entries_wait_and_are_then_written(
    tmp_path: Path, make_entry: MakeEntry, until: Until
) -> None:
    with serving(installed()["newest"]) as server:
        store = open_store(server.url, None, tmp_path / "log.key")
        async with QueryLog.open(store, retry_seconds=0.1) as log:
            log.record(make_entry())
            await log.written()
            server.stop()
            for _ in range(10):
                log.record(make_entry())
                await log.written()
            assert (log.vitals.is_failing, log.vitals.pending, log.vitals.lost) == (True, 10, 0)
            assert not await log.vitals.can_write()
            with pytest.raises(LogUnavailable):
                await log.insight.figures(Scope())
            server.start()
            await until(lambda: log.vitals.pending == 0)
            assert (await log.insight.figures(Scope())).questions == 11


async def test_a_bot_that_starts_while_the_server_is_away_keeps_what_is_asked(
    tmp_path: Path, make_entry: MakeEntry, until: Until
) -> None:
    with serving(installed()["newest"]) as server:
        server.stop()
        store = open_store(server.url, None, tmp_path / "log.key")
        with pytest.raises(OutOfReach, match="Start the server"):
            await store.open(Who.HASHED)
        async with QueryLog.open(store, retry_seconds=0.1, waits=True) as log:
            log.record(make_entry())
            await log.written()
            assert log.vitals.pending == 1
            server.start()
            await until(lambda: log.vitals.pending == 0)
        assert len(list(logged(store, Scope()))) == 1


def test_the_scripts_are_numbered_without_gaps_or_doubles() -> None:
    numbers = [migration.number for migration in read_migrations()]
    assert numbers == list(range(1, len(numbers) + 1))


async def test_a_user_who_may_not_make_tables_is_told_so_without_the_statement(
    database: PostgresqlDatabase,
) -> None:
    database.query("DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN OTHERS THEN END $$")
    database.query("GRANT USAGE ON SCHEMA public TO guest")
    url = database.url.replace("verbatim@", "guest@")
    with pytest.raises(QueryLogError, match=r": permission denied for schema public\. Check the"):
        await open_store(url, None, database.key_file).open(Who.PLAIN)


@pytest.mark.parametrize("rest", ["bad host/x", "host/x?unknown=1", "host/x?connect_timeout=a"])
def test_a_url_that_the_driver_refuses_is_said_to_be_wrong(rest: str) -> None:
    with pytest.raises(QueryLogError, match=r"URL|connect_timeout"):
        look_at(f"postgresql://verbatim@{rest}", None)
