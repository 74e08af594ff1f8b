"""`/brief`: an article in a few of its own sentences."""

from discord import app_commands
from discord.ext import commands

from bot.discord_app.ask.answer_service import AnswerService
from bot.discord_app.ask.cards import answer_card
from bot.discord_app.locales import Languages
from bot.discord_app.ui.choices import article_choices, chosen_article
from bot.discord_app.ui.received import Interaction
from bot.library.live import LiveCorpus
from bot.querylog.model import Place


class Brief(commands.Cog):
    """Sums articles up."""

    def __init__(self, live: LiveCorpus, service: AnswerService, languages: Languages) -> None:
        self._live = live
        self._service = service
        self._languages = languages

    @app_commands.command(description="Sum up an article in its own sentences")
    @app_commands.describe(article="The article")
    async def brief(self, interaction: Interaction, article: str) -> None:
        """Show the gist of an article, privately."""
        language = self._languages.for_one(interaction)
        chosen = await chosen_article(self._live.corpus.catalogue, article, language)
        place = Place("discord", interaction.guild_id, interaction.channel_id)
        with self._service.attending():
            # Reading may take longer than the three seconds that Discord waits for a reply.
            await interaction.response.defer(ephemeral=True, thinking=True)
            reply = await self._service.brief(chosen, interaction.user.id, place)
            card = answer_card(reply, language, show_question=False)
            await interaction.edit_original_response(view=card)

    @brief.autocomplete("article")
    async def _articles(
        self, _interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await article_choices(self._live.corpus.catalogue, typed)
