"""Reads and writes the settings of guilds."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from bot.querylog.postgresql.connecting import Connection
from bot.querylog.records import GuildSettings

_READ = "SELECT guild_id, channels, language, sentences, private FROM guild_settings"
_WRITE = """
    INSERT INTO guild_settings (guild_id, channels, language, sentences, private)
    VALUES (%s, %s::bigint[], %s, %s, %s)
    ON CONFLICT (guild_id) DO UPDATE
    SET channels = excluded.channels, language = excluded.language,
        sentences = excluded.sentences, private = excluded.private
"""
_DELETE = "DELETE FROM guild_settings WHERE guild_id = %s"


@dataclass(frozen=True, slots=True)
class PostgresqlGuildStore:
    """Implements GuildStore; `turn` gives the connection to one at a time."""

    turn: Callable[[], AbstractAsyncContextManager[Connection]]

    async def load(self) -> Mapping[int, GuildSettings]:
        """Return the settings of all guilds for which something is set, by the guilds' ids."""
        async with self.turn() as connection:
            rows = await (await connection.execute(_READ)).fetchall()
        return {
            guild_id: GuildSettings(None if channels is None else frozenset(channels), *rest)
            for guild_id, channels, *rest in rows
        }

    async def save(self, guild_id: int, settings: GuildSettings) -> None:
        """Keep the settings of a guild in place of those it had."""
        channels = None if settings.channels is None else sorted(settings.channels)
        values = (guild_id, channels, settings.language, settings.sentences, settings.private)
        async with self.turn() as connection:
            if settings == GuildSettings():
                await connection.execute(_DELETE, (guild_id,))
            else:
                await connection.execute(_WRITE, values)
