from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.querylog.errors import QueryLogError
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry
from bot.querylog.sqlite.store import SqliteStore
from tests.querylog.conftest import read_log
from tests.querylog.databases import Database


async def test_the_questions_come_by_when_they_were_asked(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        for day in (2, 3, 1):
            log.record(make_entry(question=str(day), asked_at=datetime(2026, 1, day, tzinfo=UTC)))
    assert [query.question for query in read_log(database.store())] == ["1", "2", "3"]


async def test_questions_of_one_moment_come_as_they_were_written(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    async with QueryLog.open(database.store()) as log:
        for question in "abc":
            log.record(make_entry(question=question))
    assert [query.question for query in read_log(database.store())] == ["a", "b", "c"]


def test_a_log_that_is_missing_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(QueryLogError, match=r"log\.sqlite3: there is no such file"):
        read_log(SqliteStore(tmp_path / "log.sqlite3"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "log.sqlite3").write_bytes(b"no database\n" * 100)
    with pytest.raises(QueryLogError, match="not a database"):
        read_log(SqliteStore(tmp_path / "log.sqlite3"))
