import sqlite3
from collections.abc import Iterator

import pytest

from bot.querylog.migrations import Migration
from bot.querylog.sqlite.migrations import (
    APPLICATION_ID,
    migrate,
    read_migrations,
    split_statements,
    version_of,
)

FIRST = Migration(1, "0001_a.sql", "CREATE TABLE a (x INTEGER) STRICT;")
SECOND = Migration(2, "0002_b.sql", "INSERT INTO a VALUES (1);\nCREATE TABLE b (y TEXT) STRICT;")
BROKEN = Migration(
    2, "0002_b.sql", "CREATE TABLE b (y TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);"
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    yield connection
    connection.close()


def tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}


def test_the_shipped_scripts_are_numbered_without_a_gap() -> None:
    numbers = [migration.number for migration in read_migrations()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


@pytest.mark.parametrize("migration", read_migrations(), ids=lambda migration: migration.name)
def test_a_shipped_script_says_first_what_it_is_for(migration: Migration) -> None:
    assert migration.sql.startswith("-- ")


def test_migrations_bring_an_empty_database_to_the_newest_version(
    connection: sqlite3.Connection,
) -> None:
    migrate(connection, (FIRST, SECOND))
    assert version_of(connection) == 2
    assert tables(connection) == {"a", "b"}
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_only_the_migrations_that_are_missing_are_applied(connection: sqlite3.Connection) -> None:
    migrate(connection, (FIRST,))
    migrate(connection, (FIRST, SECOND))
    migrate(connection, (FIRST, SECOND))
    assert connection.execute("SELECT x FROM a").fetchall() == [(1,)]


def test_a_migration_that_fails_leaves_no_trace(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(connection, (FIRST, BROKEN))
    assert version_of(connection) == 1
    assert tables(connection) == {"a"}
    assert not connection.in_transaction


def test_a_migration_that_breaks_a_reference_leaves_no_trace(
    connection: sqlite3.Connection,
) -> None:
    sql = """
        CREATE TABLE b (y INTEGER PRIMARY KEY);
        CREATE TABLE a (x INTEGER REFERENCES b);
        INSERT INTO a VALUES (1);
    """
    dangling = Migration(1, "0001_dangling.sql", sql)
    with pytest.raises(sqlite3.IntegrityError, match="0001_dangling"):
        migrate(connection, (dangling,))
    assert tables(connection) == set()


@pytest.mark.parametrize("table", ["queries", "shown", "votes", "dealt_with", "guild_settings"])
def test_every_table_is_strict(connection: sqlite3.Connection, table: str) -> None:
    migrate(connection, read_migrations())
    listed = connection.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (table,))
    assert listed.fetchone() == (1,)


def test_a_statement_may_hold_semicolons_in_comments_strings_and_triggers() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM b;\n  DELETE FROM c;\nEND;\n"
    comment = "-- first; then\nSELECT ';\n';\n"
    assert list(split_statements(comment + trigger)) == [comment, trigger]


def test_what_follows_the_last_semicolon_is_a_statement_unless_blank() -> None:
    assert list(split_statements("SELECT 1;\nSELECT 2\n")) == ["SELECT 1;\n", "SELECT 2\n"]
    assert list(split_statements("SELECT 1;\n\n")) == ["SELECT 1;\n"]
