"""What is loaded: `/related`, `/sources` and `/quotes`."""

import asyncio
from collections.abc import Sequence

from discord import app_commands
from discord.ext import commands

from bot.discord_app.locales import Languages
from bot.discord_app.sources.citations import name_of
from bot.discord_app.sources.list_buttons import listing_card
from bot.discord_app.sources.listings import TOPIC, Listing, What, speeches_of
from bot.discord_app.ui.choices import (
    article_choices,
    chosen_article,
    chosen_speaker,
    speaker_choices,
)
from bot.discord_app.ui.mentions import without_mentions
from bot.discord_app.ui.received import Interaction
from bot.library.live import LiveCorpus
from bot.retrieval.speeches import Speaker

_SOON = 2.0
"""Seconds; Discord waits for three."""


class Stories(commands.Cog):
    """Shows the loaded articles and their related stories."""

    def __init__(self, live: LiveCorpus, languages: Languages) -> None:
        self._live = live
        self._languages = languages
        self._speakers = Speakers(live)

    @app_commands.command(
        description="Find related stories on a topic, or list those of an article"
    )
    @app_commands.describe(
        topic="The topic of the headlines; the closest come first",
        article="The article; leave it out for all articles",
    )
    async def related(
        self,
        interaction: Interaction,
        topic: app_commands.Range[str, 1, TOPIC] | None = None,
        article: str | None = None,
    ) -> None:
        """List related stories."""
        corpus, private_language = self._live.corpus, self._languages.for_one(interaction)
        catalogue = corpus.catalogue
        chosen = [await chosen_article(catalogue, article, private_language)] if article else []
        names = tuple(map(name_of, chosen))
        listing = Listing(What.STORIES, names, without_mentions(topic or ""))
        language = self._languages.for_all(interaction)
        card = await listing_card(corpus, listing, 1, language, private_language)
        await interaction.response.send_message(view=card)

    @related.autocomplete("article")
    async def _articles(
        self, _interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await article_choices(self._live.corpus.catalogue, typed)

    @app_commands.command(description="List what somebody said, newest first")
    @app_commands.describe(speaker="Who said it")
    async def quotes(
        self, interaction: Interaction, speaker: app_commands.Range[str, 1, 100]
    ) -> None:
        """List the quotations of a speaker."""
        corpus, private_language = self._live.corpus, self._languages.for_one(interaction)
        # Deferred only if it takes long: a deferred reply shows 'thinking' first.
        speakers = await self._speakers.within(_SOON)
        if speakers is None:
            await interaction.response.defer()
            speakers = await self._speakers.within(None) or ()
        chosen = await asyncio.to_thread(chosen_speaker, speakers, speaker, private_language)
        listing = speeches_of(chosen)
        language = self._languages.for_all(interaction)
        card = await listing_card(corpus, listing, 1, language, private_language)
        if interaction.response.is_done():
            await interaction.followup.send(view=card)
        else:
            await interaction.response.send_message(view=card)

    @quotes.autocomplete("speaker")
    async def _quoted(
        self, _interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return await speaker_choices(await self._speakers.within(_SOON) or (), typed)

    @app_commands.command(description="List the articles I answer from")
    async def sources(self, interaction: Interaction) -> None:
        """List the loaded articles."""
        language = self._languages.for_one(interaction)
        card = await listing_card(self._live.corpus, Listing(What.ARTICLES), 1, language, language)
        await interaction.response.send_message(view=card, ephemeral=True)


class Speakers:
    """Reads the quoted speakers of a corpus once, in a thread."""

    def __init__(self, live: LiveCorpus) -> None:
        self._live = live
        # By version: the corpus itself would stay in memory after a reload.
        self._read: tuple[str, asyncio.Task[Sequence[Speaker]]] | None = None

    async def within(self, seconds: float | None) -> Sequence[Speaker] | None:
        """Return the speakers, most quoted first; None if that takes longer than `seconds`.

        The reading continues meanwhile, so that a later call finds it done.
        """
        corpus = self._live.corpus
        if self._read is None or self._read[0] != corpus.version:
            task = asyncio.create_task(asyncio.to_thread(lambda: corpus.speakers))
            self._read = (corpus.version, task)
        task = self._read[1]
        done, _ = await asyncio.wait({task}, timeout=seconds)
        return task.result() if done else None
