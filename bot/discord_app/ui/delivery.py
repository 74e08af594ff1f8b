"""Sends to Discord what must arrive, and must arrive once, over connections that break.

discord.py sends again where Discord says that it failed, but not where the connection breaks. In
either case Discord may have done what was asked, and only its word of that got lost.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

_T = TypeVar("_T")

_TRIES = 3
_PAUSE = 0.2  # seconds, of the three within which an interaction is to be acknowledged
_ACKNOWLEDGED_ALREADY = 40060


async def persist(send: Callable[[], Awaitable[_T]]) -> _T:
    """Send again where the connection broke; to send it twice must be the same as once.

    Raises what the last try raises.
    """
    for _ in range(_TRIES - 1):
        try:
            return await send()
        except aiohttp.ClientConnectionError:
            await asyncio.sleep(_PAUSE)
    return await send()


async def defer(interaction: discord.Interaction[discord.Client], *, ephemeral: bool) -> None:
    """Acknowledge an interaction whose answer takes longer; also where that was done already.

    Raises discord.HTTPException, and aiohttp.ClientError.
    """
    try:
        await persist(lambda: interaction.response.defer(ephemeral=ephemeral, thinking=True))
    except discord.HTTPException as error:
        if error.code != _ACKNOWLEDGED_ALREADY:
            raise
