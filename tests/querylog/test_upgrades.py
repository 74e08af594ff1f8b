"""A database of every older schema, with rows in each of its tables, is brought up to date."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.config.model import Who
from bot.querylog.exporting import logged
from bot.querylog.log import QueryLog
from bot.querylog.model import Tally, Vote
from bot.querylog.records import GuildSettings, Scope
from bot.querylog.sqlite.migrations import migrate, read_migrations
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.unanswered import unanswered
from tests.querylog.conftest import ENTRY

MIGRATIONS = read_migrations()
ROWS: Mapping[int, str] = MappingProxyType(
    {
        1: """
            INSERT INTO queries VALUES (1, 'first', '2026-03-04T05:06:07.089Z', 'discord', 10, 20,
                'u:123456789012345678', 'When did the “bridge” open?', 1, 0.75, 'c0ffee', 3.5);
            INSERT INTO queries VALUES (2, 'second', '2026-03-05T05:06:07.089Z', 'discord', 10, 20,
                NULL, 'Who is the goalkeeper?', 0, 0.0, 'c0ffee', 1.5);
            INSERT INTO shown VALUES (1, 1, 'bridge.txt', 2, 1, 'The bridge opened.', 2.5);
        """,
        2: "INSERT INTO votes VALUES (1, 'u:1', '2026-03-04T05:07:07.089Z', 1);",
        3: "INSERT INTO dealt_with VALUES (2, '2026-03-06T05:06:07.089Z');",
        4: "INSERT INTO guild_settings VALUES (10, '[20, 21]', 'uk', 2, 1);",
        5: "INSERT INTO outcomes VALUES (1, 'answer'), (2, 'nearest');",
        6: "INSERT INTO private VALUES (1);",
    }
)
"""What each schema's script has room for that those before have not."""


def rows(path: Path) -> dict[str, list[object]]:
    """Read every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        listed = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        names = [name for (name,) in connection.execute(listed)]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608 - names of tables


@pytest.fixture(params=range(1, len(MIGRATIONS) + 1))
def version(request: pytest.FixtureRequest) -> int:
    """The schema of the database, from the first to the newest."""
    number: int = request.param
    return number


@pytest.fixture
def old(path: Path, version: int) -> Path:
    """A database as the Verbatim of a schema left it, with rows in every table."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection, MIGRATIONS[:version])
        connection.executescript("".join(ROWS[number] for number in range(1, version + 1)))
    return path


def test_every_schema_has_rows_here() -> None:
    assert list(ROWS) == [migration.number for migration in MIGRATIONS]


async def test_no_row_is_lost_or_changed(old: Path) -> None:
    before = rows(old)
    assert all(before.values())
    async with QueryLog.open(SqliteStore(old), Who.PLAIN):
        pass
    after = rows(old)
    assert {name: after[name] for name in before} == before


async def test_what_was_kept_is_read_as_it_was(old: Path, version: int) -> None:
    async with QueryLog.open(SqliteStore(old), Who.PLAIN) as log:
        held = await log.personal.holdings(123456789012345678)
        settings = await log.settings.load()
    first, second = logged(SqliteStore(old), Scope())
    assert (first.question, first.answered) == ("When did the “bridge” open?", True)
    assert [shown.text for shown in first.shown] == ["The bridge opened."]
    assert (second.question, second.answered, second.shown) == ("Who is the goalkeeper?", False, ())
    assert held.questions == 1
    assert len(unanswered(SqliteStore(old), Scope())) == (0 if version >= 3 else 1)
    given = GuildSettings(channels=frozenset({20, 21}), language="uk", sentences=2, private=True)
    assert settings == ({10: given} if version >= 4 else {})


async def test_the_log_goes_on(old: Path, version: int) -> None:
    async with QueryLog.open(SqliteStore(old), Who.PLAIN) as log:
        log.record(ENTRY)
        tally = await log.vote(Vote("first", voter=2, helpful=True, voted_at=ENTRY.asked_at))
    assert tally == Tally(helpful=2 if version >= 2 else 1, unhelpful=0)
    assert len(list(logged(SqliteStore(old), Scope()))) == 3
