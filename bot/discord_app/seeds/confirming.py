"""Buttons by which an admin says what is to be done, once."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import discord

from bot.discord_app.failures import report
from bot.discord_app.gate import AdminGate

logger = logging.getLogger(__name__)

_SECONDS = 180.0

Interaction = discord.Interaction[discord.Client]
Action = Callable[[Interaction], Awaitable[None]]
View = discord.ui.View


@dataclass(frozen=True, slots=True)
class Choice:
    """A button, and what it does; that answers the interaction.

    One that opens a form may be pressed again, since a form can be closed unsent.
    """

    label: str
    act: Action
    style: discord.ButtonStyle = discord.ButtonStyle.secondary
    opens_form: bool = False


class Confirmation(View):
    """Offers choices to the admin who was asked, until one is made or three minutes have passed.

    Whoever presses must be that person, and still be an admin then.
    """

    def __init__(self, asked: Interaction, gate: AdminGate, choices: Sequence[Choice]) -> None:
        super().__init__(timeout=_SECONDS)
        self._asked = asked
        self._gate = gate
        for choice in choices:
            self.add_item(_Button(choice))

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Refuse everybody else, and an admin who no longer is one."""
        if not await self._gate.admits(interaction, what="a button of /seeds"):
            return False
        if interaction.user.id == self._asked.user.id:
            return True
        refusal = self._gate.languages.for_one(interaction).say("seeds.not_yours")
        await interaction.response.send_message(refusal, ephemeral=True)
        return False

    async def on_timeout(self) -> None:
        """Take the buttons away, which have stopped working."""
        try:
            await self._asked.edit_original_response(view=None)
        except discord.HTTPException as error:  # gone, or its token has died
            logger.debug("The buttons of a message that timed out stay as they are: %s", error)

    async def on_error(
        self, interaction: Interaction, error: Exception, item: discord.ui.Item[View], /
    ) -> None:
        """Tell of what failed."""
        language = self._gate.languages.for_one(interaction)
        await report(interaction, error, language, what="a button of /seeds")


class _Button(discord.ui.Button[View]):
    def __init__(self, choice: Choice) -> None:
        super().__init__(label=choice.label, style=choice.style)
        self._choice = choice

    async def callback(self, interaction: Interaction) -> None:
        """Act, unless another press of a button of the same message came first."""
        if self.view is None or self.view.is_finished():
            await interaction.response.defer()
            return
        if not self._choice.opens_form:
            self.view.stop()
        await self._choice.act(interaction)
