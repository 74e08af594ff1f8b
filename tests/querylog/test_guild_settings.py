import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.querylog.errors import LogUnavailable
from bot.querylog.log import QueryLog
from bot.querylog.recorder import Recorder
from bot.querylog.records import GuildSettings
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.databases import Database

ids = st.integers(1, 2**63 - 1)
some_settings = st.builds(
    GuildSettings,
    channels=st.none() | st.frozensets(ids, max_size=30),
    language=st.none() | st.sampled_from(["en", "uk"]),
    sentences=st.none() | st.integers(1, 10),
    private=st.none() | st.booleans(),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(ids, some_settings, max_size=4))
async def test_what_is_saved_is_loaded(
    database: Database, wanted: dict[int, GuildSettings]
) -> None:
    async with QueryLog.open(database.store()) as log:
        database.query("DELETE FROM guild_settings")
        for guild_id, one in wanted.items():
            await log.settings.save(guild_id, one)
    async with QueryLog.open(database.store()) as log:
        found = await log.settings.load()
    nothing = GuildSettings()
    assert found == {guild_id: one for guild_id, one in wanted.items() if one != nothing}


async def test_the_latest_settings_of_a_guild_count(database: Database) -> None:
    async with QueryLog.open(database.store()) as log:
        await log.settings.save(1, GuildSettings(sentences=5, private=True))
        await log.settings.save(1, GuildSettings(sentences=2))
        assert await log.settings.load() == {1: GuildSettings(sentences=2)}


async def test_a_guild_without_settings_leaves_no_trace(database: Database) -> None:
    async with QueryLog.open(database.store()) as log:
        await log.settings.save(1, GuildSettings(sentences=5))
        await log.settings.save(1, GuildSettings())
        assert await log.settings.load() == {}


async def test_a_locked_database_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.querylog.sqlite.database.LOCK_SECONDS", 0.01)
    async with QueryLog.open(SqliteStore(path)) as log:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(LogUnavailable):
                await log.settings.save(1, GuildSettings(sentences=5))


async def test_without_a_log_there_is_nowhere_to_keep_them() -> None:
    assert Recorder().settings is None
