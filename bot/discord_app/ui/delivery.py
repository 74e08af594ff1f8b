"""Sends to Discord what must arrive over connections that break."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp

_T = TypeVar("_T")

_TRIES = 3
_PAUSE = 0.2  # seconds, of the three within which an interaction is to be acknowledged


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
