"""The permission check for admin commands."""

import asyncio
import logging
import math
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.discord_app.access.channels import AdminRule, owners_of, requester_of
from bot.discord_app.locales import Languages
from bot.discord_app.ui.failures import reply_privately
from bot.discord_app.ui.received import Interaction

logger = logging.getLogger(__name__)

_FRESH_SECONDS = 5.0
_PATIENCE = 1.5  # seconds, of the three within which an interaction is to be acknowledged

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu


class Owners:
    """The application's owner or team, read again from Discord: somebody may have left the team."""

    def __init__(self) -> None:
        self._known: frozenset[int] | None = None
        self._read_at = -math.inf
        self._reading = asyncio.Lock()

    async def read(self, client: discord.Client) -> frozenset[int]:
        """Return the owners, at most a few seconds old.

        If Discord does not respond, the last known ones.
        """
        async with self._reading:
            if time.perf_counter() - self._read_at > _FRESH_SECONDS:
                with suppress(discord.HTTPException, aiohttp.ClientError, TimeoutError):
                    async with asyncio.timeout(_PATIENCE):
                        self._known = owners_of(await client.application_info())
                self._read_at = time.perf_counter()
        return owners_of(client.application) if self._known is None else self._known


@dataclass(frozen=True, slots=True)
class AdminCheck:
    """Checks the admin rule at every command, button and form: permissions can be withdrawn."""

    rule: AdminRule
    languages: Languages
    owners: Owners = field(default_factory=Owners)

    async def is_open_to(self, interaction: Interaction) -> bool:
        """Whether the user of an interaction is an admin in its guild."""
        requester = requester_of(interaction)
        if self.rule.allows(requester, frozenset()):
            return True
        return self.rule.allows(requester, await self.owners.read(interaction.client))

    async def admits(self, interaction: Interaction, *, what: str) -> bool:
        """Whether the user is an admin; anybody else gets a refusal.

        Call this before deferring, because deferring fixes the visibility of the answer.
        """
        if await self.is_open_to(interaction):
            return True
        logger.warning(
            "%s was refused to user %s in guild %s",
            *(what, interaction.user.id, interaction.guild_id),
        )
        await reply_privately(
            interaction, self.languages.for_one(interaction).say("reload.refused")
        )
        return False


def is_for_admins(command: AnyCommand | None) -> bool:
    """Whether Discord offers a command to admins only; this does not protect the command."""
    root = getattr(command, "root_parent", None) or command
    return root is not None and root.default_permissions is not None
