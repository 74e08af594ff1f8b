"""The databases that a query log can be in, for tests that must hold on each of them."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import psycopg

from bot.querylog.postgresql import migrations
from bot.querylog.postgresql.store import PostgresqlStore, open_store
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.store import LogStore

Rows: TypeAlias = list[tuple[Any, ...]]

_EMPTY = """
    DO $$ BEGIN
        IF to_regclass('schema_versions') IS NOT NULL THEN
            TRUNCATE queries, shown, votes, dealt_with, guild_settings, pseudonym_key,
                reload_signal, segment_parts, segment_manifest, seed_files,
                remote_segments, remote_rows, remote_articles, remote_manifest
            RESTART IDENTITY;
        END IF;
    END $$
"""


class Database(Protocol):
    """An empty database of a query log."""

    def store(self) -> LogStore:
        """Return the store in it, not opened yet."""

    def query(self, sql: str) -> Rows:
        """Run a statement past the log; its changes stay."""


@dataclass(frozen=True)
class SqliteDatabase:
    path: Path

    def store(self) -> SqliteStore:
        return SqliteStore(self.path)

    def query(self, sql: str) -> Rows:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            return connection.execute(sql).fetchall()


@dataclass(frozen=True)
class PostgresqlDatabase:
    url: str
    key_file: Path

    def store(self) -> PostgresqlStore:
        return open_store(self.url, None, self.key_file)

    def query(self, sql: str) -> Rows:
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(sql.encode())
            return cursor.fetchall() if cursor.description else []

    def drop_tables(self) -> None:
        """Leave nothing, not even the tables."""
        self.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public")

    def make_as_of(self, number: int) -> None:
        """Make the tables as a version with that many scripts made them."""
        self.drop_tables()
        self.query(migrations.MAKE)
        for script in migrations.read_migrations()[:number]:
            self.query(script.sql)
            self.query(
                f"INSERT INTO schema_versions (number, name) VALUES ({script.number}, '')"  # noqa: S608
            )

    def empty(self) -> None:
        """Take out what an earlier test wrote."""
        self.query(_EMPTY)
