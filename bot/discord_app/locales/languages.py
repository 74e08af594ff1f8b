"""All the languages, and the choice among them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Self

import discord

from bot.discord_app.locales.language import Language
from bot.discord_app.locales.reading import read_language

DEFAULT = "en"
_FILE = ".yaml"

Interaction = discord.Interaction[discord.Client]


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages by their codes, which are Discord's locales or the first part of them.

    `chosen_in` returns the code of the language chosen for public replies in a guild, or in
    direct messages (None), if there is one.
    """

    by_code: Mapping[str, Language]
    chosen_in: Callable[[int | None], str | None] = lambda _: None

    @classmethod
    def load(cls) -> Self:
        """Read the shipped languages. Raises LocaleError."""
        found = files("bot.discord_app.locales").iterdir()
        texts = {file.name: file.read_text("utf-8") for file in found if file.name.endswith(_FILE)}
        return cls.of_texts({name.removesuffix(_FILE): text for name, text in texts.items()})

    @classmethod
    def of_texts(cls, texts: Mapping[str, str]) -> Self:
        """Read languages from the texts of their files, English among them. Raises LocaleError."""
        default = read_language(DEFAULT, texts[DEFAULT])
        others = (code for code in sorted(texts) if code != DEFAULT)
        languages = {code: read_language(code, texts[code], default) for code in others}
        return cls(MappingProxyType({DEFAULT: default} | languages))

    @property
    def default(self) -> Language:
        """English, which has every text."""
        return self.by_code[DEFAULT]

    def of(self, locale: discord.Locale | str | None) -> Language:
        """Return the language for one of Discord's locales: `uk`, or `en` for `en-GB`."""
        # None for a message in a direct message: only interactions come with a locale.
        code = str(locale or DEFAULT)
        # Discord has es-ES and es-419, but uk; a file for `es` serves both of the former.
        candidates: Iterable[str] = (code, code.partition("-")[0])
        found = (self.by_code[one] for one in candidates if one in self.by_code)
        return next(found, self.default)

    def for_one(self, interaction: Interaction) -> Language:
        """The language of private replies: that of the user's Discord client."""
        return self.of(interaction.locale)

    def for_all(self, interaction: Interaction) -> Language:
        """The language for public replies: the one chosen for the guild, or the guild's own.

        In a direct message, it is the person's own.
        """
        if interaction.guild_id is None:
            return self.of(interaction.locale)
        return self.of(self.chosen_in(interaction.guild_id) or interaction.guild_locale)

    def for_guild(self, guild: discord.Guild | None) -> Language:
        """The language for a message in a guild; a direct message (None) has none of its own."""
        chosen = self.chosen_in(guild.id if guild else None)
        return self.of(chosen or (guild.preferred_locale if guild else None))
