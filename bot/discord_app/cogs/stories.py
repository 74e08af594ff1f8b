"""What is loaded: `/related` and `/sources`."""

import hashlib
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.articles.model import Article
from bot.discord_app import markdown
from bot.discord_app.buttons.listing import listing_card
from bot.discord_app.limits import CHOICE_NAME, CHOICES, cut
from bot.discord_app.listings import TOPIC, Listing, What
from bot.discord_app.locales import Language, Languages
from bot.discord_app.questions import clean
from bot.discord_app.references import name_of
from bot.errors import VerbatimError
from bot.live import LiveCorpus

Interaction = discord.Interaction[discord.Client]


class Stories(commands.Cog):
    """Shows the loaded articles and their related stories."""

    def __init__(self, live: LiveCorpus, languages: Languages) -> None:
        self._live = live
        self._languages = languages

    @app_commands.command(
        description="Find related stories by a topic, or list those of an article"
    )
    @app_commands.describe(
        topic="What the headlines should be about; the nearest come first",
        article="Of which article; without it, of all of them",
    )
    async def related(
        self,
        interaction: Interaction,
        topic: app_commands.Range[str, 1, TOPIC] | None = None,
        article: str | None = None,
    ) -> None:
        """List related stories."""
        corpus, whispered = self._live.corpus, self._languages.for_one(interaction)
        chosen = [find_article(corpus.articles, article, whispered)] if article else []
        names = tuple(map(name_of, chosen))
        listing = Listing(What.STORIES, names, clean(topic or ""))
        language = self._languages.for_all(interaction)
        card = await listing_card(corpus, listing, 1, language, whispered)
        await interaction.response.send_message(view=card)

    @related.autocomplete("article")
    async def _articles(
        self, _interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        found = match_titles(self._live.corpus.articles, typed)[:CHOICES]
        return [app_commands.Choice(name=choice_name(one), value=id_of(one)) for one in found]

    @app_commands.command(description="List the articles that the answers come from")
    async def sources(self, interaction: Interaction) -> None:
        """List the loaded articles."""
        language = self._languages.for_one(interaction)
        card = await listing_card(self._live.corpus, Listing(What.ARTICLES), 1, language, language)
        await interaction.response.send_message(view=card, ephemeral=True)


def choice_name(article: Article) -> str:
    """Name an article in a list of choices, where Markdown is not interpreted."""
    return cut(markdown.one_line(article.title) or article.name, CHOICE_NAME)


def id_of(article: Article) -> str:
    """Return a short name for an article, which unlike its file's always fits into a choice."""
    return "a:" + hashlib.sha256(article.name.encode("utf-8", "surrogateescape")).hexdigest()[:20]


def match_titles(articles: Sequence[Article], typed: str) -> list[Article]:
    """Return the articles whose title holds what was typed, in any case."""
    wanted = " ".join(typed.casefold().split())
    return [one for one in articles if wanted in " ".join(one.title.casefold().split())]


def find_article(articles: Sequence[Article], given: str, language: Language) -> Article:
    """Return the article that was chosen by its id, or typed by its title or a part of that.

    Raises VerbatimError where there is none, or several and none has exactly that title.
    """
    for article in articles:
        if given == id_of(article):
            return article
    found = match_titles(articles, given)
    exact = [one for one in found if one.title.casefold() == given.strip().casefold()]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        raise VerbatimError(language.say("lists.several_articles"))
    raise VerbatimError(language.say("lists.unknown_article"))
