"""One bot on a simulated Discord, with a few small articles, for every test of this folder."""

import logging
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import discord
import pytest
from discord import Button, Component, TextDisplay
from simcord import ChannelHandle, Env, GuildHandle, InteractionResult, MemberActor, ResponseMessage

from bot.config import Config
from bot.discord_app.gateway.client import VerbatimBot, create_bot
from bot.library.live import LiveCorpus
from bot.querylog.recorder import Recorder
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.storage import open_recorder

BRIDGE = """\
---
title: The bridge opens
url: https://example.org/bridge
publisher: The Courier
published: 2025-03-22
---
The new bridge over the river opened on Monday, the mayor said, according to AP.
It cost nine million euros and took four years to build.

Related:
- The Telegraph: Ferries stop after a century
- [Toll dispute continues](https://example.org/toll)
"""
ORCHARD = """\
---
title: Apples of the valley
---
Farmers harvested three thousand tons of apples in the valley.
"""

Settings = Mapping[str, object]


def text_of(shown: discord.Message | ResponseMessage | InteractionResult) -> str:
    """Return what people read in a message, whatever it is laid out by."""
    if isinstance(shown, InteractionResult):
        assert shown.response is not None
        shown = shown.response
    message = shown.message if isinstance(shown, ResponseMessage) else shown
    embeds = (embed.description or "" for embed in message.embeds)
    texts = (one.content for one in _walk(message.components) if isinstance(one, TextDisplay))
    return "\n".join(one for one in (message.content, *embeds, *texts) if one)


def buttons_of(shown: discord.Message | ResponseMessage | InteractionResult) -> list[Button]:
    """Return the buttons of a message, in order."""
    if isinstance(shown, InteractionResult):
        assert shown.response is not None
        shown = shown.response
    message = shown.message if isinstance(shown, ResponseMessage) else shown
    return [one for one in _walk(message.components) if isinstance(one, Button)]


def labels_of(shown: discord.Message | ResponseMessage | InteractionResult) -> list[str]:
    """Return what is written on the buttons of a message, in order."""
    return [button.label or "" for button in buttons_of(shown)]


def _walk(components: Sequence[Component]) -> Iterator[Component]:
    for component in components:
        yield component
        yield from _walk(getattr(component, "children", ()))
        accessory = getattr(component, "accessory", None)
        yield from _walk([accessory] if accessory else [])


class World:
    """The bot under test, and around it a guild with a channel and two members."""

    def __init__(self, env: Env, folder: Path, live: LiveCorpus, log: Recorder) -> None:
        self.env = env
        self.folder = folder
        self.live = live
        self._log = log
        self.guild: GuildHandle = env.create_guild()
        self.channel: ChannelHandle = self.guild.create_text_channel("general")
        self.alice: MemberActor = self.guild.add_member(env.create_user("alice"))

    @property
    def bot(self) -> VerbatimBot:
        """The bot that runs at the moment."""
        assert isinstance(self.env.bot, VerbatimBot)
        return self.env.bot

    @property
    def mention(self) -> str:
        """What a member types to call the bot."""
        assert self.bot.user is not None
        return self.bot.user.mention

    async def configure(self, discord_settings: Settings, **sections: Settings) -> None:
        """Restart the bot with other settings, whose ids are known only now."""
        config = config_for(self.folder, discord=discord_settings, **sections)
        await self.env.restart_bot(create_bot(config=config, live=self.live, log=self._log))

    async def configure_without_log(self) -> None:
        """Restart the bot with no query log."""
        config = config_for(self.folder)
        await self.env.restart_bot(create_bot(config=config, live=self.live, log=Recorder()))

    async def reload(self) -> None:
        """Read the seeds again, without the command."""
        await self.live.reload()

    def seed(self, name: str, text: str) -> None:
        """Write a seed file."""
        (self.folder / "seeds" / name).write_text(text, "utf-8")

    def replies(self, channel: ChannelHandle | None = None) -> list[discord.Message]:
        """Return what the bot has written in a channel for all to see."""
        assert self.bot.user is not None
        history = (channel or self.channel).history()
        return [one for one in history if one.author.id == self.bot.user.id]

    async def logged(self) -> list[tuple[object, ...]]:
        """Return place, question and answered of each row of the query log."""
        await self.env.settle()
        with closing(sqlite3.connect(self.folder / "log.sqlite3")) as connection:
            columns = "front_end, guild_id, channel_id, question, answered"
            return connection.execute(f"SELECT {columns} FROM queries ORDER BY id").fetchall()  # noqa: S608 - constants


def config_for(folder: Path, **sections: Settings) -> Config:
    """Return a configuration whose files are all in a folder."""
    defaults: dict[str, Settings] = {
        "seeds": {"folder": folder / "seeds"},
        "answers": {"threshold": 0.3},
        "log": {"path": folder / "log.sqlite3"},
    }
    # simcord recommends no number of shards, as Discord does.
    given = sections.pop("discord", {})
    return Config.model_validate(defaults | sections | {"discord": {"shard_count": 1, **given}})


@pytest.fixture(autouse=True)
def _log_levels(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot")


@pytest.fixture
def live(tmp_path: Path) -> LiveCorpus:
    """Two small articles, loaded."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "bridge.txt").write_text(BRIDGE, "utf-8")
    (seeds / "orchard.txt").write_text(ORCHARD, "utf-8")
    return LiveCorpus.load(seeds, 1_048_576)


@pytest.fixture
async def log(tmp_path: Path) -> AsyncIterator[Recorder]:
    """The query log, open."""
    async with open_recorder(SqliteStore(tmp_path / "log.sqlite3")) as log:
        yield log


@pytest.fixture
def simcord_bot(tmp_path: Path, live: LiveCorpus, log: Recorder) -> VerbatimBot:
    """What simcord's plugin starts."""
    return create_bot(config=config_for(tmp_path), live=live, log=log)


@pytest.fixture
def world(simcord_env: Env, tmp_path: Path, live: LiveCorpus, log: Recorder) -> World:
    """The bot, started."""
    return World(simcord_env, tmp_path, live, log)
