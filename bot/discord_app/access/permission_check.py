"""The permission check for admin commands."""

import logging
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from bot.discord_app.access.channels import AdminRule, owners_of, requester_of
from bot.discord_app.locales import Languages
from bot.discord_app.ui.failures import whisper

logger = logging.getLogger(__name__)

Interaction = discord.Interaction[discord.Client]
AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu


@dataclass(frozen=True, slots=True)
class AdminCheck:
    """Checks the admin rule at every command, button and form: permissions can be withdrawn."""

    rule: AdminRule
    languages: Languages

    def is_open_to(self, interaction: Interaction) -> bool:
        """Whether the person who uses something is an admin there."""
        owners = owners_of(interaction.client.application)
        return self.rule.allows(requester_of(interaction), owners)

    async def admits(self, interaction: Interaction, *, what: str) -> bool:
        """Return whether the person who asks is an admin; tell others that they are not.

        Call this before deferring, because deferring fixes who sees the answer.
        """
        if self.is_open_to(interaction):
            return True
        logger.warning(
            "%s was refused to user %s in guild %s",
            *(what, interaction.user.id, interaction.guild_id),
        )
        await whisper(interaction, self.languages.for_one(interaction).say("reload.refused"))
        return False


def is_for_admins(command: AnyCommand | None) -> bool:
    """Whether Discord offers a command to admins only; this does not protect the command."""
    root = getattr(command, "root_parent", None) or command
    return root is not None and root.default_permissions is not None
