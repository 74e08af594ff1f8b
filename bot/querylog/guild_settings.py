"""What is set for single Discord guilds, kept in the query log's database."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.querylog.transactions import SharedConnection

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
class GuildSettings:
    """What is set for a guild; None is 'as the configuration says'.

    `channels` are the ids of the only channels where the bot answers, or none for everywhere;
    `language` is the code of one of its languages.
    """

    channels: frozenset[int] | None = None
    language: str | None = None
    sentences: int | None = None
    private: bool | None = None


class SettingsStore:
    """Reads and writes the settings of guilds.

    Every method raises LogUnavailable where the database cannot be used at the moment.
    """

    def __init__(self, shared: SharedConnection) -> None:
        self._shared = shared

    async def load(self) -> Mapping[int, GuildSettings]:
        """Return the settings of all guilds for which something is set, by the guilds' ids."""
        async with self._shared.turn() as connection:
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
        async with self._shared.transaction() as connection:
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
