"""Reads and writes the settings of guilds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.querylog.records import GuildSettings
from bot.querylog.sqlite.transactions import SharedConnection

_READ = "SELECT guild_id, channels, language, sentences, private FROM guild_settings"
_WRITE = """
    INSERT INTO guild_settings (guild_id, channels, language, sentences, private)
    VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (guild_id) DO UPDATE
    SET channels = excluded.channels, language = excluded.language,
        sentences = excluded.sentences, private = excluded.private
"""
_DELETE = "DELETE FROM guild_settings WHERE guild_id = ?"


@dataclass(frozen=True, slots=True)
class SqliteGuildStore:
    """Implements GuildStore."""

    shared: SharedConnection

    async def load(self) -> Mapping[int, GuildSettings]:
        """Return the settings of all guilds for which something is set, by the guilds' ids."""
        async with self.shared.turn() as connection:
            rows = await connection.execute_fetchall(_READ)
        return {
            guild_id: GuildSettings(
                None if channels is None else frozenset(json.loads(channels)),
                language,
                sentences,
                None if private is None else bool(private),
            )
            for guild_id, channels, language, sentences, private in rows
        }

    async def save(self, guild_id: int, settings: GuildSettings) -> None:
        """Keep the settings of a guild in place of those it had."""
        channels = settings.channels
        async with self.shared.transaction() as connection:
            if settings == GuildSettings():
                await connection.execute(_DELETE, (guild_id,))
                return
            values = (
                guild_id,
                None if channels is None else json.dumps(sorted(channels)),
                settings.language,
                settings.sentences,
                settings.private,
            )
            await connection.execute(_WRITE, values)
