"""The settings of the servers, in one store."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress

from bot.config import Config
from bot.querylog.errors import LogUnavailable
from bot.querylog.records import GuildSettings
from bot.querylog.store import GuildStore

logger = logging.getLogger(__name__)

_AGAIN_SECONDS = 5.0
NOTHING_SET = GuildSettings()


class ServerSettings:
    """The settings of each server, read once and changed only here.

    So no question waits for the database. A guild of None is a direct message, for which nothing
    can be set, so that the defaults of the configuration apply. Without a store, nothing can be set
    at all.
    """

    def __init__(self, store: GuildStore | None, config: Config) -> None:
        self._store = store
        self._by_guild: Mapping[int, GuildSettings] = {}
        self._config = config

    @property
    def can_be_changed(self) -> bool:
        """Whether there is a database to store them in."""
        return self._store is not None

    async def load(self) -> None:
        """Read them all. Raises LogUnavailable."""
        if self._store is not None:
            self._by_guild = await self._store.load()

    async def load_or_later(self) -> asyncio.Task[None] | None:
        """Read them all; if that fails, the defaults apply, until the task has read them."""
        try:
            await self.load()
        # The bot answers with the defaults rather than not at all.
        except LogUnavailable as error:
            logger.warning("The settings of servers cannot be read yet, defaults apply: %s", error)
            return asyncio.create_task(self._load_later(), name="settings")
        return None

    async def _load_later(self) -> None:
        while True:
            await asyncio.sleep(_AGAIN_SECONDS)
            with suppress(LogUnavailable):
                await self.load()
                return

    async def change(self, guild_id: int, settings: GuildSettings) -> None:
        """Store the settings of a server, which apply at once.

        Raises LogUnavailable; then they are as they were. Must not be called without a store.
        """
        if self._store is None:
            raise RuntimeError("There is nowhere to store the settings")
        await self._store.save(guild_id, settings)
        # A new mapping: answers read the old one from their threads meanwhile.
        self._by_guild = {**self._by_guild, guild_id: settings}

    def of(self, guild_id: int | None) -> GuildSettings:
        """Return the settings of a server itself."""
        return NOTHING_SET if guild_id is None else self._by_guild.get(guild_id, NOTHING_SET)

    def channels(self, guild_id: int | None) -> frozenset[int]:
        """Return the ids of the only channels where the bot answers; none means everywhere."""
        chosen = self.of(guild_id).channels
        return frozenset(self._config.discord.allowed_channels) if chosen is None else chosen

    def language(self, guild_id: int | None) -> str | None:
        """Return the code of the language for public replies, or None for the server's."""
        return self.of(guild_id).language or self._config.discord.language

    def sentences(self, guild_id: int | None) -> int:
        """Return the maximum number of sentences per answer."""
        return self.of(guild_id).sentences or self._config.answers.sentences

    def is_private(self, guild_id: int | None) -> bool:
        """Whether answers to commands are private unless the person chooses otherwise.

        In a direct message all are, so that nothing has to be hidden there.
        """
        if guild_id is None:
            return False
        chosen = self.of(guild_id).private
        return self._config.discord.private if chosen is None else chosen
