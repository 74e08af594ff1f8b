"""Simulates a server of Discord, and serves it on the loopback interface until it is stopped."""

import asyncio
import os
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import discord
import simcord
from simcord import Preview, SetupError

from bot.common.background import in_background
from bot.common.errors import VerbatimError
from bot.common.stopping import run_until_stopped
from bot.config import Config
from bot.discord_app.gateway.client import create_bot
from bot.library.live import LiveCorpus
from bot.querylog.expiry import keep_for
from bot.querylog.recorder import Recorder
from bot.querylog.storage import open_recorder, recording_store
from bot.service.examples import find_example

_SETTLE_SECONDS = 30.0  # that an answer may take; a large corpus takes longer than a test's
_TICK = 5.0  # seconds between two settings of the simulated clock
_HOW = """\
The preview is at {url}
Type a question there, or / for the commands. Under "Viewing as", choose to be a member or an
admin. Anybody who has the address can do the same, so keep it to yourself. Ctrl-C ends the preview.
Changes that an admin makes with /seeds are made in {folder}.
"""
_WELCOME = "Welcome! Type a question about the articles, or / to see the commands."


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
    """Run the bot in a simulated Discord while the block runs, now or at a given moment.

    The configuration's section `discord` is ignored, since its ids do not exist there: the bot
    answers every question in the channel, and accepts the admin's commands.
    """
    # The ids that the configuration needs are known only once there is a Discord.
    nobody = discord.Client(intents=discord.Intents(guilds=True))
    async with simcord.run(nobody, check_errors=False, settle_timeout=_SETTLE_SECONDS) as env:
        await catch_up(env, moment)
        # simcord's bot user has a made-up name; this one is shown next to every answer.
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


class PreviewError(VerbatimError):
    """The preview cannot be served."""


def run_preview(config: Config, live: LiveCorpus, *, port: int, opens_browser: bool) -> int:
    """Serve until Ctrl-C, SIGTERM or the page's own button, and return the exit status.

    Port 0 means any free port. Raises PreviewError if the port is not available, and
    QueryLogError.
    """
    with suppress(KeyboardInterrupt):  # where signals have no handlers, as on Windows
        asyncio.run(run_until_stopped(_run(config, live, port, opens_browser)))
    return 0


@asynccontextmanager
async def serve(world: World, port: int = 0) -> AsyncIterator[Preview]:
    """Serve a world's channel, seen by its member or its admin; raises PreviewError."""
    preview = world.env.preview(
        world.channel, viewers=[world.member, world.admin], layout="channel", port=port
    )
    try:
        await preview.__aenter__()
    except SetupError as error:
        raise PreviewError(f"The {error}; choose another with --port.") from error
    try:
        yield preview
    finally:
        await preview.close()


async def _run(config: Config, live: LiveCorpus, port: int, opens_browser: bool) -> None:
    async with (
        open_recorder(recording_store(config), config.log.who) as log,
        keep_for(config.log.keep_days, log.expiry),
        open_world(config, live, log) as world,
        serve(world, port) as preview,
    ):
        await welcome(world, find_example(live.corpus, config.answers.threshold))
        await preview.refresh()
        sys.stdout.write(_HOW.format(url=preview.url, folder=live.folder))
        sys.stdout.flush()
        if opens_browser and _has_screen():
            await asyncio.to_thread(webbrowser.open, preview.url)
        async with in_background(_keep_time(world), "preview clock"):
            await preview.wait_closed()


async def welcome(world: World, example: str | None) -> None:
    """Let the admin explain the channel, and the member ask an example if there is one."""
    await world.admin.send(world.channel, _WELCOME)
    if example:
        await world.member.send(world.channel, example)


async def _keep_time(world: World) -> None:
    while True:
        await asyncio.sleep(_TICK)
        with suppress(SetupError):  # somebody is doing something at this moment
            await catch_up(world.env)


def _has_screen() -> bool:
    """Whether a browser would open a window, rather than take over the terminal."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
