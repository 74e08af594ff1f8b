"""The messages of `/seeds` with buttons: pages to turn, and choices to confirm."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import discord

from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.components.panels import Action, AdminPanel
from bot.discord_app.ui.received import Interaction

_SECONDS = 180.0


async def send_pages(
    interaction: Interaction, make: Callable[[], Sequence[discord.Embed]], admins: AdminCheck
) -> None:
    """Answer an interaction that was deferred, with buttons if there are several pages.

    They are made in a worker thread: of ten thousand files, it takes a tenth of a second.
    """
    pages = await asyncio.to_thread(make)
    view = Pager(pages, interaction, admins) if len(pages) > 1 else None
    await interaction.edit_original_response(content=None, embed=pages[0], view=view)


class Pager(AdminPanel):
    """Turns pages, until nobody has for three minutes."""

    def __init__(
        self, pages: Sequence[discord.Embed], asked: Interaction, admins: AdminCheck
    ) -> None:
        super().__init__(asked, admins, what="a page of /seeds", seconds=_SECONDS)
        self._pages = pages
        self._number = 0
        self._language = admins.languages.for_one(asked)
        self._fill()

    async def _turn(self, interaction: Interaction, *, by: int) -> None:
        # Two quick presses can both come from the last page but one.
        self._number = min(max(self._number + by, 0), len(self._pages) - 1)
        self._fill()
        await interaction.response.edit_message(embed=self._pages[self._number], view=self)

    def _fill(self) -> None:
        self.clear_items()
        self.add_turns(self._turn, self._number, len(self._pages), self._language)


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
        what, refusal = "a button of /seeds", "seeds.not_yours"
        super().__init__(asked, admins, what=what, refusal=refusal, seconds=_SECONDS)
        for choice in choices:
            self.add_button(partial(self._choose, choice), choice.label, style=choice.style)

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Refuse as every panel does, but go on from the first interaction.

        By one that opened a form the message cannot be changed.
        """
        asked = self._latest
        is_admitted = await super().interaction_check(interaction)
        self._latest = asked
        return is_admitted

    async def _choose(self, choice: Choice, interaction: Interaction) -> None:
        """Act, unless another press of a button of the same message came first."""
        if self.is_finished():
            await interaction.response.defer()
            return
        if not choice.opens_form:
            self.stop()
        await choice.act(interaction)
