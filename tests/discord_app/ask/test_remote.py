"""The bot on articles that are searched on a PostgreSQL server."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from simcord import InteractionResult

from bot.discord_app.gateway.client import create_bot
from bot.library.live import LiveCorpus
from bot.querylog.recorder import Recorder
from tests.discord_app.admins import AdminDesk
from tests.discord_app.ask.test_other_engines import text_of
from tests.discord_app.conftest import World, config_for
from tests.library.remote.machines import Machine
from tests.postgresql import Server, installed, serving

LEANS = "The tower of Skarn leans since 1960."


class Desk(AdminDesk):
    """A world in which an admin is at work, with the articles on a server."""

    def __init__(self, world: World, server: Server) -> None:
        super().__init__(world)
        self.server = server

    async def start(self) -> None:
        """Publish the articles that are there, and start the bot on them."""
        folder = self.world.folder
        machine = Machine(folder / "seeds", [self.server.url])
        await asyncio.to_thread(machine.publisher.publish, machine.seeds)
        live: LiveCorpus = await asyncio.to_thread(machine.open)
        config = config_for(folder, discord={"admins": {"roles": [self.role.id]}})
        await self.env.restart_bot(create_bot(config=config, live=live, log=Recorder()))

    async def ask(self, question: str) -> InteractionResult:
        return await self.world.alice.slash(self.world.channel, "ask", question=question)


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    with serving(installed()["newest"]) as server:
        world.seed("tower.txt", f"---\ntitle: The tower\n---\n{LEANS}\n")
        desk = Desk(world, server)
        await desk.start()
        yield desk


async def test_what_is_on_the_server_is_answered_listed_and_offered(desk: Desk) -> None:
    alice, channel = desk.world.alice, desk.world.channel
    answer = text_of(await desk.ask("Since when does the tower of Skarn lean?"))
    assert LEANS in answer
    assert "The tower" in text_of(await alice.slash(channel, "sources"))
    (offered,) = await alice.autocomplete(channel, "related", "article", "tower")
    assert offered["name"] == "The tower"


async def test_a_reload_publishes_the_folder(desk: Desk) -> None:
    desk.world.seed("mill.txt", "The mill of Skarn burned down in 1871.\n")
    await desk.admin.slash(desk.world.channel, "reload")
    answer = text_of(await desk.ask("When did the mill of Skarn burn down?"))
    assert "The mill of Skarn burned down in 1871." in answer


@pytest.mark.simcord(check_errors=False)  # a command that fails is one
async def test_while_the_server_is_away_a_question_is_refused_and_not_answered_with_no(
    desk: Desk,
) -> None:
    await asyncio.to_thread(desk.server.stop)
    (refused,) = (await desk.ask("Since when does the tower of Skarn lean?")).followups
    await asyncio.to_thread(desk.server.start)
    assert refused.content == (
        "The articles cannot be searched at the moment. Please try again later."
    )
    answer = text_of(await desk.ask("Since when does the tower of Skarn lean?"))
    assert LEANS in answer
