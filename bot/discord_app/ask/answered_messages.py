"""Remembers which reply answers which message, to follow edits and deletions.

Kept in memory alone, of the latest so many: after a restart, older answers stay as they are.
"""

from collections import OrderedDict
from dataclasses import dataclass

import discord

MOST = 1_000


@dataclass(frozen=True, slots=True)
class Given:
    """The reply to a message, and the question that it answered."""

    reply: discord.PartialMessage
    question: str


class AnsweredMessages:
    """The latest replies, by the message that each answers."""

    def __init__(self) -> None:
        self._by_message: OrderedDict[int, Given] = OrderedDict()

    def remember(self, message_id: int, question: str, reply: discord.PartialMessage) -> None:
        """Remember the reply to a message."""
        self._by_message[message_id] = Given(reply, question)
        self._by_message.move_to_end(message_id)
        while len(self._by_message) > MOST:
            self._by_message.popitem(last=False)

    def find(self, message_id: int) -> Given | None:
        """Return the reply to a message, if it is remembered."""
        return self._by_message.get(message_id)

    def forget(self, message_id: int) -> Given | None:
        """Return the reply to a message, and forget it."""
        return self._by_message.pop(message_id, None)
