"""The query log's database on a PostgreSQL server."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import datetime
from pathlib import Path

import psycopg

from bot.common.atomic_files import make_private_folder
from bot.config.model import Who
from bot.querylog.errors import LogUnavailable, QueryLogError
from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.postgresql import personal, stored, writer
from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.connecting import (
    Connection,
    connect,
    connect_to_read,
    connected,
    describe,
    unavailable,
)
from bot.querylog.postgresql.erasing import vacuum
from bot.querylog.postgresql.guild_settings import PostgresqlGuildStore
from bot.querylog.postgresql.key import load_key
from bot.querylog.postgresql.migrations import make_tables, read_migrations, version_of
from bot.querylog.postgresql.snapshot import PostgresqlSnapshot
from bot.querylog.privacy import Labels, Privacy
from bot.querylog.records import Holdings, PersonalData, StoredQuery
from bot.querylog.secure_delete import SecureDelete
from bot.querylog.stopping import IsStopped
from bot.querylog.times import to_milliseconds

_COUNT = "SELECT count(*) FROM queries WHERE asked_at < %s"
_DELETE = """
    DELETE FROM queries WHERE id IN (SELECT id FROM queries WHERE asked_at < %s LIMIT %s)
"""
_MARK = """
    INSERT INTO dealt_with (query_id, dealt_at)
    SELECT id, %s FROM queries WHERE key = ANY(%s) AND NOT answered ORDER BY id
    ON CONFLICT (query_id) DO NOTHING
"""
# A transaction that changes nothing, which a server that can only be read refuses.
_TRY = "SELECT pg_current_xact_id()"


class PostgresqlStore:
    """Implements LogStore on one connection, which is renewed after it breaks."""

    def __init__(self, address: Address, key_file: Path) -> None:
        self._address = address
        self._key_file = key_file
        self._connection: Connection | None = None
        self._writing = asyncio.Lock()
        self._secure_delete = SecureDelete(self._erase)
        self._privacy: Privacy | None = None
        self._is_closed = False
        self.settings = PostgresqlGuildStore(self._turn)

    @property
    def name(self) -> str:
        """The URL up to the name of the database."""
        return self._address.name

    def require(self) -> None:
        """Raise QueryLogError if the database has no query log yet; blocks."""
        try:
            with closing(connect_to_read(self._address)) as connection:
                version = version_of(connection)
        except psycopg.Error as error:
            raise describe(error, self._address) from error
        if not version:
            raise QueryLogError(self.name, "it has no query log", "Start the bot once.")

    async def open(self, who: Who) -> Privacy:
        """Bring the database to the newest schema, and check the key. Raises QueryLogError."""
        if self._privacy is None:
            await asyncio.to_thread(make_private_folder, self._key_file.parent)
            try:
                await asyncio.to_thread(make_tables, self._address)
                async with await connect(self._address) as connection:
                    self._privacy = await load_key(connection, self._key_file, who)
            except psycopg.Error as error:
                raise await asyncio.to_thread(describe, error, self._address) from error
        return self._privacy

    async def close(self) -> None:
        """Close the connection, and cancel any secure deletion under way."""
        self._is_closed = True
        self._secure_delete.cancel()
        if self._connection is not None:
            await self._connection.close()

    async def write(self, items: Sequence[Entry | Vote], privacy: Privacy) -> None:
        """Write all the items in a transaction."""
        async with self._turn() as connection:
            await writer.write(connection, items, privacy)

    async def can_write(self) -> bool:
        """Try it by a transaction that changes nothing."""
        try:
            async with self._turn() as connection:
                await connection.execute(_TRY)
        except LogUnavailable:
            return False
        return True

    async def count_votes(self, key: str) -> Tally | None:
        """Count the votes on the answer of an entry; None if there is no such entry."""
        async with self._turn() as connection:
            return await writer.count_votes(connection, key)

    async def holdings(self, labels: Labels) -> Holdings:
        """Count the stored questions and votes of a person."""
        async with self._turn() as connection:
            return await personal.count_holdings(connection, labels)

    async def data_of(self, labels: Labels) -> PersonalData:
        """Return all stored data of a person."""
        async with self._turn() as connection:
            return await personal.read_data(connection, labels)

    async def forget(self, labels: Labels) -> Holdings:
        """Delete and vacuum all stored data of a person, and return the numbers deleted."""
        async with self._turn() as connection:
            held = await personal.forget(connection, labels)
        await self.erase_deleted()
        return held

    async def count_before(self, moment: datetime) -> int:
        """Count the questions that were asked before a moment."""
        async with self._turn() as connection:
            found = await connection.execute(_COUNT, (to_milliseconds(moment),))
            ((count,),) = await found.fetchall()
        return int(count)

    async def delete_before(self, moment: datetime, most: int) -> int:
        """Delete up to `most` such questions with everything stored about them; return how many."""
        async with self._turn() as connection, connection.transaction():
            await writer.lock_votes(connection, alone=True)
            deleted = await connection.execute(_DELETE, (to_milliseconds(moment), most))
        return deleted.rowcount

    async def erase_deleted(self) -> None:
        """Vacuum deleted rows, now or once no reader prevents that."""
        await self._secure_delete.carry_out()

    async def mark_dealt_with(self, keys: Sequence[str], moment: datetime) -> None:
        """Mark unanswered questions as dealt with; those that are marked keep their mark."""
        async with self._turn() as connection:
            await connection.execute(_MARK, (to_milliseconds(moment), list(keys)))

    async def restore(self, queries: Sequence[StoredQuery]) -> None:
        """Write questions as they were stored, all or none."""
        async with self._turn() as connection:
            await stored.restore(connection, queries)

    @contextmanager
    def snapshot(self, is_stopped: IsStopped) -> Iterator[PostgresqlSnapshot]:
        """Read the log on a connection of its own, in one transaction. Raises QueryLogError."""
        try:
            with closing(connect_to_read(self._address)) as connection:
                if version_of(connection) < read_migrations()[-1].number:
                    raise QueryLogError(
                        self.name,
                        "it has no query log, or that of an earlier Verbatim",
                        "Start the bot once: that brings it up to date.",
                    )
                yield PostgresqlSnapshot(connection, is_stopped)
        except psycopg.Error as error:
            raise describe(error, self._address) from error

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[Connection]:
        """Take the connection alone, renewed if it broke. Raises LogUnavailable."""
        async with self._writing:
            if self._is_closed or self._privacy is None:
                raise LogUnavailable
            with unavailable():
                if self._connection is None or self._connection.closed:
                    self._connection = await connect(self._address)
                yield self._connection

    async def _erase(self) -> bool:
        """Vacuum on a connection of its own, so that no entry waits for it."""
        async with connected(self._address) as connection:
            return await vacuum(connection)


def open_store(url: str, password: str | None, key_file: Path) -> PostgresqlStore:
    """Return the database at a URL, not opened yet."""
    return PostgresqlStore(Address(url, password), key_file)
