"""Admins who change the articles on a server that other machines share."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.library.live import LiveCorpus
from bot.library.reload_signal import following
from bot.library.seed_source import SharedSeeds
from bot.querylog.postgresql.reload_signal import open_signal
from bot.querylog.postgresql.seed_files import open_seeds
from tests.discord_app import conftest
from tests.discord_app.admins import text_of
from tests.discord_app.conftest import BRIDGE, ORCHARD
from tests.discord_app.seeds.conftest import BIRDS, Desk
from tests.postgresql import Server, installed, serving

LIMIT = 1_048_576


@pytest.fixture
def server() -> Iterator[Server]:
    """A server of its own, which may be stopped."""
    with serving(installed()["newest"]) as server:
        yield server


@pytest.fixture
def machine(tmp_path: Path, server: Server) -> Callable[[str], LiveCorpus]:
    """Start a machine with folders of its own."""

    def start(name: str) -> LiveCorpus:
        folder = tmp_path / name
        seeds = open_seeds(server.url, None)
        source = SharedSeeds(folder / "articles", seeds, tmp_path / "seeds", LIMIT)
        return LiveCorpus.load(source, LIMIT)

    return start


@pytest.fixture
def live(tmp_path: Path, machine: Callable[[str], LiveCorpus]) -> LiveCorpus:
    """The articles of the bot's machine, whose seeds folder was the first."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/bridge.txt").write_text(BRIDGE, "utf-8")
    (tmp_path / "seeds/orchard.txt").write_text(ORCHARD, "utf-8")
    return machine("a")


def names(live: LiveCorpus) -> list[str]:
    return [article.name for article in live.corpus.articles]


async def test_what_is_added_removed_and_restored_in_discord_is_so_on_other_machines(
    desk: Desk, server: Server, machine: Callable[[str], LiveCorpus]
) -> None:
    other = await asyncio.to_thread(machine, "b")
    signal = open_signal(server.url, None)
    heard = await asyncio.to_thread(signal.read)

    async def comes_to(expected: list[str]) -> None:
        assert desk.loaded() == expected
        async with asyncio.timeout(20):
            while names(other) != expected:  # noqa: ASYNC110 - it tells no other way
                await asyncio.sleep(0.01)

    async with following(other, signal, heard):
        assert "**Added:** birds.txt" in text_of(await desk.add(("birds.txt", BIRDS)))
        await comes_to(["birds.txt", "bridge.txt", "orchard.txt"])
        asked = await desk.seeds_command("remove", article="bridge.txt")
        await desk.press(asked, "Remove")
        await comes_to(["birds.txt", "orchard.txt"])
        await desk.seeds_command("restore", article="bridge.txt")
        await comes_to(["birds.txt", "bridge.txt", "orchard.txt"])


async def test_while_the_server_is_away_admins_are_told_and_questions_are_answered(
    desk: Desk, server: Server
) -> None:
    await asyncio.to_thread(server.stop)
    told = text_of(await desk.add(("birds.txt", BIRDS)))
    assert "cannot be changed at the moment" in told
    alice, channel = desk.world.alice, desk.world.channel
    answer = await alice.slash(channel, "ask", question="What did the bridge cost?")
    assert "nine million" in conftest.text_of(answer).replace("**", "")
    assert desk.loaded() == ["bridge.txt", "orchard.txt"]
