"""For admins: `/reload`."""

import logging

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.access import ReloadRule, owners_of, requester_of
from bot.discord_app.failures import whisper
from bot.discord_app.library_embeds import reload_pages
from bot.discord_app.locales import Languages
from bot.discord_app.views import send_pages
from bot.live import LiveCorpus

Interaction = discord.Interaction[discord.Client]

logger = logging.getLogger(__name__)


class Seeds(commands.Cog):
    """Reads the seeds again."""

    def __init__(self, live: LiveCorpus, languages: Languages, rule: ReloadRule) -> None:
        self._live = live
        self._languages = languages
        self._rule = rule

    @app_commands.command(description="Read the seed files again (admins)")
    @app_commands.default_permissions(manage_guild=True)  # a hint; what counts is checked below
    async def reload(self, interaction: Interaction) -> None:
        """Refuse before deferring, since that fixes who sees the answer."""
        requester = requester_of(interaction)
        language = self._languages.for_one(interaction)
        if not self._rule.allows(requester, owners_of(interaction.client.application)):
            logger.warning(
                "/reload was refused to user %s in guild %s", requester.user_id, requester.guild_id
            )
            await whisper(interaction, language.say("reload.refused"))
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        reload = await self._live.reload()
        logger.info("The seeds were reloaded by user %s", requester.user_id)
        await send_pages(
            interaction, reload_pages(reload, language), self._languages, ephemeral=True
        )
