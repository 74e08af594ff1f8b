"""The tree of slash commands, with the channel check and error reports."""

from typing import cast

import discord
from discord import app_commands

from bot.discord_app.access.channel_check import is_admitted
from bot.discord_app.access.flood import ASKS, is_within_limits
from bot.discord_app.access.permission_check import is_for_admins
from bot.discord_app.components.buttons import Host
from bot.discord_app.ui.failures import report
from bot.discord_app.ui.received import Interaction


class VerbatimTree(app_commands.CommandTree[discord.Client]):
    """Checks the channel and the rate limits of every slash command, and reports errors."""

    def __init__(self, client: discord.Client) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Refuse commands in other channels and beyond the rate limits, privately.

        Admin commands count as light, whoever tries them, and so does every typed letter.
        """
        bot = cast(Host, interaction.client)
        if not await is_admitted(interaction, bot.channel_rule, bot.languages):
            return False
        is_typing = interaction.type is discord.InteractionType.autocomplete
        is_light = is_typing or is_for_admins(interaction.command)
        is_question = interaction.command is not None and interaction.command.extras == ASKS
        return await is_within_limits(
            *(interaction, bot.flood, bot.languages),
            is_question=is_question and not is_light,
            is_light=is_light,
        )

    async def on_error(
        self,
        interaction: Interaction,
        error: app_commands.AppCommandError,
        /,
    ) -> None:
        """Report a failed command."""
        command = interaction.command
        name = command.qualified_name if command else "unknown command"
        language = cast(Host, interaction.client).languages.for_one(interaction)
        await report(interaction, error, language, what=f"/{name}")
