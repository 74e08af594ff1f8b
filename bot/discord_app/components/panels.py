"""Messages with controls for the admin who requested them."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import cast

import discord

from bot.discord_app.access.flood import is_within_limits
from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.components.buttons import Host
from bot.discord_app.locales import Language
from bot.discord_app.ui.appearance import BACK, ON
from bot.discord_app.ui.failures import report
from bot.discord_app.ui.received import Interaction

logger = logging.getLogger(__name__)

_SECONDS = 600.0  # less than the 15 minutes for which the message can be changed

Action = Callable[[Interaction], Awaitable[None]]
Turn = Callable[..., Awaitable[None]]  # of an interaction, and `by` how many pages
View = discord.ui.View


class AdminPanel(View):
    """Runs an admin's presses while they are an admin, until `seconds` pass without one.

    `what` names the panel in the log; `refusal` is the key of the refusal for other admins.
    """

    def __init__(
        self,
        asked: Interaction,
        admins: AdminCheck,
        *,
        what: str,
        refusal: str = "pages.not_yours",
        seconds: float = _SECONDS,
    ) -> None:
        # discord.py keeps the view until then, so that a restart ends it; lasting buttons are
        # stateless.
        super().__init__(timeout=seconds)
        self._latest = asked  # whose token is the youngest
        self._admins = admins
        self._what = what
        self._refusal = refusal

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Refuse other people, former admins, and presses beyond the rate limit."""
        flood = cast(Host, interaction.client).flood
        if not await is_within_limits(interaction, flood, self._admins.languages, is_light=True):
            return False
        # Asked at every press, since the right may have been withdrawn while the panel was open.
        if not await self._admins.admits(interaction, what=self._what):
            return False
        if interaction.user.id != self._latest.user.id:
            refusal = self._admins.languages.for_one(interaction).say(self._refusal)
            await interaction.response.send_message(refusal, ephemeral=True)
            return False
        self._latest = interaction  # tokens live 15 minutes, so that each press prolongs the panel
        return True

    async def on_timeout(self) -> None:
        """Remove the controls that no longer work."""
        try:
            await self._latest.edit_original_response(view=None)
        except discord.HTTPException as error:  # gone, or its token has died
            logger.debug("The buttons of a message that timed out stay as they are: %s", error)

    async def on_error(
        self, interaction: Interaction, error: Exception, item: discord.ui.Item[View], /
    ) -> None:
        """Report a failure."""
        language = self._admins.languages.for_one(interaction)
        await report(interaction, error, language, what=self._what)

    def add_button(
        self,
        act: Action,
        label: str,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        emoji: str | None = None,
        disabled: bool = False,
    ) -> None:
        """Add a button that acts."""
        button = _Button(label=label, style=style, emoji=emoji, disabled=disabled)
        button.act = act
        self.add_item(button)

    def add_turns(self, turn: Turn, page: int, pages: int, language: Language) -> None:
        """Add the buttons that turn by -1 and by 1, from a page counted from 0."""
        back, on = partial(turn, by=-1), partial(turn, by=1)
        self.add_button(back, language.say("pages.previous"), emoji=BACK, disabled=page == 0)
        self.add_button(on, language.say("pages.next"), emoji=ON, disabled=page == pages - 1)


class _Button(discord.ui.Button[View]):
    act: Action

    async def callback(self, interaction: Interaction) -> None:
        """Act."""
        await self.act(interaction)
