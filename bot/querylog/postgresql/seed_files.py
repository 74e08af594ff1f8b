"""Keeps the seed files. Every method blocks."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import psycopg

from bot.articles.seed_store import Listing, StoredFile
from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.connecting import BlockingConnection, connect_to_read
from bot.querylog.postgresql.reload_signal import tell
from bot.querylog.postgresql.transaction import in_transaction

_LOCK = 0x56726273
"""Key of the advisory lock that a process holds while it writes seed files: 'Vrbs'."""

_WAIT = "SET LOCAL lock_timeout = '60s'"
"""So that nobody waits forever for a machine that has hung."""

_LIST = "SELECT path, digest FROM seed_files"
_READ = "SELECT path, changed, data FROM seed_files WHERE path = ANY(%s)"
_WRITE = """
    INSERT INTO seed_files (path, digest, changed, data) VALUES (%s, %s, %s, %b)
    ON CONFLICT (path)
    DO UPDATE SET digest = excluded.digest, changed = excluded.changed, data = excluded.data
"""
_REMOVE = "DELETE FROM seed_files WHERE path = ANY(%s)"
_BATCH = 50  # files of a megabyte at most, if the limit is the default

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class PostgresqlFiles:
    """Implements SeedStore in a transaction; every method may raise psycopg.Error."""

    connection: BlockingConnection

    def listing(self) -> Listing:
        """Return the files and their digests."""
        return {str(path): str(digest) for path, digest in self.connection.execute(_LIST)}

    def read(self, names: Collection[str]) -> Iterator[StoredFile]:
        """Yield the named files."""
        with psycopg.ServerCursor(self.connection, "seed_files") as cursor:
            cursor.itersize = _BATCH
            cursor.execute(_READ, (list(names),), binary=True)
            for path, changed, data in cursor:
                yield StoredFile(str(path), int(changed), bytes(data))

    def apply(self, files: Iterable[StoredFile], gone: Collection[str]) -> None:
        """Remove files and write others; other processes are notified at the commit."""
        self.connection.execute(_REMOVE, (list(gone),))
        with self.connection.cursor() as cursor:
            rows = ((one.name, one.digest, one.changed, one.data) for one in files)
            cursor.executemany(_WRITE, rows)
        tell(self.connection)


@dataclass(frozen=True, slots=True)
class PostgresqlSeeds:
    """The seed files on a server. Every method raises OSError, and what `work` raises."""

    address: Address

    @property
    def name(self) -> str:
        """The name of the server and the database in messages."""
        return self.address.name

    def reading(self, work: Callable[[PostgresqlFiles], _Result]) -> _Result:
        """Run `work` on the files as they are at one moment."""

        def read(connection: BlockingConnection) -> _Result:
            return work(PostgresqlFiles(connection))

        return in_transaction(self.address, read, connect_to_read)

    def writing(self, work: Callable[[PostgresqlFiles], _Result]) -> _Result:
        """Run `work` in a transaction, while no other process changes the files."""

        def write(connection: BlockingConnection) -> _Result:
            connection.execute(_WAIT)
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            return work(PostgresqlFiles(connection))

        return in_transaction(self.address, write)


def open_seeds(url: str, password: str | None) -> PostgresqlSeeds:
    """Return the seed files in the database at a URL."""
    return PostgresqlSeeds(Address(url, password))
