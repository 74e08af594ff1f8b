"""`/settings`, for admins."""

from discord import app_commands
from discord.ext import commands

from bot.common.errors import VerbatimError
from bot.discord_app.access.channel_check import ANYWHERE
from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.settings.panel import SettingsPanel
from bot.discord_app.settings.store import ServerSettings
from bot.discord_app.ui.received import Interaction


class Settings(commands.Cog):
    """Lets admins change the settings of their server."""

    def __init__(self, settings: ServerSettings, admins: AdminCheck) -> None:
        self._settings = settings
        self._admins = admins

    @app_commands.command(
        description="Choose where and how I answer in this server (admins)", extras=ANYWHERE
    )
    @app_commands.default_permissions(
        manage_guild=True
    )  # only a hint for Discord; the real check is below
    async def settings(self, interaction: Interaction) -> None:
        """Show the settings and their controls."""
        if not await self._admins.admits(interaction, what="/settings"):
            return
        language = self._admins.languages.for_one(interaction)
        if interaction.guild is None:
            raise VerbatimError(language.say("settings.not_here"))
        if not self._settings.can_be_changed:
            raise VerbatimError(language.say("settings.no_log"))
        panel = SettingsPanel(
            interaction, interaction.guild, self._admins, self._settings, language
        )
        await interaction.response.send_message(embed=panel.embed, view=panel, ephemeral=True)
