"""`/help`: what is loaded, and how to ask."""

import asyncio

from discord import app_commands
from discord.ext import commands

from bot.discord_app.access.channels import channel_ids_of
from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.help.card import help_card
from bot.discord_app.locales import Languages
from bot.discord_app.ui.mentions import CommandMentions
from bot.discord_app.ui.received import Interaction
from bot.library.live import LiveCorpus
from bot.retrieval.retriever import Retriever
from bot.service.examples import find_example


class Help(commands.Cog):
    """Introduces the bot to newcomers."""

    def __init__(
        self,
        live: LiveCorpus,
        languages: Languages,
        mentions: CommandMentions,
        admins: AdminCheck,
        *,
        threshold: float,
        question_channels: frozenset[int],
        keeps_log: bool,
    ) -> None:
        self._live = live
        self._languages = languages
        self._mentions = mentions
        self._admins = admins
        self._threshold = threshold
        self._question_channels = question_channels
        self._keeps_log = keeps_log
        self._example: tuple[str, str | None] | None = None  # of a version of the articles

    @app_commands.command(description="What I know and how to ask me")
    async def help(self, interaction: Interaction) -> None:
        """Answer privately."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        corpus = self._live.corpus
        example = await self._example_from(corpus)
        me = interaction.client.user
        here = channel_ids_of(interaction.channel, interaction.channel_id)
        card = help_card(
            corpus,
            example,
            me=me.mention if me else "",
            mentions=self._mentions,
            every_question=bool(self._question_channels & here),
            keeps_log=self._keeps_log,
            for_admin=await self._admins.is_open_to(interaction),
            language=self._languages.for_one(interaction),
        )
        await interaction.edit_original_response(view=card)

    async def _example_from(self, corpus: Retriever) -> str | None:
        """Find an example once for each version of the articles: it may take 60 questions."""
        if self._example is None or self._example[0] != corpus.version:
            found = await asyncio.to_thread(find_example, corpus, self._threshold)
            self._example = (corpus.version, found)
        return self._example[1]
