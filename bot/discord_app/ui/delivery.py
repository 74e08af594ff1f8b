"""Retries requests to Discord over unreliable connections."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp

_T = TypeVar("_T")

_TRIES = 3
_PAUSE = 0.2  # seconds, of the three within which an interaction is to be acknowledged


async def persist(send: Callable[[], Awaitable[_T]]) -> _T:
    """Send a request again if the connection breaks; it must be idempotent.

    Raises what the last try raises.
    """
    for _ in range(_TRIES - 1):
        try:
            return await send()
        except aiohttp.ClientConnectionError:
            await asyncio.sleep(_PAUSE)
    return await send()
