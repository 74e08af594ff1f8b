"""Mentions: of commands, which are written, and of people and channels, which are left out."""

import re
from collections.abc import Iterable, Mapping

import discord
from discord import app_commands

_MARKS = re.compile(r"<(?:@[!&]?|#|a?:\w{1,64}:|id:|t:|/[^:>]{1,100}:)[^<>\s]{0,64}>")


class CommandMentions:
    """Writes clickable command mentions, once Discord's ids are known."""

    def __init__(self) -> None:
        self._ids: Mapping[str, int] = {}

    def learn(self, commands: Iterable[app_commands.AppCommand]) -> None:
        """Learn the ids of the commands from Discord."""
        self._ids = {
            command.name: command.id
            for command in commands
            if command.type is discord.AppCommandType.chat_input
        }

    def of(self, name: str) -> str:
        """Return the mention of a slash command by its whole English name: `ask`, `seeds add`."""
        known = self._ids.get(name.partition(" ")[0])
        return f"`/{name}`" if known is None else f"</{name}:{known}>"


def without_mentions(content: str) -> str:
    """Return a message's own words: without mentions, custom emoji and line breaks."""
    return " ".join(_MARKS.sub(" ", content).split())
