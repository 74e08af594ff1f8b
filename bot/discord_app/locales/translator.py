"""Gives Discord the names and descriptions of the commands in every language."""

import discord
from discord import app_commands
from discord.app_commands import (
    Choice,
    Command,
    ContextMenu,
    Group,
    Parameter,
    TranslationContextTypes,
    locale_str,
)
from discord.app_commands import TranslationContextLocation as Location

from bot.discord_app.locales.languages import Languages

_DESCRIPTIONS = (
    Location.command_description,
    Location.group_description,
    Location.parameter_description,
)


class CommandTranslator(app_commands.Translator):
    """Looks up the texts of the commands; the English texts are in the code itself."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: TranslationContextTypes
    ) -> str | None:
        """Return the text in a language, or None to show English."""
        language = self._languages.of(locale)
        # English is in the code; to send it as a translation too would make every sync larger.
        if language is self._languages.default:
            return None
        key = key_of(string, context)
        return None if key is None else language.get(key)


def key_of(string: locale_str, context: TranslationContextTypes) -> str | None:
    """Return the key of a command's text; None for anything that is not translated.

    Commands, groups and menus are under `commands`, by their full English name; parameters under
    their command; choices under `choices`, by their English text.
    """
    owner = context.data
    last = "description" if context.location in _DESCRIPTIONS else "name"
    match owner:
        case Command() | Group() | ContextMenu():
            return f"commands.{owner.qualified_name}.{last}"
        case Parameter():
            command = owner.command.qualified_name
            return f"commands.{command}.parameters.{owner.display_name}.{last}"
        case Choice():
            return f"choices.{string.message}"
        case _:
            return None
