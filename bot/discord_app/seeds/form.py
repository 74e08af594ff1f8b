"""The form in which an admin pastes an article."""

from collections.abc import Awaitable, Callable

import discord

from bot.discord_app.access.permission_check import AdminCheck
from bot.discord_app.locales import Language
from bot.discord_app.ui.failures import report
from bot.discord_app.ui.limits import INPUT
from bot.discord_app.ui.received import Interaction
from bot.seed_editing.composing import Form

_SECONDS = 1_800.0  # that the form may stay open; what has no end would be kept for ever
_TITLE, _URL, _PUBLISHER, _DATE = 250, 500, 100, 10

Receiver = Callable[[Interaction, Form], Awaitable[None]]


class ArticleForm(discord.ui.Modal):
    """Asks for title, address, publisher, date and text, and hands them on when sent off."""

    def __init__(
        self,
        admins: AdminCheck,
        language: Language,
        receive: Receiver,
        filled: Form | None = None,
    ) -> None:
        super().__init__(title=language.say("seeds.form.title"), timeout=_SECONDS)
        self._admins = admins
        self._receive = receive
        before = filled or Form("", "")
        self._title = _field(before.title, _TITLE, is_required=True)
        self._url = _field(before.url, _URL, placeholder="https://example.org/article")
        self._publisher = _field(before.publisher, _PUBLISHER)
        self._published = _field(before.published, _DATE, placeholder="2025-03-22")
        self._text = _field(before.text, INPUT, is_required=True, style=discord.TextStyle.paragraph)
        for label, field in (
            (language.say("seeds.form.headline"), self._title),
            (language.say("seeds.form.url"), self._url),
            (language.say("seeds.form.publisher"), self._publisher),
            (language.say("seeds.form.published"), self._published),
            (language.say("seeds.form.text"), self._text),
        ):
            self.add_item(discord.ui.Label(text=label, component=field))

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Refuse people who are not admins, or no longer."""
        return await self._admins.admits(interaction, what="the form of /seeds add")

    async def on_submit(self, interaction: Interaction, /) -> None:
        """Hand on what was written."""
        await self._receive(
            interaction,
            Form(
                title=self._title.value,
                text=self._text.value,
                url=self._url.value,
                publisher=self._publisher.value,
                published=self._published.value,
            ),
        )

    # discord.py's modals have another signature here than the class that they inherit from.
    async def on_error(self, interaction: Interaction, error: Exception, /) -> None:  # type: ignore[override]
        """Report a failure."""
        language = self._admins.languages.for_one(interaction)
        await report(interaction, error, language, what="the form of /seeds add")


def _field(
    default: str,
    most: int,
    *,
    is_required: bool = False,
    placeholder: str | None = None,
    style: discord.TextStyle = discord.TextStyle.short,
) -> discord.ui.TextInput[discord.ui.Modal]:
    return discord.ui.TextInput(
        style=style,
        default=default or None,
        max_length=most,
        required=is_required,
        placeholder=placeholder,
    )
