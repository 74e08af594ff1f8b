"""Buttons: pages that can be turned."""

import logging
from collections.abc import Awaitable, Callable, Sequence

import discord

from bot.discord_app.failures import report
from bot.discord_app.locales import Language, Languages

logger = logging.getLogger(__name__)

_SECONDS = 180.0

Interaction = discord.Interaction[discord.Client]
Check = Callable[[Interaction], Awaitable[bool]]


async def admit_all(_interaction: Interaction) -> bool:
    """Refuse nobody."""
    return True


class Pager(discord.ui.View):
    """Turns pages for the one who asked for them, until nobody has for three minutes."""

    def __init__(
        self,
        pages: Sequence[discord.Embed],
        asked: Interaction,
        languages: Languages,
        language: Language,
        admits: Check,
    ) -> None:
        super().__init__(timeout=_SECONDS)
        self.previous.label = language.say("pages.previous")
        self.next.label = language.say("pages.next")
        self._pages = pages
        self._languages = languages
        self._number = 0
        self._latest = asked  # whose token is the youngest
        self._asker = asked.user.id
        self._admits = admits
        self._mark_ends()

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let only the one who asked turn the pages."""
        if interaction.user.id == self._asker:
            return await self._admits(interaction)
        refusal = self._languages.for_one(interaction).say("pages.not_yours")
        await interaction.response.send_message(refusal, ephemeral=True)
        return False

    async def on_timeout(self) -> None:
        """Show that the buttons have stopped working."""
        self.previous.disabled = self.next.disabled = True
        try:
            await self._latest.edit_original_response(view=self)
        except discord.HTTPException as error:  # gone, or its token has died
            logger.debug("The buttons of a message that timed out stay as they are: %s", error)

    async def on_error(
        self, interaction: Interaction, error: Exception, item: discord.ui.Item[discord.ui.View], /
    ) -> None:
        """Report a failed turn of the page."""
        await report(interaction, error, self._languages.for_one(interaction), what="a button")

    @discord.ui.button(emoji="◀")
    async def previous(
        self, interaction: Interaction, _button: discord.ui.Button[discord.ui.View]
    ) -> None:
        """Turn back."""
        await self._turn(interaction, -1)

    @discord.ui.button(emoji="▶")
    async def next(
        self, interaction: Interaction, _button: discord.ui.Button[discord.ui.View]
    ) -> None:
        """Turn on."""
        await self._turn(interaction, 1)

    async def _turn(self, interaction: Interaction, by: int) -> None:
        # Two quick presses can both come from the last page but one.
        self._number = min(max(self._number + by, 0), len(self._pages) - 1)
        self._latest = interaction
        self._mark_ends()
        await interaction.response.edit_message(embed=self._pages[self._number], view=self)

    def _mark_ends(self) -> None:
        self.previous.disabled = self._number == 0
        self.next.disabled = self._number == len(self._pages) - 1


async def send_pages(
    interaction: Interaction,
    pages: Sequence[discord.Embed],
    languages: Languages,
    *,
    ephemeral: bool,
    admits: Check = admit_all,
) -> None:
    """Answer an interaction with pages, with buttons where there are several.

    An interaction that was deferred before keeps the visibility of that. `admits` is asked before
    each turn of a page whether the one who asked may still see it, and tells them where not.
    """
    language = languages.for_one(interaction) if ephemeral else languages.for_all(interaction)
    several = len(pages) > 1
    view = Pager(pages, interaction, languages, language, admits) if several else None
    if interaction.response.is_done():
        await interaction.edit_original_response(content=None, embed=pages[0], view=view)
    else:
        await interaction.response.send_message(
            embed=pages[0], view=view or discord.utils.MISSING, ephemeral=ephemeral
        )
