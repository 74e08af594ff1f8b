"""Renders the settings of a server."""

import discord

from bot.discord_app.locales import Language, Languages
from bot.discord_app.settings.store import ServerSettings
from bot.discord_app.ui import limits
from bot.discord_app.ui.appearance import INFORMATION

_MOST_CHANNELS = 25


def settings_embed(
    settings: ServerSettings, guild_id: int, languages: Languages, language: Language
) -> discord.Embed:
    """Show the settings of a server, marking the defaults."""
    own = settings.of(guild_id)
    code = settings.language(guild_id)
    rows = (
        ("settings.channels", _channels(settings.channels(guild_id), language), own.channels),
        ("settings.language", name_language(code, languages, language), own.language),
        ("settings.sentences", language.number(settings.sentences(guild_id)), own.sentences),
        ("settings.private", _private(settings.is_private(guild_id), language), own.private),
    )
    embed = discord.Embed(title=language.say("settings.title"), colour=INFORMATION)
    for name, value, chosen in rows:
        origin = "settings.by_default" if chosen is None else "settings.set_here"
        text = language.say(origin, value=value)
        embed.add_field(
            name=language.say(name), value=limits.cut(text, limits.FIELD_VALUE), inline=False
        )
    embed.set_footer(text=language.say("settings.at_once"))
    return embed


def _channels(channels: frozenset[int], language: Language) -> str:
    if not channels:
        return language.say("settings.everywhere")
    mentions = [f"<#{channel}>" for channel in sorted(channels)]
    return ", ".join(mentions[:_MOST_CHANNELS]) + (", …" if mentions[_MOST_CHANNELS:] else "")


def _private(is_private: bool, language: Language) -> str:
    return language.say("settings.private_yes" if is_private else "settings.private_no")


def name_language(code: str | None, languages: Languages, language: Language) -> str:
    """Name a language in itself; None is the server's."""
    if code is None:
        return language.say("settings.language_of_server")
    return languages.of(code).name
