import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.querylog.errors import QueryLogError
from bot.querylog.log import QueryLog
from bot.querylog.sqlite.migrations import migrate, read_migrations
from bot.querylog.sqlite.reading import open_for_reading
from bot.querylog.sqlite.store import SqliteStore


def test_the_log_of_an_earlier_version_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "log.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, read_migrations()[:1])
    with (
        pytest.raises(QueryLogError, match=r"schema 1.*Start the bot once"),
        open_for_reading(path),
    ):
        pass


async def test_what_is_read_stays_as_it_was_at_the_start(path: Path) -> None:
    async with QueryLog.open(SqliteStore(path)):
        with open_for_reading(path) as reader, closing(sqlite3.connect(path)) as writer:
            count = "SELECT count(*) FROM queries"
            assert reader.execute(count).fetchone()[0] == 0
            writer.execute(
                "INSERT INTO queries VALUES (1, 'k', '2026-01-01T00:00:00.000Z', 'terminal', NULL,"
                " NULL, NULL, 'Why?', 0, 0.0, 'v', 1.0)"
            )
            writer.commit()
            assert reader.execute(count).fetchone()[0] == 0


async def test_nothing_can_be_written(path: Path) -> None:
    async with QueryLog.open(SqliteStore(path)):
        pass
    with pytest.raises(QueryLogError, match="readonly"), open_for_reading(path) as connection:
        connection.execute("DELETE FROM queries")
