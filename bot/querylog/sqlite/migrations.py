"""Brings a database to the newest schema, by the numbered scripts in `schema/`."""

import sqlite3
from collections.abc import Iterator, Sequence
from importlib.resources import files

from bot.querylog.migrations import Migration, read_scripts

# 'Vrbt', in the database's header: says that the file is ours.
APPLICATION_ID = 0x56726274


def read_migrations() -> tuple[Migration, ...]:
    """Read the scripts that are shipped, in order."""
    return read_scripts(files("bot.querylog.sqlite") / "schema")


def version_of(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration that the database has had; 0 when new."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration]) -> None:
    """Apply, in a transaction each, the migrations that the database has not had.

    The connection must be in autocommit mode (`isolation_level=None`) with foreign keys off, as a
    script that rebuilds a table needs. Raises sqlite3.Error; the failed script then left no trace.
    """
    for migration in migrations:
        if migration.number <= version_of(connection):
            continue
        # Immediate, and the version read again inside: another process may be doing the same.
        connection.execute("BEGIN IMMEDIATE")
        try:
            if migration.number > version_of(connection):
                _apply(connection, migration)
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    # Not executescript: it would commit the transaction first.
    for statement in split_statements(migration.sql):
        connection.execute(statement)
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise sqlite3.IntegrityError(f"{migration.name} leaves a reference to a row that is gone")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {migration.number}")


def split_statements(sql: str) -> Iterator[str]:
    """Yield the statements of a script in which each ends at the end of a line."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
