import asyncio
import sys
from types import SimpleNamespace

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket

from bot.discord_app.gateway.sharding import ShardedBot

GATEWAY = yarl.URL("ws://127.0.0.1:9/")


class Socket:
    """A connection on which nothing happens."""

    shard_id = 3

    async def poll_event(self) -> None:
        await asyncio.Event().wait()

    async def close(self, code: int) -> None:
        assert code == 1000


async def test_a_shard_connects_however_often_it_has_to_be_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempts: list[bool] = []

    async def connect(_client: discord.Client, *, initial: bool, **_: object) -> Socket:
        attempts.append(initial)
        if len(attempts) <= sys.getrecursionlimit():
            raise ConnectionRefusedError
        return Socket()

    async def no_pause(_seconds: float) -> None:
        """Try again at once."""

    pauseless = SimpleNamespace(**{**vars(asyncio), "sleep": no_pause})
    monkeypatch.setattr("discord.shard.asyncio", pauseless)
    monkeypatch.setattr(DiscordWebSocket, "from_client", connect)
    bot = ShardedBot("!", intents=discord.Intents.none(), shard_count=4)
    async with bot:
        bot._reconnect = True
        await bot.launch_shard(GATEWAY, 3, initial=True)
        assert list(bot.shards) == [3]
    assert attempts == [True] + [False] * sys.getrecursionlimit()
