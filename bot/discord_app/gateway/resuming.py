"""Has a shard resume its session also where it could not connect at once.

discord.py then begins a new session, unlike for a client without shards, and what was asked
meanwhile is lost; and it ends the process where the connection closes before the first word.
"""

from functools import partial

import discord
from discord.gateway import ReconnectWebSocket


def resume_after_failures(client: discord.AutoShardedClient, shard_id: int) -> None:
    """Have a shard of a client, once it was launched, try to resume whenever it comes again.

    Where Discord does not know the session any more, it says so, and a new one begins.
    """
    info = client.get_shard(shard_id)
    if info is not None:
        shard = info._parent
        resume = ReconnectWebSocket(shard_id, resume=True)
        shard.reconnect = partial(shard.reidentify, resume)  # type: ignore[method-assign]
