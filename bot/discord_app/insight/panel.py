"""The message of `/insight`: its cards, and the buttons that lead from one to another."""

import io
import logging
from collections.abc import Awaitable, Callable, Sequence

import discord
from discord.utils import utcnow

from bot.discord_app.failures import report
from bot.discord_app.gate import AdminGate
from bot.discord_app.insight.cards import (
    GROUPS_A_PAGE,
    count_pages,
    groups_embed,
    option_label,
)
from bot.discord_app.insight.source import InsightSource
from bot.discord_app.locales import Language
from bot.querylog.exporting import groups_as_csv
from bot.querylog.grouping import Group

logger = logging.getLogger(__name__)

PERIODS = (7, 30)
"""Days."""

_SECONDS = 600.0  # less than the 15 minutes for which the message can be changed

Interaction = discord.Interaction[discord.Client]
Action = Callable[[Interaction], Awaitable[None]]
View = discord.ui.View


class Panel(View):
    """Shows figures or unanswered questions to the admin who asked, as long as they are one."""

    def __init__(
        self, asked: Interaction, gate: AdminGate, source: InsightSource, language: Language
    ) -> None:
        super().__init__(timeout=_SECONDS)
        self._latest = asked  # whose token is the youngest
        self._gate = gate
        self._source = source
        self._language = language
        self._days = PERIODS[0]
        self._groups: tuple[Group, ...] = ()
        self._page = 0

    async def show_figures(self, interaction: Interaction, days: int) -> None:
        """Show the figures of the last days; the interaction must have been deferred."""
        self._days = days
        guild_id = interaction.guild_id
        card = await self._source.figures(days, guild_id, self._language)
        self._groups = await self._source.unanswered(days, guild_id)
        self.clear_items()
        for one in PERIODS:
            self._add_button(self._show_period(one), "insight.days", one, disabled=one == days)
        self._add_button(
            self._show_unanswered, "insight.show_unanswered", len(self._groups), is_main=True
        )
        await interaction.edit_original_response(
            embed=card.embed, attachments=card.files, view=self
        )

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Refuse everybody else, and an admin who no longer is one."""
        if not await self._gate.admits(interaction, what="a button of /insight"):
            return False
        if interaction.user.id != self._latest.user.id:
            refusal = self._gate.languages.for_one(interaction).say("pages.not_yours")
            await interaction.response.send_message(refusal, ephemeral=True)
            return False
        self._latest = interaction
        return True

    async def on_timeout(self) -> None:
        """Take the buttons away, which have stopped working."""
        try:
            await self._latest.edit_original_response(view=None)
        except discord.HTTPException as error:  # gone, or its token has died
            logger.debug("The buttons of a message that timed out stay as they are: %s", error)

    async def on_error(
        self, interaction: Interaction, error: Exception, item: discord.ui.Item[View], /
    ) -> None:
        """Tell of what failed."""
        language = self._gate.languages.for_one(interaction)
        await report(interaction, error, language, what="a button of /insight")

    def _show_period(self, days: int) -> Action:
        async def show(interaction: Interaction) -> None:
            await interaction.response.defer()
            await self.show_figures(interaction, days)

        return show

    async def _show_unanswered(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        self._page = 0
        await self._list_groups(interaction)

    async def _turn_back(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        self._page -= 1
        await self._list_groups(interaction)

    async def _turn_on(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        self._page += 1
        await self._list_groups(interaction)

    async def mark(self, interaction: Interaction, chosen: Sequence[Group]) -> None:
        """Mark the questions of some groups as dealt with, and list what is left."""
        await interaction.response.defer()
        questions = [one for group in chosen for one in group.asked]
        await self._source.log.mark_dealt_with(questions)
        logger.info(
            "User %s marked %d questions as dealt with", interaction.user.id, len(questions)
        )
        self._groups = await self._source.unanswered(self._days, interaction.guild_id)
        await self._list_groups(interaction)

    async def _export(self, interaction: Interaction) -> None:
        # With a mark at the start, by which spreadsheets know the encoding.
        table = "".join(groups_as_csv(self._groups)).encode("utf-8-sig")
        name = f"unanswered-{utcnow():%Y-%m-%d}.csv"
        await interaction.response.send_message(
            self._language.count("insight.exported", len(self._groups)),
            file=discord.File(io.BytesIO(table), name),
            ephemeral=True,
        )

    async def _list_groups(self, interaction: Interaction) -> None:
        last = count_pages(self._groups) - 1
        # Two quick presses can both come from the last page but one, and marked ones are gone.
        self._page = min(max(self._page, 0), last)
        first = self._page * GROUPS_A_PAGE
        shown = self._groups[first : first + GROUPS_A_PAGE]
        self.clear_items()
        if shown:
            self.add_item(_Marking(self, shown, self._language))
        if last:
            self._add_button(self._turn_back, "pages.previous", disabled=self._page == 0)
            self._add_button(self._turn_on, "pages.next", disabled=self._page == last)
        if self._groups:
            self._add_button(self._export, "insight.export")
        self._add_button(self._show_period(self._days), "insight.show_figures")
        embed = groups_embed(self._groups, self._page, self._days, self._language)
        await interaction.edit_original_response(embed=embed, attachments=[], view=self)

    def _add_button(
        self,
        act: Action,
        text: str,
        count: int | None = None,
        *,
        is_main: bool = False,
        disabled: bool = False,
    ) -> None:
        say = self._language
        label = say.say(text) if count is None else say.count(text, count)
        style = discord.ButtonStyle.primary if is_main else discord.ButtonStyle.secondary
        self.add_item(_Button(act, label=label, style=style, disabled=disabled))


class _Button(discord.ui.Button[View]):
    def __init__(
        self, act: Action, *, label: str, style: discord.ButtonStyle, disabled: bool
    ) -> None:
        super().__init__(label=label, style=style, disabled=disabled)
        self._act = act

    async def callback(self, interaction: Interaction) -> None:
        """Act."""
        await self._act(interaction)


class _Marking(discord.ui.Select[View]):
    """Offers the groups of a page to be marked as dealt with, one or several at once."""

    def __init__(self, panel: Panel, groups: Sequence[Group], language: Language) -> None:
        super().__init__(
            placeholder=language.say("insight.mark"),
            max_values=len(groups),
            options=[
                discord.SelectOption(label=option_label(one, language), value=one.latest.key)
                for one in groups
            ],
        )
        self._panel = panel
        self._groups = groups

    async def callback(self, interaction: Interaction) -> None:
        """Mark what was chosen, of what was offered."""
        chosen = [group for group in self._groups if group.latest.key in self.values]
        await self._panel.mark(interaction, chosen)
