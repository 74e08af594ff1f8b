"""The tree of slash commands: where they answer, and what happens when one fails."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.access import channel_ids_of, refusal
from bot.discord_app.failures import report, whisper

if TYPE_CHECKING:
    from bot.discord_app.client import VerbatimBot


class VerbatimTree(app_commands.CommandTree["VerbatimBot"]):
    """Holds every slash command to the allowed channels, and owns the reporting of errors."""

    def __init__(self, client: "VerbatimBot") -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )

    async def interaction_check(self, interaction: discord.Interaction["VerbatimBot"], /) -> bool:
        """Refuse, to the one who asked only, where the bot does not answer."""
        rule = interaction.client.channel_rule
        ids = channel_ids_of(interaction.channel, interaction.channel_id)
        if rule.allows(interaction.guild_id, ids):
            return True
        if interaction.type is not discord.InteractionType.autocomplete:
            guild = interaction.guild
            here = (one for one in rule.allowed if guild and guild.get_channel_or_thread(one))
            language = interaction.client.languages.for_one(interaction)
            await whisper(interaction, refusal(here, language))
        return False

    async def on_error(
        self,
        interaction: discord.Interaction["VerbatimBot"],
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Report a failed command."""
        command = interaction.command
        name = command.qualified_name if command else "unknown command"
        language = interaction.client.languages.for_one(interaction)
        await report(interaction, error, language, what=f"/{name}")
