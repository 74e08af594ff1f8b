"""Changes by admins: planned, confirmed if necessary, carried out and reported."""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from functools import partial

import aiohttp
import discord
from discord import ButtonStyle

from bot.common.errors import VerbatimError
from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.locales import Language
from bot.discord_app.seeds.form import ArticleForm
from bot.discord_app.seeds.panels import Choice, Confirmation, send_pages
from bot.discord_app.seeds.reports import (
    nothing_added_pages,
    plan_embed,
    reload_pages,
    removal_embed,
)
from bot.discord_app.ui.received import Interaction
from bot.documents.problem import Problem
from bot.library.reloaded import Reload
from bot.seed_editing.composing import Form, compose
from bot.seed_editing.model import Plan, SeedFile, SeedText, Trashed
from bot.seed_editing.planning import too_large
from bot.seed_editing.seed_service import SeedService

logger = logging.getLogger(__name__)

_DOWNLOAD_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class SeedChanges:
    """Carries out changes for admins. Every method answers its interaction privately."""

    seed_service: SeedService
    admins: AdminCheck

    async def upload(self, interaction: Interaction, attachment: discord.Attachment) -> None:
        """Add an upload; its size is checked before it is fetched."""
        # By the size that Discord states, before anything is downloaded; the unpacked size is
        # checked later.
        if attachment.size > self.seed_service.limits.upload_bytes:
            raise too_large(attachment.size, self.seed_service.limits)
        await interaction.response.defer(ephemeral=True, thinking=True)
        data = await _fetch(attachment, self._language(interaction))
        # A plan first, which changes nothing: what would be replaced is asked about before it is.
        await self._add(interaction, SeedText(name_of(attachment), data))

    async def open_form(self, interaction: Interaction, filled: Form | None = None) -> None:
        """Show the form for an article, empty or as it was filled in before."""
        language = self._language(interaction)
        form = ArticleForm(self.admins, language, self.add_form, filled)
        await interaction.response.send_modal(form)

    async def add_form(self, interaction: Interaction, form: Form) -> None:
        """Add the article in the form, or say what to correct."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        composed = await asyncio.to_thread(compose, form)
        if isinstance(composed, Problem):
            await self._ask_to_correct(interaction, form, composed)
        else:
            await self._add(interaction, composed)

    async def ask_removal(self, interaction: Interaction, name: str) -> None:
        """Ask whether to remove a file. Raises VerbatimError if there is no such file."""
        language = self._language(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        listed = await self.seed_service.files()
        file = await asyncio.to_thread(_named, listed, name)
        if file is None:
            raise VerbatimError(language.say("seeds.unknown_file"))
        catalogue = self.seed_service.live.corpus.catalogue
        article = await asyncio.to_thread(catalogue.named, name)
        embed = removal_embed(file, article, language)
        is_kept = self.seed_service.limits.trashed > 0
        embed.set_footer(text=language.say("seeds.to_trash" if is_kept else "seeds.for_good"))
        remove = Choice(
            language.say("seeds.remove"), partial(self._remove, name=name), ButtonStyle.danger
        )
        await self._ask(interaction, embed, remove)

    async def restore(self, interaction: Interaction, item: Trashed) -> None:
        """Bring a file back; the interaction is deferred."""
        await self._tell(interaction, self.seed_service.restore(item), f"restored {item.name}")

    async def _add(self, interaction: Interaction, upload: SeedText) -> None:
        language = self._language(interaction)
        plan = await self.seed_service.plan(upload)
        if plan.replacing:
            replace = Choice(
                language.say("seeds.replace"), partial(self._replace, plan=plan), ButtonStyle.danger
            )
            both = Choice(language.say("seeds.keep_both"), partial(self._keep_both, plan=plan))
            await self._ask(interaction, plan_embed(plan, language), replace, both)
        elif plan.new:
            await self._tell(interaction, self.seed_service.add(plan.new), "added articles", plan)
        else:
            await send_pages(interaction, partial(nothing_added_pages, plan, language), self.admins)

    async def _replace(self, interaction: Interaction, plan: Plan) -> None:
        await _take_buttons(interaction)
        change = self.seed_service.add(plan.new + plan.replacing, replace=True)
        await self._tell(interaction, change, "replaced articles", plan)

    async def _keep_both(self, interaction: Interaction, plan: Plan) -> None:
        await _take_buttons(interaction)
        await self._tell(interaction, self.seed_service.add_beside(plan), "added articles", plan)

    async def _remove(self, interaction: Interaction, name: str) -> None:
        await _take_buttons(interaction)
        await self._tell(interaction, self.seed_service.remove(name), f"removed {name}")

    async def _cancel(self, interaction: Interaction) -> None:
        text = self._language(interaction).say("seeds.cancelled")
        await interaction.response.edit_message(content=text, embed=None, view=None)

    async def _ask_to_correct(self, interaction: Interaction, form: Form, problem: Problem) -> None:
        language = self._language(interaction)
        (page, *_) = nothing_added_pages(Plan(rejected=(problem,)), language)
        correct = Choice(
            language.say("seeds.correct"),
            partial(self.open_form, filled=form),
            ButtonStyle.primary,
            opens_form=True,
        )
        await self._ask(interaction, page, correct)

    async def _ask(self, interaction: Interaction, embed: discord.Embed, *choices: Choice) -> None:
        cancel = Choice(self._language(interaction).say("seeds.cancel"), self._cancel)
        view = Confirmation(interaction, self.admins, (*choices, cancel))
        await interaction.edit_original_response(embed=embed, view=view)

    async def _tell(
        self,
        interaction: Interaction,
        change: Awaitable[Reload],
        what: str,
        plan: Plan | None = None,
    ) -> None:
        """Wait for a change, log who made it, and report it to them."""
        # Once this returns, the change is made, whatever becomes of the reply; the log says by
        # whom.
        reload = await change
        logger.info("User %s %s", interaction.user.id, what)
        pages = partial(reload_pages, reload, self._language(interaction), plan)
        await send_pages(interaction, pages, self.admins)

    def _language(self, interaction: Interaction) -> Language:
        return self.admins.languages.for_one(interaction)


def name_of(attachment: discord.Attachment) -> str:
    """Return the original name of an attachment: Discord drops letters from its file name.

    Its title still has them, but no suffix.
    """
    stem, dot, suffix = attachment.filename.rpartition(".")
    return f"{attachment.title or stem}{dot}{suffix}"


def _named(files: Sequence[SeedFile], name: str) -> SeedFile | None:
    return next((file for file in files if file.name == name), None)


async def _take_buttons(interaction: Interaction) -> None:
    """Acknowledge a press, and prevent a second one."""
    await interaction.response.edit_message(view=None)


async def _fetch(attachment: discord.Attachment, language: Language) -> bytes:
    """Fetch an attachment from Discord, whose word for the address is the only one taken."""
    try:
        async with asyncio.timeout(_DOWNLOAD_SECONDS):
            return await attachment.read()
    except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
        logger.warning("An upload could not be fetched from Discord: %s", error)
        raise VerbatimError(language.say("seeds.not_fetched")) from error
