"""Runs the bot: from the configuration to the exit status."""

import asyncio
import logging
import os
import sys
from contextlib import AsyncExitStack
from functools import partial
from threading import Event
from types import MappingProxyType

import aiohttp
import discord

from bot.common.background import in_background
from bot.common.errors import VerbatimError
from bot.common.interpreter import release_memory
from bot.common.progress import Progress
from bot.common.secrecy import keep_memory_private
from bot.common.stopping import run_until_stopped, stopped_by
from bot.config import Config
from bot.config.storage import VARIABLE as STORAGE_VARIABLE
from bot.config.token import VARIABLE, read_token
from bot.discord_app.gateway.client import VerbatimBot
from bot.discord_app.gateway.webhook_delivery import deliver_once
from bot.library.due_days import reloading_on_due_days
from bot.library.live import LiveCorpus
from bot.library.opening import loader_of
from bot.library.reload_signal import following, signal_of
from bot.library.reloaded import report_loaded
from bot.library.watching import require_watchfiles, watching
from bot.monitoring.monitor import Monitor
from bot.monitoring.monitoring import monitoring, observer_of, open_metrics
from bot.querylog.expiry import keep_for
from bot.querylog.recorder import Recorder
from bot.querylog.storage import open_recorder, recording_store

logger = logging.getLogger(__name__)

STOPPED, UNREACHABLE, MISTAKE = 0, 1, 2
_PATIENCE = 60.0  # seconds that another process may lock the query log at the start

_PORTAL = "https://discord.com/developers/applications"
_TOKEN = (
    "Discord does not accept the bot's token. Copy it again (Developer Portal, your application,"
    f" Bot, Reset Token: {_PORTAL}) into DISCORD_TOKEN or the file that discord.token_file names."
)
_INTENT = (
    "Discord does not grant the message-content intent, which discord.question_channels needs."
    " Switch it on (Developer Portal, your application, Bot, Privileged Gateway Intents:"
    f" {_PORTAL}) or leave discord.question_channels empty."
)
_NOT_WATCHED = (
    "seeds.watch has no effect, since the articles are on the server that storage names: write"
    " changes of a folder to it with `verbatim seeds push`"
)
_SHARDS = (
    "Discord refuses these shards. Leave discord.shard_count and discord.shard_ids empty, or"
    " raise discord.shard_count to the same number in the configuration of each process."
)
_CLOSE_CODES = MappingProxyType({4004: _TOKEN, 4010: _SHARDS, 4011: _SHARDS, 4014: _INTENT})


class StartError(VerbatimError):
    """The bot cannot run; the text says why, and how to fix it."""


def run_bot(config: Config, progress: Progress) -> int:
    """Run the bot until it is told to stop, and return the exit status of the process.

    0 after SIGTERM or SIGINT; 2 if something has to be fixed first (token, intents, seeds,
    query log), so that a restart would not help; 1 if Discord cannot be reached. Each but the
    first with one message on standard error.
    """
    try:
        text, status = _run(config, progress)
    except KeyboardInterrupt:  # where signals have no handlers, as on Windows
        return STOPPED
    if text and config.logging.format == "json":
        logger.critical("%s", text)
    elif text:
        sys.stderr.write(f"verbatim: {text}\n")
    return status


def _run(config: Config, progress: Progress) -> tuple[str, int]:
    """Run the bot, and return the exit status with an explanation, empty after a clean stop."""
    try:
        keep_memory_private()
        token = read_token(config.discord.token_file, os.environ)
        os.environ.pop(VARIABLE, None)  # lest the processes that index articles inherit it
        asyncio.run(run_until_stopped(_load_and_serve(config, token, progress)))
    except VerbatimError as error:
        return str(error), MISTAKE
    except discord.LoginFailure:
        return _TOKEN, MISTAKE
    except discord.PrivilegedIntentsRequired:
        return _INTENT, MISTAKE
    except discord.ConnectionClosed as error:
        return _explain_close(error)
    except (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError) as error:
        return f"Discord cannot be reached: {error}", UNREACHABLE
    return "", STOPPED


async def _load_and_serve(config: Config, token: str, progress: Progress) -> None:
    stopping = Event()
    try:
        await _serve(config, token, progress, stopping)
    finally:
        stopping.set()


async def _serve(config: Config, token: str, progress: Progress, stopping: Event) -> None:
    seeds = config.seeds
    watches = seeds.watch and config.storage is None
    if watches:
        require_watchfiles()  # before what takes long
    elif seeds.watch:
        logger.warning("%s", _NOT_WATCHED)
    store = recording_store(config, patience=_PATIENCE)
    signal = signal_of(config)
    metrics = open_metrics(config)

    async def open_all(client: discord.Client) -> tuple[LiveCorpus, Recorder]:
        """Open what takes long, once a login has shown that the token is right."""
        _require_intents(client, config)
        # Before the articles, so that the first check afterwards notices a change made while they
        # were read.
        heard = await asyncio.to_thread(signal.read)
        live = await _load(config, stopped_by(stopping, progress), stopping)
        log = await resources.enter_async_context(open_recorder(store, config.log.who))
        for one in (
            keep_for(config.log.keep_days, log.expiry),
            in_background(live.add_meaning(), "meaning"),
            watching(live, is_wanted=watches),
            reloading_on_due_days(live),
            following(live, signal, heard),
        ):
            await resources.enter_async_context(one)
        return live, log

    # Left in reverse order: the bot sends its last answers while the log is still open.
    async with (
        AsyncExitStack() as resources,
        VerbatimBot(config, open_all, observer_of(metrics), signal) as bot,
    ):
        deliver_once()
        await bot.login(token)
        async with monitoring(config, Monitor(lambda: bot.latencies, bot.live, bot.log), metrics):
            await bot.connect()


async def _load(config: Config, progress: Progress, stopping: Event) -> LiveCorpus:
    """Load the articles. Raises StartError if there are none."""
    opened = partial(loader_of, makes_folder=True, stopping=stopping, postpones=True)
    load = await asyncio.to_thread(opened, config, progress)
    os.environ.pop(STORAGE_VARIABLE, None)  # lest the processes that index articles inherit it
    live = await asyncio.to_thread(load)
    report_loaded(live.library, live.corpus.version)
    release_memory(len(live.corpus.articles))
    if not live.corpus.articles:
        raise StartError(
            f"No seed file in {live.folder} could be loaded; `verbatim check` says why."
        )
    return live


def _require_intents(bot: discord.Client, config: Config) -> None:
    """Raise StartError if Discord would refuse an intent when the bot connects.

    A refusal costs one of the 1,000 connections that a bot has per day, after which Discord
    resets its token; and a supervisor may start the bot again and again.
    """
    flags = bot.application_flags
    is_granted = flags.gateway_message_content or flags.gateway_message_content_limited
    if config.discord.needs_message_content and not is_granted:
        raise StartError(_INTENT)


def _explain_close(error: discord.ConnectionClosed) -> tuple[str, int]:
    if error.code in _CLOSE_CODES:
        return _CLOSE_CODES[error.code], MISTAKE
    return f"Discord closed the connection for good (code {error.code}).", UNREACHABLE
