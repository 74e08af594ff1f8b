"""The bot on another retriever and another query log: nothing in Discord needs ours."""

import pytest
from simcord import InteractionResult

from bot.discord_app.gateway.client import create_bot
from bot.library.live import LiveCorpus
from bot.querylog.records import GuildSettings
from tests.discord_app import admins, conftest
from tests.discord_app.admins import AdminDesk
from tests.discord_app.ask.test_vote_buttons import UP, counts, vote
from tests.discord_app.conftest import World, config_for
from tests.discord_app.discord_markdown import displayed
from tests.discord_app.other_engines import LogInMemory, ParagraphBuilder

PARAGRAPH = "The tower leans. Nobody knows why, the mayor said."


class Desk(AdminDesk):
    """A world in which an admin is at work, on the other engines."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.log = LogInMemory()

    async def start(self) -> None:
        """Start the bot on articles of this one paragraph, and the two that are there."""
        self.world.seed("tower.txt", f"{PARAGRAPH}\n")
        folder = self.world.folder
        config = config_for(folder, discord={"admins": {"roles": [self.role.id]}})
        live = LiveCorpus.load(folder / "seeds", 1_048_576, ParagraphBuilder())
        await self.env.restart_bot(create_bot(config=config, live=live, log=self.log))

    async def ask(self, question: str) -> InteractionResult:
        return await self.world.alice.slash(self.world.channel, "ask", question=question)


@pytest.fixture
async def desk(world: World) -> Desk:
    desk = Desk(world)
    await desk.start()
    return desk


def text_of(result: InteractionResult) -> str:
    return displayed(conftest.text_of(result))


async def test_what_the_other_retriever_finds_is_shown(desk: Desk) -> None:
    assert f"> {PARAGRAPH}\n" in text_of(await desk.ask("Where is the tower?"))


async def test_where_the_other_retriever_finds_nothing_nothing_answers(desk: Desk) -> None:
    assert "No loaded article answers that." in text_of(await desk.ask("Where is the castle?"))


async def test_what_was_answered_is_recorded_in_the_other_log(desk: Desk) -> None:
    await desk.ask("Where is the tower?")
    (entry,) = desk.log.entries
    assert (entry.question, entry.corpus_version) == ("Where is the tower?", "paragraphs")
    assert [shown.text for shown in entry.shown] == [PARAGRAPH]


async def test_a_vote_is_kept_in_the_other_log(desk: Desk) -> None:
    asked = await desk.ask("Where is the tower?")
    await vote(desk.world.alice, asked, UP)
    assert counts(asked) == ("1", None)
    assert [one.key for one in desk.log.votes.values()] == [desk.log.entries[0].key]


async def test_the_context_of_what_was_found_can_be_read(desk: Desk) -> None:
    asked = await desk.ask("Where is the tower?")
    assert asked.response is not None
    context = await desk.world.alice.click(asked.response, label="Show in context")
    assert PARAGRAPH in text_of(context)


async def test_a_reload_makes_the_other_retriever_anew(desk: Desk) -> None:
    desk.world.seed("tower.txt", "The tower fell.\n")
    await desk.admin.slash(desk.world.channel, "reload")
    assert "> The tower fell.\n" in text_of(await desk.ask("Where is the tower?"))


async def test_what_is_set_for_a_server_is_kept_in_the_other_store(desk: Desk) -> None:
    guild_id = desk.world.guild.id
    desk.log.stored.by_guild[guild_id] = GuildSettings(language="uk")
    await desk.start()
    assert "на це не відповідає" in text_of(await desk.ask("Where is the castle?"))


@pytest.mark.simcord(check_errors=False)
async def test_what_the_other_log_cannot_do_is_said(desk: Desk) -> None:
    insight = await desk.admin.slash(desk.world.channel, "insight")
    assert "There is nothing to count" in admins.text_of(insight)
