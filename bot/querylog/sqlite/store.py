"""The query log's database as an SQLite file."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from bot.config.model import Who
from bot.querylog.errors import LogUnavailable
from bot.querylog.model import Entry, Tally, Vote
from bot.querylog.privacy import Labels, Privacy
from bot.querylog.records import Holdings, PersonalData, StoredQuery
from bot.querylog.secure_delete import SecureDelete
from bot.querylog.sqlite import personal, stored, writer
from bot.querylog.sqlite.database import connection_to, open_connection
from bot.querylog.sqlite.erasing import empty_write_ahead
from bot.querylog.sqlite.guild_settings import SqliteGuildStore
from bot.querylog.sqlite.reading import open_for_reading, require_log
from bot.querylog.sqlite.snapshot import SqliteSnapshot
from bot.querylog.sqlite.transactions import SharedConnection
from bot.querylog.sqlite.trying import Trial
from bot.querylog.stopping import IsStopped
from bot.querylog.times import write_utc

_COUNT = "SELECT count(*) FROM queries WHERE asked_at < ?"
_DELETE = "DELETE FROM queries WHERE id IN (SELECT id FROM queries WHERE asked_at < ? LIMIT ?)"
_MARK = """
    INSERT INTO dealt_with (query_id, dealt_at)
    SELECT id, ? FROM queries WHERE key = ? AND NOT answered
    ON CONFLICT (query_id) DO NOTHING
"""


class SqliteStore:
    """Implements LogStore; a lock of another process is waited for, `patience` seconds at most.

    Only `open` waits so long; other statements wait for LOCK_SECONDS.
    """

    def __init__(self, path: Path, *, patience: float = 0.0) -> None:
        self._path = path
        self._patience = patience
        self._connection = connection_to(path)
        self._shared = SharedConnection(self._connection)
        self._trial = Trial(path, self._shared)
        self._secure_delete = SecureDelete(self._erase)
        self.settings = SqliteGuildStore(self._shared)
        self._privacy: Privacy | None = None

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self._path)

    def require(self) -> None:
        """Raise QueryLogError if there is no such file."""
        require_log(self._path)

    async def open(self, who: Who) -> Privacy:
        """Make or check the file and the key beside it. Raises QueryLogError."""
        if self._privacy is None:
            await open_connection(self._connection, self._path, patience=self._patience)
            try:
                self._privacy = await asyncio.to_thread(Privacy.load, self._path, who)
            except BaseException:
                await self._connection.close()
                raise
        return self._privacy

    async def close(self) -> None:
        """Close the connection, and cancel any secure deletion under way."""
        self._secure_delete.cancel()
        await self._connection.close()

    async def write(self, items: Sequence[Entry | Vote], privacy: Privacy) -> None:
        """Write all the items in a transaction."""
        try:
            async with self._shared.writing:
                await writer.write(self._connection, items, privacy)
        except Exception as error:
            if writer.is_fault_of_an_item(error):
                raise
            # Any other fault is taken to be temporary: the items stay in the queue.
            raise LogUnavailable from error

    async def can_write(self) -> bool:
        """Try it by a transaction that changes nothing, in a file that is still there."""
        return await self._trial.succeeds()

    async def count_votes(self, key: str) -> Tally | None:
        """Count the votes on the answer of an entry; None if there is no such entry."""
        async with self._shared.turn() as connection:
            return await writer.count_votes(connection, key)

    async def holdings(self, labels: Labels) -> Holdings:
        """Count the stored questions and votes of a person."""
        async with self._shared.turn() as connection:
            return await personal.count_holdings(connection, labels)

    async def data_of(self, labels: Labels) -> PersonalData:
        """Return all stored data of a person."""
        async with self._shared.turn() as connection:
            return await personal.read_data(connection, labels)

    async def forget(self, labels: Labels) -> Holdings:
        """Delete and overwrite all stored data of a person, and return the numbers deleted."""
        async with self._shared.transaction() as connection:
            held = await personal.forget(connection, labels)
        # After the transaction: SQLite cannot empty its write-ahead log, which still has the text,
        # inside one.
        await self.erase_deleted()
        return held

    async def count_before(self, moment: datetime) -> int:
        """Count the questions that were asked before a moment."""
        async with self._shared.turn() as connection:
            ((count,),) = await connection.execute_fetchall(_COUNT, (write_utc(moment),))
        return int(count)

    async def delete_before(self, moment: datetime, most: int) -> int:
        """Delete up to `most` such questions with everything stored about them; return how many."""
        async with self._shared.transaction() as connection:
            deleted = await connection.execute(_DELETE, (write_utc(moment), most))
        return deleted.rowcount

    async def erase_deleted(self) -> None:
        """Overwrite deleted data, now or once no reader prevents that."""
        await self._secure_delete.carry_out()

    async def mark_dealt_with(self, keys: Sequence[str], moment: datetime) -> None:
        """Mark unanswered questions as dealt with; those that are marked keep their mark."""
        now = write_utc(moment)
        async with self._shared.transaction() as connection:
            await connection.executemany(_MARK, [(now, key) for key in keys])

    async def restore(self, queries: Sequence[StoredQuery]) -> None:
        """Write questions as they were stored, all or none."""
        async with self._shared.transaction() as connection:
            await stored.restore(connection, queries)

    @contextmanager
    def snapshot(self, is_stopped: IsStopped) -> Iterator[SqliteSnapshot]:
        """Read the log on a connection of its own, in one transaction. Raises QueryLogError."""
        with open_for_reading(self._path, is_stopped) as connection:
            yield SqliteSnapshot(connection)

    async def _erase(self) -> bool:
        async with self._shared.turn() as connection:
            return await empty_write_ahead(connection)
