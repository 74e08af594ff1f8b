"""The simulated Discord of the preview: a server with a channel and two people to act as."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import discord
import simcord

from bot.config import Config
from bot.discord_app.gateway.client import create_bot
from bot.library.live import LiveCorpus
from bot.querylog.recorder import Recorder

_SETTLE_SECONDS = 30.0  # that an answer may take; a large corpus takes longer than a test's


@dataclass(frozen=True, slots=True)
class World:
    """The bot, started, and around it a server that `admin` owns, with its channel and `member`."""

    env: simcord.Env
    channel: simcord.ChannelHandle
    member: simcord.MemberActor
    admin: simcord.MemberActor


@asynccontextmanager
async def open_world(
    config: Config, live: LiveCorpus, log: Recorder, *, moment: datetime | None = None
) -> AsyncIterator[World]:
    """Run the bot in a Discord of its own while the block runs, now or at a given moment.

    Of the configuration's section `discord` nothing holds there, since its ids name nobody there:
    the bot answers every question in the channel, and takes the admin's commands.
    """
    # The ids that the configuration needs are known only once there is a Discord.
    nobody = discord.Client(intents=discord.Intents(guilds=True))
    async with simcord.run(nobody, check_errors=False, settle_timeout=_SETTLE_SECONDS) as env:
        await catch_up(env, moment)
        if nobody.user is not None:
            await nobody.user.edit(username="Verbatim")
        owner = env.create_user("ada", global_name="Ada (admin)")
        guild = env.create_guild("The Reading Room", owner=owner)
        channel = guild.create_text_channel("articles", topic="Ask about the articles")
        admin = guild.add_member(owner)
        member = guild.add_member(env.create_user("mia", global_name="Mia (member)"))
        local = _configured_for(config, guild.id, channel.id)
        await env.restart_bot(create_bot(config=local, live=live, log=log))
        yield World(env, channel, member, admin)


async def catch_up(env: simcord.Env, moment: datetime | None = None) -> None:
    """Move the simulated clock, which stands still by itself, to the present or to a moment."""
    behind = ((moment or datetime.now(UTC)) - env.now()).total_seconds()
    await env.advance_time(max(0.0, behind))


def _configured_for(config: Config, guild_id: int, channel_id: int) -> Config:
    section = {
        "question_channels": [channel_id],
        "admins": {"guilds": [guild_id]},
        "shard_count": 1,  # simcord recommends no number, as Discord does
    }
    local = Config.model_validate({"discord": section}).discord
    return config.model_copy(update={"discord": local})
