"""Lets those through who run the bot, and nobody else."""

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
    """The rule, asked anew at every command, button and form: a permission can be taken away."""

    rule: AdminRule
    languages: Languages

    def is_open_to(self, interaction: Interaction) -> bool:
        """Whether the one who asks for something is an admin, there where they ask."""
        owners = owners_of(interaction.client.application)
        return self.rule.allows(requester_of(interaction), owners)

    async def admits(self, interaction: Interaction, *, what: str) -> bool:
        """Return whether the one who asks is an admin; others are told that they are not.

        To be asked before deferring, since that fixes who sees the answer.
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
    """Whether a command is offered to admins only; whether it lets others in is not said here."""
    root = getattr(command, "root_parent", None) or command
    return root is not None and root.default_permissions is not None
