"""`/privacy`: what is stored about the person who asks."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.locales import Languages
from bot.discord_app.privacy.cards import nothing_card, overview_card
from bot.querylog.personal import PersonalRecords

Interaction = discord.Interaction[discord.Client]


class Privacy(commands.Cog):
    """Shows people what is stored about them, with buttons to download and delete it."""

    def __init__(
        self, records: PersonalRecords | None, languages: Languages, *, keep_days: int
    ) -> None:
        self._records = records
        self._languages = languages
        self._keep_days = keep_days

    @app_commands.command(description="See, download or delete what is stored about you")
    async def privacy(self, interaction: Interaction) -> None:
        """Answer privately."""
        language = self._languages.for_one(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        if self._records is None:
            card = nothing_card(language)
        else:
            holdings = await self._records.holdings(interaction.user.id)
            card = overview_card(holdings, self._records.who, self._keep_days, language)
        await interaction.edit_original_response(view=card)
