"""`/insight`, for admins: figures, unanswered questions, and the buttons between them."""

import io
import logging
from collections.abc import Sequence
from functools import partial

import discord
from discord import app_commands
from discord.ext import commands
from discord.utils import utcnow

from bot.common.errors import VerbatimError
from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.components.panels import AdminPanel
from bot.discord_app.insight.cards import (
    GROUPS_A_PAGE,
    count_pages,
    groups_embed,
    option_label,
)
from bot.discord_app.insight.source import InsightSource
from bot.discord_app.locales import Language
from bot.discord_app.ui.received import Interaction
from bot.querylog.exporting import groups_as_csv
from bot.querylog.grouping import Group

logger = logging.getLogger(__name__)

PERIODS = (7, 30)
"""Days."""

View = discord.ui.View


class Panel(AdminPanel):
    """Shows figures or unanswered questions to the admin who asked."""

    def __init__(
        self, asked: Interaction, admins: AdminCheck, source: InsightSource, language: Language
    ) -> None:
        super().__init__(asked, admins, what="a button of /insight")
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
            label = self._language.count("insight.days", one)
            show = partial(self._show_period, days=one)
            self.add_button(show, label, disabled=one == days)
        self.add_button(
            self._show_unanswered,
            self._language.count("insight.show_unanswered", len(self._groups)),
            style=discord.ButtonStyle.primary,
        )
        await interaction.edit_original_response(
            embed=card.embed, attachments=card.files, view=self
        )

    async def _show_period(self, interaction: Interaction, *, days: int) -> None:
        await interaction.response.defer()
        await self.show_figures(interaction, days)

    async def _show_unanswered(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        self._page = 0
        await self._list_groups(interaction)

    async def _turn(self, interaction: Interaction, *, by: int) -> None:
        await interaction.response.defer()
        self._page += by
        await self._list_groups(interaction)

    async def mark(self, interaction: Interaction, chosen: Sequence[Group]) -> None:
        """Mark the questions of some groups as done, and list the rest."""
        await interaction.response.defer()
        questions = [one for group in chosen for one in group.asked]
        await self._source.log.mark_dealt_with(questions)
        logger.info("User %s marked questions as done: %d", interaction.user.id, len(questions))
        # Read again, since other admins may have marked some, and new questions may have come.
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
        say = self._language.say
        if last:
            self.add_turns(self._turn, self._page, last + 1, self._language)
        if self._groups:
            self.add_button(self._export, say("insight.export"))
        back = partial(self._show_period, days=self._days)
        self.add_button(back, say("insight.show_figures"))
        embed = groups_embed(self._groups, self._page, self._days, self._language)
        await interaction.edit_original_response(embed=embed, attachments=[], view=self)


class _Marking(discord.ui.Select[View]):
    """Offers the groups of a page to be marked as done, one or several at once."""

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
        """Mark the chosen groups."""
        chosen = [group for group in self._groups if group.latest.key in self.values]
        await self._panel.mark(interaction, chosen)


class Insights(commands.Cog):
    """Shows admins what people ask and what no article answers."""

    def __init__(self, source: InsightSource | None, admins: AdminCheck) -> None:
        self._source = source
        self._admins = admins

    @app_commands.command(description="See what people ask and what no article answers (admins)")
    @app_commands.describe(days="How far back")
    @app_commands.choices(
        days=[app_commands.Choice(name=f"{days} days", value=days) for days in PERIODS]
    )
    @app_commands.default_permissions(
        manage_guild=True
    )  # only a hint for Discord; the real check is below
    async def insight(self, interaction: Interaction, days: int = PERIODS[0]) -> None:
        """Check before deferring, because deferring fixes the visibility of the answer."""
        if not await self._admins.admits(interaction, what="/insight"):
            return
        language = self._admins.languages.for_one(interaction)
        if self._source is None:
            raise VerbatimError(language.say("insight.no_log"))
        await interaction.response.defer(ephemeral=True, thinking=True)
        panel = Panel(interaction, self._admins, self._source, language)
        await panel.show_figures(interaction, days)
