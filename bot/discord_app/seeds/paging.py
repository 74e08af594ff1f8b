"""Reports and lists in pages."""

import asyncio
from collections.abc import Callable, Sequence

import discord

from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.components.panels import AdminPanel, Interaction

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

    async def _turn_back(self, interaction: Interaction) -> None:
        await self._turn(interaction, -1)

    async def _turn_on(self, interaction: Interaction) -> None:
        await self._turn(interaction, 1)

    async def _turn(self, interaction: Interaction, by: int) -> None:
        # Two quick presses can both come from the last page but one.
        self._number = min(max(self._number + by, 0), len(self._pages) - 1)
        self._fill()
        await interaction.response.edit_message(embed=self._pages[self._number], view=self)

    def _fill(self) -> None:
        self.clear_items()
        self.add_turns(
            (self._turn_back, self._turn_on), self._number, len(self._pages), self._language
        )
