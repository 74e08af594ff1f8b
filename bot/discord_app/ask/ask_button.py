"""Buttons that ask: a corrected question, or the same question about all articles."""

from typing import Self

import discord

from bot.discord_app.components.buttons import (
    Host,
    StatelessButton,
    unknown_button,
)
from bot.discord_app.locales import Language
from bot.discord_app.ui.limits import CUSTOM_ID
from bot.discord_app.ui.mentions import without_mentions
from bot.discord_app.ui.received import Interaction, replied_to

_GOING_ON, _OF_ALL = "+", "*"


class AskButton(StatelessButton, kind="ask", is_costly=True, is_question=True):
    """Asks the question that it carries.

    The answer takes the place of the message for the one whose question that was; others get one
    of their own, which nobody else sees.
    """

    @classmethod
    def asking(
        cls, question: str, label: str, emoji: str, *, of_all_articles: bool = False
    ) -> Self | None:
        """Make a button, or none if the question is too long for it."""
        argument = f"{_OF_ALL if of_all_articles else _GOING_ON}{question}"
        if len(cls.id_of(argument)) > CUSTOM_ID:
            return None
        return cls.make(argument, label=label, emoji=emoji)

    async def press(self, interaction: Interaction, host: Host, language: Language) -> None:
        """Acknowledge, which fixes the visibility of the answer, then answer."""
        way, question = self.argument[:1], without_mentions(self.argument[1:])
        message = interaction.message
        if way not in (_GOING_ON, _OF_ALL) or not question or message is None:
            raise unknown_button(language)
        is_private = message.flags.ephemeral
        if is_private or interaction.guild is None or asker_of(message) == interaction.user.id:
            await interaction.response.defer()
        else:
            is_private = True
            await interaction.response.defer(ephemeral=True, thinking=True)
        of_all = way == _OF_ALL
        await host.answer(interaction, question, private=is_private, of_all_articles=of_all)


def asker_of(message: discord.Message) -> int | None:
    """Return the author of the question that a message of the bot answers, if known."""
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id
    asking = replied_to(message)
    return asking.author.id if asking else None
