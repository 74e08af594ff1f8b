"""One application in several processes, each with shards of its own, on one machine."""

import asyncio
import json
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from tests import loopback
from tests.discord_app.conftest import BRIDGE
from tests.loopback import model

LIGHTHOUSE = "When did the old lighthouse burn down?"
QUESTION = "When did the new bridge open?"
OWNER = 7  # of the application
EVEN_GUILD, EVEN_CHANNEL = 2 << 22, 2_001  # of shard 0 of 2; GUILD_ID is of shard 1


class Shared:
    """A folder with seeds, and bots that run in it, each with a configuration of its own."""

    def __init__(self, folder: Path, discord: loopback.Loopback) -> None:
        self.folder = folder
        self.discord = discord
        discord.state.permissions[EVEN_GUILD] = model.MEMBER
        discord.state.channels[EVEN_CHANNEL] = EVEN_GUILD
        self.running: list[asyncio.subprocess.Process] = []

    async def start(self, section: str) -> asyncio.subprocess.Process:
        config = self.folder / f"config-{len(self.running)}.yaml"
        config.write_text(f"logging: {{level: warning}}\n{section}", "utf-8")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.loopback.launch", "--config", str(config), "run"),
            cwd=self.folder,
            env=self.discord.environ(),
            stderr=asyncio.subprocess.PIPE,
        )
        self.running.append(process)
        return process

    async def start_two(self, more: str = "") -> None:
        """Start two processes, with a shard each, and wait until both are connected."""
        for shard in (0, 1):
            await self.start(f"discord: {{shard_ids: [{shard}], shard_count: 2}}\n{more}")
        await self.discord.gateway.ready(60)

    async def stop(self) -> list[tuple[int | None, str]]:
        """Stop all, and return the exit status and what was said on standard error of each."""
        for process in self.running:
            if process.returncode is None:
                process.terminate()
        said = [await asyncio.wait_for(one.communicate(), 30) for one in self.running]
        return [
            (process.returncode, error.decode())
            for process, (_, error) in zip(self.running, said, strict=True)
        ]

    def use(self, command: str, person: int, guild_id: int, channel_id: int) -> None:
        """Have a person use a command without options."""
        interaction = self.discord.state.open_interaction(None, channel_id)
        body = model.command_interaction(
            *(interaction.id, interaction.token, command, {}),
            person=model.user(person),
            guild_id=guild_id,
            channel_id=channel_id,
        )
        self.discord.dispatch("INTERACTION_CREATE", body, guild_id)

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / "data" / "verbatim.sqlite3")) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture
async def shared(tmp_path: Path) -> AsyncIterator[Shared]:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bridge.txt").write_text(BRIDGE, "utf-8")
    async with loopback.serve() as discord:
        shared = Shared(tmp_path, discord)
        try:
            yield shared
        finally:
            await shared.stop()


async def test_two_processes_answer_each_in_its_guilds_and_log_to_one_file(shared: Shared) -> None:
    await shared.start_two()
    asked = [
        shared.discord.ask(f"{QUESTION} {number}", guild_id=guild, channel_id=channel)
        for number in range(10)
        for guild, channel in (
            (loopback.GUILD_ID, loopback.CHANNEL_ID),
            (EVEN_GUILD, EVEN_CHANNEL),
        )
    ]
    answers = [await one.answer() for one in asked]
    assert all("over the river opened" in one for one in answers)
    assert not any(one.is_doubled for one in asked)
    assert await shared.stop() == [(0, ""), (0, "")]
    assert shared.rows("SELECT guild_id, count(*) FROM queries GROUP BY guild_id ORDER BY 1") == [
        (loopback.GUILD_ID, 10),
        (EVEN_GUILD, 10),
    ]


async def test_one_of_them_alone_tells_discord_the_commands(shared: Shared) -> None:
    await shared.start_two()
    assert sum(one.startswith("PUT") for one in shared.discord.requests) == 1


async def test_without_a_setting_one_process_runs_as_many_shards_as_discord_says(
    tmp_path: Path,
) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bridge.txt").write_text(BRIDGE, "utf-8")
    async with loopback.serve(shards=2) as discord:
        shared = Shared(tmp_path, discord)
        await shared.start("")
        await discord.gateway.ready(60)
        assert (discord.gateway.shards, discord.gateway.identifies) == (2, 2)
        answers = [
            await discord.ask(QUESTION, guild_id=guild).answer()
            for guild in (loopback.GUILD_ID, EVEN_GUILD)
        ]
        assert await shared.stop() == [(0, "")]
    assert all("over the river opened" in one for one in answers)


async def test_shards_that_discord_refuses_end_with_what_to_mend(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bridge.txt").write_text(BRIDGE, "utf-8")
    async with loopback.serve(close_code=4010) as discord:
        shared = Shared(tmp_path, discord)
        process = await shared.start("discord: {shard_count: 1}\n")
        await asyncio.wait_for(process.wait(), 30)
        ((status, said),) = await shared.stop()
    assert status == 2
    assert "discord.shard_count" in said
    assert said.count("\n") == 1


async def test_each_process_tells_how_it_is_in_a_file_of_its_own(shared: Shared) -> None:
    await shared.start_two()
    processes = set()
    for shard, process in enumerate(shared.running):
        path = shared.folder / "data" / f"status-{shard}.json"
        async with asyncio.timeout(20):
            while not path.exists():  # noqa: ASYNC110 - it tells no other way
                await asyncio.sleep(0.05)
        status = json.loads(path.read_text("utf-8"))
        assert status["process"] == process.pid
        processes.add(status["process"])
    assert len(processes) == 2


async def test_a_reload_in_one_process_is_one_in_the_others(shared: Shared) -> None:
    await shared.start_two()
    (shared.folder / "seeds" / "fire.txt").write_text(
        "The old lighthouse burned down on Friday.\n", "utf-8"
    )
    shared.use("reload", OWNER, loopback.GUILD_ID, loopback.CHANNEL_ID)
    for guild, channel in (
        (loopback.GUILD_ID, loopback.CHANNEL_ID),
        (EVEN_GUILD, EVEN_CHANNEL),
    ):
        async with asyncio.timeout(30):
            answer = ""
            while "lighthouse burned" not in answer:
                asked = shared.discord.ask(LIGHTHOUSE, guild_id=guild, channel_id=channel)
                answer = await asked.answer()
