"""Confirmation buttons for admins."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.components.panels import Action, AdminPanel, Interaction, View

_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A button, and the action that answers the interaction.

    A button that opens a form may be pressed again, since a form can be closed unsent.
    """

    label: str
    act: Action
    style: discord.ButtonStyle = discord.ButtonStyle.secondary
    opens_form: bool = False


class Confirmation(AdminPanel):
    """Offers choices to an admin, until one is made or three minutes have passed."""

    def __init__(self, asked: Interaction, admins: AdminCheck, choices: Sequence[Choice]) -> None:
        super().__init__(
            asked,
            admins,
            what="a button of /seeds",
            refusal="seeds.not_yours",
            seconds=_SECONDS,
        )
        for choice in choices:
            self.add_item(_Button(choice))

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Refuse as every panel does, but go on from the first interaction.

        By one that opened a form the message cannot be changed.
        """
        asked = self._latest
        is_admitted = await super().interaction_check(interaction)
        self._latest = asked
        return is_admitted


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
