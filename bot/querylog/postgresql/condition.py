"""Examines a server and its query log without changing anything."""

from contextlib import closing
from dataclasses import dataclass

import psycopg

from bot.articles.seed_store import Listing
from bot.querylog.errors import QueryLogError
from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.connecting import (
    BlockingConnection,
    check_server,
    connect_to_read,
    describe,
)
from bot.querylog.postgresql.key import READ_FINGERPRINT, fingerprint_of
from bot.querylog.postgresql.migrations import read_migrations, version_of
from bot.querylog.postgresql.seed_files import PostgresqlFiles

_FIND_ARTICLES = "SELECT to_regclass('seed_files') IS NOT NULL"
_MAKES_TABLES = "SELECT has_schema_privilege(current_schema(), 'CREATE')"


@dataclass(frozen=True, slots=True)
class Condition:
    """The state of a server; `questions` is None if there is no log yet.

    `fingerprint` is that of the key that the log was written with, None if there was none;
    `articles` the digest of each file of the articles by its name.
    """

    name: str
    server: str
    questions: int | None
    is_older: bool
    fingerprint: str | None
    articles: Listing

    def fits(self, key: bytes) -> bool:
        """Whether the log was written with a key, or with none yet."""
        return self.fingerprint is None or self.fingerprint == fingerprint_of(key)


def look_at(url: str, password: str | None) -> Condition:
    """Examine the log on a server; blocks. Raises QueryLogError."""
    address = Address(url, password)
    try:
        with closing(connect_to_read(address)) as connection:
            check_server(connection.info, address)
            version = version_of(connection)
            if not version:
                ((may_make,),) = connection.execute(_MAKES_TABLES).fetchall()
                if not may_make:
                    fault = "the user may not make tables in it"
                    raise QueryLogError(address.name, fault, "GRANT CREATE ON SCHEMA to the user.")
            return Condition(
                address.name,
                f"PostgreSQL {connection.info.server_version // 10_000}",
                _count(connection) if version else None,
                0 < version < read_migrations()[-1].number,
                _fingerprint(connection) if version else None,
                PostgresqlFiles(connection).listing() if _has_articles(connection) else {},
            )
    except psycopg.Error as error:
        raise describe(error, address) from error


def _has_articles(connection: BlockingConnection) -> bool:
    ((is_there,),) = connection.execute(_FIND_ARTICLES).fetchall()
    return bool(is_there)


def _count(connection: BlockingConnection) -> int:
    ((count,),) = connection.execute("SELECT count(*) FROM queries").fetchall()
    return int(count)


def _fingerprint(connection: BlockingConnection) -> str | None:
    row = connection.execute(READ_FINGERPRINT).fetchone()
    return None if row is None else str(row[0])
