"""Connects each shard, retrying until it succeeds or the bot is stopped."""

import asyncio
from functools import partial

import discord
import yarl
from discord.gateway import ReconnectWebSocket

from bot.discord_app.components.buttons import Host


def resume_after_failures(client: discord.AutoShardedClient, shard_id: int) -> None:
    """Have a shard of a client, once it was launched, try to resume whenever it comes again.

    Where Discord does not know the session any more, it says so, and a new one begins.
    """
    info = client.get_shard(shard_id)
    if info is not None:
        shard = info._parent
        resume = ReconnectWebSocket(shard_id, resume=True)
        shard.reconnect = partial(shard.reidentify, resume)  # type: ignore[method-assign]


_CANCEL_SECONDS = 0.5


class _LaunchError(Exception):
    """A shard could not connect."""


class ShardedBot(Host):
    """A bot whose shards retry until they connect, and then resume their sessions."""

    _is_launching = False

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stay connected until the bot is closed or this is cancelled.

        discord.py swallows a cancellation that comes while a shard reconnects, and so may
        `asyncio.wait_for` while it connects. Therefore its task is cancelled until it ends.
        """
        connecting = asyncio.create_task(super().connect(reconnect=reconnect), name="gateway")
        try:
            await asyncio.wait([connecting])
        finally:
            while not connecting.done():
                connecting.cancel()
                await asyncio.wait([connecting], timeout=_CANCEL_SECONDS)
        connecting.result()

    async def launch_shard(
        self, gateway: yarl.URL, shard_id: int, *, initial: bool = False
    ) -> None:
        """Connect a shard, retrying until it succeeds.

        discord.py waits after a failure, and tries again from within it, deeper each time, so that
        an hour without a gateway would end in a RecursionError.
        """
        if self._is_launching:
            raise _LaunchError
        self._is_launching = True
        try:
            while not await self._is_launched(gateway, shard_id, initial=initial):
                initial = False
        finally:
            self._is_launching = False
        resume_after_failures(self, shard_id)

    async def _is_launched(self, gateway: yarl.URL, shard_id: int, *, initial: bool) -> bool:
        try:
            await super().launch_shard(gateway, shard_id, initial=initial)
        except _LaunchError:
            return False
        return True
