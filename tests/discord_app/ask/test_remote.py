"""The bot on articles that are searched on a PostgreSQL server."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence

import pytest
from simcord import InteractionResult

from bot.discord_app.gateway.client import create_bot
from bot.library.live import LiveCorpus
from bot.querylog.postgresql.remote_index import RemoteIndex
from bot.querylog.postgresql.servers import Rows
from bot.querylog.recorder import Recorder
from bot.retrieval.catalogue import NEWEST
from tests.discord_app.admins import AdminDesk, shown
from tests.discord_app.ask.test_more_button import COPIES, QUESTION
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
        self.index = machine.index
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


async def test_a_page_of_the_list_is_fetched_in_one_statement(desk: Desk) -> None:
    for number in range(2 * NEWEST):  # more than are fetched at the start
        desk.world.seed(f"{number}.txt", f"---\ntitle: Ferry {number}\n---\nThe ferry sailed.\n")
    await desk.start()
    before = desk.index.statements
    assert "Ferry 7" in text_of(await desk.world.alice.slash(desk.world.channel, "sources"))
    assert desk.index.statements == before + 1


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


async def test_no_button_and_no_command_asks_the_server_on_the_event_loop(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, channel = desk.world, desk.world.channel
    world.seed("mill.txt", f"---\ntitle: The mill\n---\n{COPIES}")
    for day in range(1, NEWEST + 1):  # the newest articles are fetched at the start
        world.seed(f"{day}.txt", f"---\ndate: 2025-01-0{day}\n---\nThe ferry sailed.\n")
    await desk.start()
    answer = (await desk.ask(QUESTION)).response
    assert answer is not None
    on_loop: list[bool] = []
    ask = RemoteIndex.ask

    def watched(
        index: RemoteIndex, query: str, values: Mapping[int, Sequence[bytes]]
    ) -> dict[int, Rows]:
        on_loop.append(threading.current_thread() is threading.main_thread())
        return ask(index, query, values)

    monkeypatch.setattr(RemoteIndex, "ask", watched)
    uses: list[Callable[[], Awaitable[InteractionResult]]] = [
        lambda: world.alice.click(answer, label="Show in context"),
        lambda: world.alice.click(answer, label="1 more passage"),
        lambda: desk.admin.slash(channel, "seeds remove", article="The mill"),
    ]
    for use in uses:
        await desk.start()  # so that nothing else is in memory
        on_loop.clear()
        result = await use()
        assert "mill" in (shown(result.response) if result.response else "") + text_of(result)
        assert on_loop
        assert not any(on_loop)
