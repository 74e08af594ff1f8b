"""`/privacy`: what is stored about the person who asks."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.config.model import Who
from bot.discord_app.locales import Language, Languages
from bot.discord_app.privacy.buttons import PrivacyButton, write_amount
from bot.discord_app.ui.appearance import INFORMATION
from bot.discord_app.ui.cards import Row, Text, make_card
from bot.discord_app.ui.received import Interaction
from bot.querylog.personal import PersonalRecords
from bot.querylog.records import Holdings


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
        # Before the log is read: Discord waits 3 seconds for a reply, and the log may be on a
        # server.
        await interaction.response.defer(ephemeral=True, thinking=True)
        if self._records is None:
            card = nothing_card(language)
        else:
            holdings = await self._records.holdings(interaction.user.id)
            card = overview_card(holdings, self._records.who, self._keep_days, language)
        await interaction.edit_original_response(view=card)


def overview_card(
    holdings: Holdings, who: Who, keep_days: int, language: Language
) -> discord.ui.LayoutView:
    """Say what is stored about the person who asks, and how; with buttons if there is anything.

    `keep_days` is the number of days until automatic deletion; 0 for never.
    """
    texts = (
        f"### {language.say('privacy.title')}",
        _held(holdings, language),
        _how(who, language),
        f"{language.say('privacy.where')} {_how_long(keep_days, language)}",
    )
    buttons = () if holdings.is_empty else (Row(*PrivacyButton.for_overview(language)),)
    return make_card([Text("\n\n".join(texts)), *buttons], INFORMATION)


def nothing_card(language: Language) -> discord.ui.LayoutView:
    """Say that nothing is stored at all."""
    title, text = language.say("privacy.title"), language.say("privacy.log_is_off")
    return make_card([Text(f"### {title}\n{text}")], INFORMATION)


def _held(holdings: Holdings, language: Language) -> str:
    if holdings.since is None:
        return language.say("privacy.none_yet")
    since = discord.utils.format_dt(holdings.since, "D")
    return language.say("privacy.held", amount=write_amount(holdings, language), since=since)


def _how(who: Who, language: Language) -> str:
    match who:
        case Who.HASHED:
            return language.say("privacy.hashed")
        case Who.PLAIN:
            return language.say("privacy.plain")
        case Who.NONE:
            return language.say("privacy.nameless")


def _how_long(keep_days: int, language: Language) -> str:
    if not keep_days:
        return language.say("privacy.for_ever")
    return language.count("privacy.for_days", keep_days)
