"""Tells the processes that share a database that the articles have changed."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass

import psycopg

from bot.querylog.postgresql.address import Address
from bot.querylog.postgresql.connecting import (
    BlockingConnection,
    Connection,
    connect,
    connect_blocking,
    fault_of,
)

logger = logging.getLogger(__name__)

_READ = "SELECT token FROM reload_signal"
_WRITE = """
    INSERT INTO reload_signal (token) VALUES (%s)
    ON CONFLICT (is_only) DO UPDATE SET token = excluded.token
"""
_NOTIFY, _LISTEN = "NOTIFY verbatim_reload", "LISTEN verbatim_reload"


@dataclass(frozen=True, slots=True)
class PostgresqlSignal:
    """Implements Signal: a token in a row, and NOTIFY for those who listen at the moment."""

    address: Address

    @property
    def is_followed(self) -> bool:
        """Whether there may be others."""
        return True

    def give(self) -> None:
        """Tell all, this process among them. A server that is away is one warning; blocks."""
        try:
            with connect_blocking(self.address) as connection:
                tell(connection)
        except psycopg.Error as error:
            logger.warning(
                "%s cannot be written (%s), so the other processes do not hear of the change:"
                " restart them",
                *(self.address.name, fault_of(error)),
            )

    def read(self) -> str | None:
        """Return the last word, empty if there was none, or None if it is unknown; blocks."""
        try:
            with connect_blocking(self.address) as connection:
                row = connection.execute(_READ).fetchone()
        except psycopg.Error as error:
            logger.debug("%s cannot be read: %s", self.address.name, error)
            return None
        return "" if row is None else str(row[0])

    async def words(self, seconds: float) -> AsyncIterator[str | None]:
        """Yield the last word at once when one is given, and every so many seconds.

        A server that is away is asked again after so many seconds.
        """
        while True:
            try:
                async with await connect(self.address) as connection:
                    await connection.execute(_LISTEN)
                    while True:
                        yield await _last(connection)
                        async for _ in connection.notifies(timeout=seconds, stop_after=1):
                            pass
            except psycopg.Error as error:
                logger.debug("%s cannot be listened to: %s", self.address.name, error)
                await asyncio.sleep(seconds)


def tell(connection: BlockingConnection) -> None:
    """Tell all when the transaction is committed, and nobody if it is not. Raises psycopg.Error."""
    connection.execute(_WRITE, (secrets.token_hex(8),))
    connection.execute(_NOTIFY)


async def _last(connection: Connection) -> str:
    row = await (await connection.execute(_READ)).fetchone()
    return "" if row is None else str(row[0])


def open_signal(url: str, password: str | None) -> PostgresqlSignal:
    """Return the signal of those who share the database at a URL."""
    return PostgresqlSignal(Address(url, password))
