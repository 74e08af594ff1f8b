"""Keeps an event that discord.py cannot read from ending the process for every server.

discord.py reads the gateway's events in the task that holds the connection, and lets what a parser
raises end that. Discord leaves fields out that its documentation has, adds kinds of channels and
polls, and sends the same event again at every start.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands
from discord.http import Route

from bot.discord_app.locales import Languages
from bot.monitoring.observer import Observer

logger = logging.getLogger(__name__)

Interaction = discord.Interaction[commands.AutoShardedBot]

_Parser: TypeAlias = Callable[[Any], None]

_NEEDED = frozenset({"READY"})
"""Without this one, there is no session, and the bot had better end than pretend."""

_INTERACTION = "INTERACTION_CREATE"
_MESSAGE, _EPHEMERAL = 4, 64  # of Discord's: the type of a response, and the flag of a message
_TYPING = 4  # the type of an interaction, to which a message is no response


def guard_events(client: commands.AutoShardedBot, observer: Observer, languages: Languages) -> None:
    """Make a client skip events that it cannot parse, before it connects.

    The first of each type is logged with its trace; each is counted by the observer. A person who
    used a command or a button that cannot be parsed is told so.
    """
    parsers: dict[str, _Parser] = client._connection.parsers
    guard = _Guard(client, observer, languages)
    for event, parse in parsers.items():
        if event not in _NEEDED:
            parsers[event] = guard.around(event, parse)
    client.tree._from_interaction = guard.run_command  # type: ignore[method-assign]


class _Guard:
    def __init__(
        self, client: commands.AutoShardedBot, observer: Observer, languages: Languages
    ) -> None:
        self._client = client
        self._observer = observer
        self._languages = languages
        self._unread = Counter[str]()
        self._tasks = set[asyncio.Task[None]]()

    def around(self, event: str, parse: _Parser) -> _Parser:
        def guarded(data: Any) -> None:  # noqa: ANN401 - whatever Discord sends
            try:
                parse(data)
            except Exception as error:
                self._pass_over(event, error)
                if event == _INTERACTION and isinstance(data, dict):
                    self._start(self._apologise(data))

        return guarded

    def run_command(self, interaction: Interaction) -> None:
        """Run a command as discord.py does, but report an event that cannot be read.

        discord.py reads some parts in a task of its own, such as the message that a menu was used
        on, and fails if that has a poll that never ends.
        """
        self._start(self._run_command(interaction))

    async def _run_command(self, interaction: Interaction) -> None:
        tree = self._client.tree
        try:
            try:
                await tree._call(interaction)
            except app_commands.AppCommandError as error:
                await tree._dispatch_error(interaction, error)
        except Exception as error:
            self._pass_over(_INTERACTION, error)
            names = {"id": interaction.id, "token": interaction.token}
            kinds = {"type": interaction.type, "locale": interaction.locale}
            values = {name: getattr(kind, "value", None) for name, kind in kinds.items()}
            await self._apologise(names | values)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _pass_over(self, event: str, error: Exception) -> None:
        self._observer.unread(event)
        self._unread[event] += 1
        if self._unread[event] == 1:
            logger.error(
                "Discord sent an event %s that cannot be read; it is passed over, and so"
                " are others like it, without another word",
                event,
                exc_info=error,
            )
        else:
            logger.debug("Event %s passed over: %r", event, error)

    async def _apologise(self, data: dict[str, Any]) -> None:
        """Answer an interaction that cannot be read, so far as its id and token can be."""
        number, token = data.get("id"), data.get("token")
        if not (number and token) or data.get("type") == _TYPING:
            return
        text = self._languages.of(data.get("locale")).say("refusals.unreadable")
        path = "/interactions/{interaction_id}/{interaction_token}/callback"
        route = Route("POST", path, interaction_id=number, interaction_token=token)
        response = {"type": _MESSAGE, "data": {"content": text, "flags": _EPHEMERAL}}
        try:
            await self._client.http.request(route, json=response)
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
            logger.warning("Nobody could be told of an interaction that cannot be read: %s", error)
