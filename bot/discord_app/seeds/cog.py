"""`/reload` and `/seeds`, for admins."""

import asyncio
import logging
from functools import partial

import discord
from discord import app_commands
from discord.ext import commands

from bot.common.errors import VerbatimError
from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.locales import Languages
from bot.discord_app.seeds.changes import SeedChanges
from bot.discord_app.seeds.choices import (
    chosen_file,
    chosen_trash,
    file_choices,
    trash_choices,
)
from bot.discord_app.seeds.panels import send_pages
from bot.discord_app.seeds.reports import check_pages, file_pages, reload_pages, trash_pages
from bot.discord_app.ui.received import Interaction
from bot.documents.registry import FORMAT_NAMES
from bot.seed_editing.seed_service import SeedService

Choices = list[app_commands.Choice[str]]

logger = logging.getLogger(__name__)

# Only a hint for Discord; the real check is AdminCheck's, before deferring.
_MANAGERS = discord.Permissions(manage_guild=True)


class Seeds(commands.Cog):
    """Changes and reloads the articles."""

    seeds = app_commands.Group(
        name="seeds",
        description="Manage the articles (admins)",
        default_permissions=_MANAGERS,
    )

    def __init__(self, seed_service: SeedService, admins: AdminCheck, languages: Languages) -> None:
        self._seed_service = seed_service
        self._admins = admins
        self._languages = languages
        self._changes = SeedChanges(seed_service, admins)

    @app_commands.command(description="Reload the articles (admins)")
    @app_commands.default_permissions(_MANAGERS)
    async def reload(self, interaction: Interaction) -> None:
        """Read the seeds again."""
        if not await self._admins.admits(interaction, what="/reload"):
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        reload = await self._seed_service.reload()
        logger.info("The seeds were reloaded by user %s", interaction.user.id)
        pages = partial(reload_pages, reload, self._languages.for_one(interaction))
        await send_pages(interaction, pages, self._admins)

    @seeds.command(description="Add articles from a file, a zip archive, or a form")
    @app_commands.describe(file=f"A {FORMAT_NAMES} file, or a zip archive")
    async def add(self, interaction: Interaction, file: discord.Attachment | None = None) -> None:
        """Add an uploaded file, or show the form."""
        if not await self._admins.admits(interaction, what="/seeds add"):
            return
        if file is None:
            await self._changes.open_form(interaction)
        else:
            await self._changes.upload(interaction, file)

    @seeds.command(description="Remove an article; you can restore it later")
    @app_commands.describe(article="Its title or file name")
    async def remove(self, interaction: Interaction, article: str) -> None:
        """Ask whether to remove an article."""
        if await self._admins.admits(interaction, what="/seeds remove"):
            language = self._languages.for_one(interaction)
            live = self._seed_service.live
            name = await asyncio.to_thread(chosen_file, live, article, language)
            await self._changes.ask_removal(interaction, name)

    @remove.autocomplete("article")
    async def _files(self, interaction: Interaction, typed: str) -> Choices:
        if not await self._admins.is_open_to(interaction):
            return []
        return await file_choices(self._seed_service.live, typed)

    @seeds.command(description="Restore a removed or replaced article")
    @app_commands.describe(article="Its former file name")
    async def restore(self, interaction: Interaction, article: str) -> None:
        """Bring an article back."""
        if not await self._admins.admits(interaction, what="/seeds restore"):
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        language = self._languages.for_one(interaction)
        item = chosen_trash(await self._seed_service.trash(), article, language)
        await self._changes.restore(interaction, item)

    @restore.autocomplete("article")
    async def _trash(self, interaction: Interaction, typed: str) -> Choices:
        if not await self._admins.is_open_to(interaction):
            return []
        return await trash_choices(await self._seed_service.trash(), typed)

    @seeds.command(name="list", description="List the article files")
    @app_commands.describe(removed="List removed files instead; they can be restored")
    async def list_files(self, interaction: Interaction, removed: bool = False) -> None:
        """List the seed files, or the trash."""
        if not await self._admins.admits(interaction, what="/seeds list"):
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        language = self._languages.for_one(interaction)
        trash = await self._seed_service.trash()
        if removed:
            count, pages = len(trash), partial(trash_pages, trash, language)
        else:
            files, library = await self._seed_service.files(), self._seed_service.live.library
            count, pages = len(files), partial(file_pages, files, library, len(trash), language)
        if not count:
            raise VerbatimError(language.say("seeds.none"))
        await send_pages(interaction, pages, self._admins)

    @seeds.command(description="Show what /reload would change, without changing anything")
    async def check(self, interaction: Interaction) -> None:
        """Read the seeds, and report the differences."""
        if not await self._admins.admits(interaction, what="/seeds check"):
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        check = await self._seed_service.check()
        pages = partial(check_pages, check, self._languages.for_one(interaction))
        await send_pages(interaction, pages, self._admins)
