"""Recognises people who talk to each other in a question channel, so that the bot stays out."""

from collections import OrderedDict
from datetime import datetime, timedelta

import discord

from bot.discord_app.ui.received import replied_to

PAUSE = timedelta(minutes=10)
"""Behind the last message of somebody else, a talk is over."""

_MOST = 1_000  # channels


class Talks:
    """Who wrote in each channel, and when; kept in memory alone."""

    def __init__(self) -> None:
        self._latest: OrderedDict[int, dict[int, datetime]] = OrderedDict()

    def hear(self, message: discord.Message) -> bool:
        """Record a message; return whether its author is talking to somebody.

        That is so if it replies to a person, or somebody else has written there recently.
        """
        writers = self._latest.setdefault(message.channel.id, {})
        self._latest.move_to_end(message.channel.id)
        while len(self._latest) > _MOST:
            self._latest.popitem(last=False)
        since = message.created_at - PAUSE
        for writer in [one for one, at in writers.items() if at < since]:
            del writers[writer]
        writers[message.author.id] = message.created_at
        return len(writers) > 1 or _replies_to_person(message)


def _replies_to_person(message: discord.Message) -> bool:
    above = replied_to(message)
    return above is not None and not above.author.bot
