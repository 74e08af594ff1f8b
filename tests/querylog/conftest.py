import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.querylog.exporting import logged
from bot.querylog.model import Entry, Place, Shown
from bot.querylog.records import LoggedQuery, Scope
from bot.querylog.store import LogStore
from tests.postgresql import Server, installed
from tests.querylog.databases import Database, PostgresqlDatabase, SqliteDatabase

SHOWN = Shown(1, "bridge.txt", paragraph=2, sentence=1, text="The bridge opened.", score=2.5)
ENTRY = Entry(
    place=Place("discord", guild_id=10, channel_id=20),
    asker=123456789012345678,
    asked_at=datetime(2026, 3, 4, 5, 6, 7, 89_000, tzinfo=UTC),
    question="When did the bridge open?",
    answered=True,
    confidence=0.75,
    shown=(SHOWN,),
    corpus_version="c0ffee",
    milliseconds=3.5,
)


def read_log(store: LogStore) -> tuple[LoggedQuery, ...]:
    """Return all that a log holds, oldest first."""
    return tuple(logged(store, Scope()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "log.sqlite3"


@pytest.fixture(params=["SQLite", *(f"PostgreSQL, {name}" for name in installed())])
def database(
    request: pytest.FixtureRequest, path: Path, servers: Callable[[str], Server]
) -> Database:
    """An empty database of each kind that a query log can be in."""
    if request.param == "SQLite":
        return SqliteDatabase(path)
    server = servers(request.param.removeprefix("PostgreSQL, "))
    database = PostgresqlDatabase(server.url, Path(f"{path}.key"))
    database.empty()
    return database


@pytest.fixture
def make_entry() -> Callable[..., Entry]:
    """Make entries that differ in key and question, and in what is given."""
    numbers = itertools.count()

    def make(**changes: object) -> Entry:
        number = next(numbers)
        given = {"key": f"key-{number}", "question": f"Question {number}?", **changes}
        return replace(ENTRY, **given)  # type: ignore[arg-type] # any field may be given

    return make


@pytest.fixture
def until() -> Callable[[Callable[[], bool]], Awaitable[None]]:
    """Wait until something holds, which it must do within seconds."""

    async def wait(holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not holds():  # noqa: ASYNC110 - the log tells no one when it has written
                await asyncio.sleep(0.005)

    return wait
