"""What is told of a bot that runs as a process, against the loopback Discord."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.discord_app.gateway.client import create_bot
from bot.monitoring.observer import Observer, Outcome
from bot.querylog.model import FrontEnd
from bot.querylog.recorder import Recorder
from tests import loopback
from tests.discord_app.conftest import BRIDGE, World, config_for

QUESTION = "When did the new bridge open?"


class Told(Observer):
    """Keeps what an observer is told."""

    def __init__(self) -> None:
        self.questions: list[tuple[FrontEnd, Outcome]] = []
        self.refusals: list[FrontEnd] = []
        self.reconnects = 0

    def asked(self, front_end: FrontEnd, outcome: Outcome, seconds: float) -> None:
        assert seconds > 0
        self.questions.append((front_end, outcome))

    def refused(self, front_end: FrontEnd) -> None:
        self.refusals.append(front_end)

    def reconnected(self) -> None:
        self.reconnects += 1

    def unread(self, event: str) -> None:
        raise AssertionError(event)


@pytest.fixture
async def told(world: World) -> Told:
    """The observer of the bot, which is started again with it."""
    told = Told()
    await restart(world, told)
    return told


async def restart(world: World, told: Told, **section: object) -> None:
    config = config_for(world.folder, discord=section)
    bot = create_bot(config=config, live=world.live, log=Recorder(), observer=told)
    await world.env.restart_bot(bot)


async def test_each_question_is_told_with_what_came_of_it(world: World, told: Told) -> None:
    await world.alice.slash(world.channel, "ask", question="When did the bridge open?")
    await world.alice.send(world.channel, f"{world.mention} Who is the goalkeeper?")
    assert told.questions == [("discord", "answered"), ("discord", "unanswered")]


async def test_a_question_that_fails_is_told_as_such(
    world: World, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.service.answerer.Answerer.answer", fail)
    await world.alice.send(world.channel, f"{world.mention} When did the bridge open?")
    assert told.questions == [("discord", "failed")]


async def test_each_question_that_is_one_too_many_is_told_and_nothing_else(
    world: World, told: Told
) -> None:
    said = await world.alice.send(world.channel, QUESTION)
    misspelt = await world.alice.slash(world.channel, "ask", question="Which crop do Farmurs grow?")
    assert misspelt.response is not None
    await restart(world, told, flood={"per_person": 1})
    await world.alice.slash(world.channel, "help")
    await world.alice.slash(world.channel, "sources")
    await world.alice.send(world.channel, world.mention)
    assert told.refusals == []
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    await world.alice.context_menu(world.channel, "Find in articles", said)
    await world.alice.click(misspelt.response, label="Did you mean “Farmers”?")
    assert told.refusals == ["discord"] * 4


async def test_only_a_shard_that_was_connected_before_counts_as_reconnected(
    world: World, told: Told
) -> None:
    for shard in (7, 8, 7):
        world.bot.dispatch("shard_connect", shard)
    await world.env.settle()
    assert told.reconnects == 1


@pytest.fixture
def folder(tmp_path: Path, port: int) -> Path:
    """A working directory with one seed file, where health is told."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bridge.txt").write_text(BRIDGE, "utf-8")
    (tmp_path / "config.yaml").write_text(f"health: {{port: {port}}}\n", "utf-8")
    return tmp_path


@asynccontextmanager
async def running(folder: Path, server: loopback.Loopback) -> AsyncIterator[asyncio.StreamReader]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.loopback.launch", "run"),
        cwd=folder,
        env=server.environ(),
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        await server.gateway.ready()
        yield process.stderr
    finally:
        process.terminate()
        assert await asyncio.wait_for(process.wait(), 30) == 0


async def get_until(port: int, path: str, text: str) -> str:
    """Ask until the answer holds a text, and return the answer."""
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session, asyncio.timeout(30):
        while True:
            async with session.get(path) as response:
                said = await response.text()
            if text in said:
                return said
            await asyncio.sleep(0.05)


async def test_health_and_metrics_of_a_running_bot(folder: Path, port: int) -> None:
    async with loopback.serve() as server, running(folder, server) as said:
        health = json.loads(await get_until(port, "/health", '"healthy": true'))
        assert (health["articles"], health["log"]["can_be_written"]) == (1, True)
        await server.ask("When did the new bridge open?").answer()
        asked = 'verbatim_questions_total{front_end="discord",outcome="answered"} 1.0'
        await get_until(port, "/metrics", asked)
        server.gateway.drop()
        await get_until(port, "/metrics", "verbatim_gateway_reconnects_total 1.0")
        async with asyncio.timeout(30):
            while b"Connected again, on shard 0" not in await said.readline():
                pass
        assert (folder / "data" / "status.json").exists()
    assert not (folder / "data" / "status.json").exists()
