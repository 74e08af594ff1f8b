"""`/insight`, for admins."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.common.errors import VerbatimError
from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.insight.panel import PERIODS, Panel
from bot.discord_app.insight.source import InsightSource

Interaction = discord.Interaction[discord.Client]


class Insights(commands.Cog):
    """Shows admins what people ask and what no article answers."""

    def __init__(self, source: InsightSource | None, admins: AdminCheck) -> None:
        self._source = source
        self._admins = admins

    @app_commands.command(description="See what people ask and what no article answers (admins)")
    @app_commands.describe(days="How far back")
    @app_commands.choices(
        days=[app_commands.Choice(name=f"{days} days", value=days) for days in PERIODS]
    )
    @app_commands.default_permissions(
        manage_guild=True
    )  # only a hint for Discord; the real check is below
    async def insight(self, interaction: Interaction, days: int = PERIODS[0]) -> None:
        """Check before deferring, because deferring fixes who sees the answer."""
        if not await self._admins.admits(interaction, what="/insight"):
            return
        language = self._admins.languages.for_one(interaction)
        if self._source is None:
            raise VerbatimError(language.say("insight.no_log"))
        await interaction.response.defer(ephemeral=True, thinking=True)
        panel = Panel(interaction, self._admins, self._source, language)
        await panel.show_figures(interaction, days)
