"""Keeps an event that discord.py cannot read from ending the process for every server.

discord.py reads the gateway's events in the task that holds the connection, and lets what a parser
raises end that. Discord leaves fields out that its documentation has, adds kinds of channels and
polls, and sends the same event again at every start.
"""

import logging
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeAlias

import discord

from bot.monitoring.observer import Observer

logger = logging.getLogger(__name__)

_Parser: TypeAlias = Callable[[Any], None]

_NEEDED = frozenset({"READY"})
"""Without this one, there is no session, and the bot had better end than pretend."""


def guard_events(client: discord.Client, observer: Observer) -> None:
    """Make a client skip events that it cannot parse, before it connects.

    The first of each type is logged with its trace; each is counted by the observer.
    """
    parsers: dict[str, _Parser] = client._connection.parsers
    guard = _Guard(observer)
    for event, parse in parsers.items():
        if event not in _NEEDED:
            parsers[event] = guard.around(event, parse)


class _Guard:
    def __init__(self, observer: Observer) -> None:
        self._observer = observer
        self._unread = Counter[str]()

    def around(self, event: str, parse: _Parser) -> _Parser:
        def guarded(data: Any) -> None:  # noqa: ANN401 - whatever Discord sends
            try:
                parse(data)
            except Exception as error:
                self._observer.unread(event)
                self._unread[event] += 1
                if self._unread[event] == 1:
                    logger.exception(
                        "Discord sent an event %s that cannot be read; it is passed over, and so"
                        " are others like it, without another word",
                        event,
                    )
                else:
                    logger.debug("Event %s passed over: %r", event, error)

        return guarded
