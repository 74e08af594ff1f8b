import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from typing import cast

import discord
import pytest
from simcord import ChannelHandle, InteractionResult

from bot.discord_app.gateway.client import create_bot
from bot.querylog.log import QueryLog
from bot.querylog.recorder import Recorder
from bot.querylog.sqlite.store import SqliteStore
from tests.discord_app import conftest
from tests.discord_app.admins import AdminDesk, buttons, is_refused, labels, only_told, text_of
from tests.discord_app.ask.test_more_button import COPIES
from tests.discord_app.clients import change_interactions
from tests.discord_app.conftest import World, config_for, labels_of

QUESTION = "What did the bridge cost?"
NO_ARTICLE = "No loaded article answers that."


class Desk(AdminDesk):
    """A world in which an admin sets things for the server."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.here = world.channel
        self.elsewhere = world.guild.create_text_channel("elsewhere")

    async def settings(self) -> InteractionResult:
        return await self.admin.slash(self.here, "settings")

    async def choose(self, result: InteractionResult, number: int, *values: object) -> None:
        """Choose in one of the lists: 0 the channels, 1 the language, 2 the sentences."""
        assert result.response is not None
        custom_id = lists(result)[number]["custom_id"]
        await self.admin.select(result.response, values, custom_id=str(custom_id))

    async def ask(
        self, channel: ChannelHandle | None = None, **options: object
    ) -> InteractionResult:
        options = {"question": QUESTION, **options}
        return await self.world.alice.slash(channel or self.here, "ask", **options)

    async def kept(self) -> list[tuple[object, ...]]:
        await self.env.settle()
        with closing(sqlite3.connect(self.world.folder / "log.sqlite3")) as connection:
            return connection.execute("SELECT * FROM guild_settings").fetchall()


def lists(result: InteractionResult) -> list[dict[str, object]]:
    return [one for one in buttons(result) if one["type"] != 2]


def answer_of(result: InteractionResult) -> str:
    return conftest.text_of(result)


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    """A desk where an admin is at work; no command may fail but with a reason for people."""
    desk = Desk(world)
    await desk.configure()
    yield desk
    assert only_told(desk.env.errors)


async def test_at_first_everything_is_as_configured(desk: Desk) -> None:
    result = await desk.settings()
    assert text_of(result).split("\n")[1:5] == [
        "Where I answer: everywhere (default)",
        "Language of public replies: the server's (default)",
        "Maximum sentences per answer: 3 (default)",
        "Who sees the answer to /ask: everyone in the channel (default)",
    ]


async def test_it_answers_only_in_the_chosen_channels_at_once(desk: Desk) -> None:
    result = await desk.settings()
    await desk.choose(result, 0, desk.here)
    assert f"Where I answer: <#{desk.here.id}>\n" in text_of(result)
    assert "nine million" in answer_of(await desk.ask(desk.here))
    refused = await desk.ask(desk.elsewhere)
    assert f"Ask me in <#{desk.here.id}>" in answer_of(refused)
    assert refused.ephemeral


async def test_messages_are_held_to_the_chosen_channels_too(desk: Desk) -> None:
    await desk.choose(await desk.settings(), 0, desk.here)
    for channel in (desk.elsewhere, desk.here):
        await desk.world.alice.send(channel, f"{desk.world.mention} {QUESTION}")
    assert len(desk.world.replies(desk.here)) == 1
    assert desk.world.replies(desk.elsewhere) == []


async def test_a_thread_of_a_chosen_channel_is_open(desk: Desk) -> None:
    await desk.choose(await desk.settings(), 0, desk.here)
    channel = desk.world.bot.get_channel(desk.here.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="more", type=discord.ChannelType.public_thread)
    (thread,) = desk.here.threads
    assert "nine million" in answer_of(await desk.ask(thread))


async def test_only_kinds_of_channels_that_discord_documents_can_be_chosen(desk: Desk) -> None:
    documented = {0, 2, 5, 13, 15}  # of a server, without categories, directories and threads
    channels = lists(await desk.settings())[0]
    offered = channels["channel_types"]
    assert isinstance(offered, list)
    assert set(offered) <= documented


async def test_a_configured_channel_of_a_kind_that_is_not_offered_is_no_default(desk: Desk) -> None:
    guild = desk.world.bot.get_guild(desk.world.guild.id)
    assert guild is not None
    category = await guild.create_category("all")
    allowed = [category.id, desk.here.id]
    settings = {"admins": {"roles": [desk.role.id]}, "allowed_channels": allowed}
    await desk.world.configure(settings)
    channels = lists(await desk.settings())[0]
    defaults = cast("list[dict[str, object]]", channels["default_values"])
    assert [int(str(one["id"])) for one in defaults] == [desk.here.id]


async def test_settings_can_be_mended_from_any_channel(desk: Desk) -> None:
    await desk.choose(await desk.settings(), 0, desk.elsewhere)
    result = await desk.settings()  # in a channel where it does not answer any more
    await desk.press(result, "Answer everywhere")
    assert "Where I answer: everywhere\n" in text_of(result)
    assert "nine million" in answer_of(await desk.ask(desk.here))


async def test_answering_everywhere_overrides_the_configured_channels(desk: Desk) -> None:
    settings = {"admins": {"roles": [desk.role.id]}, "allowed_channels": [desk.elsewhere.id]}
    await desk.world.configure(settings)
    assert "I do not answer in this channel" in answer_of(await desk.ask(desk.here))
    result = await desk.settings()
    assert f"Where I answer: <#{desk.elsewhere.id}> (default)" in text_of(result)
    await desk.press(result, "Answer everywhere")
    assert "nine million" in answer_of(await desk.ask(desk.here))


async def test_what_all_see_is_in_the_chosen_language_and_what_one_sees_is_not(desk: Desk) -> None:
    result = await desk.settings()
    await desk.choose(result, 1, "uk")
    assert text_of(result).startswith("Settings of this server\n")
    assert "Language of public replies: Українська\n" in text_of(result)
    unanswered = await desk.ask(question="Who is the goalkeeper?")
    assert "Жодна із завантажених статей" in answer_of(unanswered)
    in_private = await desk.ask(question="Who is the goalkeeper?", private=True)
    assert NO_ARTICLE in answer_of(in_private)


async def test_replies_to_messages_are_in_the_chosen_language(desk: Desk) -> None:
    await desk.choose(await desk.settings(), 1, "uk")
    await desk.world.alice.send(desk.here, f"{desk.world.mention} Who is the goalkeeper?")
    (reply,) = desk.world.replies()
    assert "Жодна із завантажених статей" in conftest.text_of(reply)


async def test_the_default_language_can_be_chosen_again(desk: Desk) -> None:
    result = await desk.settings()
    await desk.choose(result, 1, "uk")
    await desk.choose(result, 1, "default")
    assert "Language of public replies: the server's (default)" in text_of(result)
    assert await desk.kept() == []


async def test_an_answer_has_at_most_the_chosen_sentences(desk: Desk) -> None:
    desk.world.seed("mill.txt", COPIES)
    await desk.world.reload()
    question = "When did the old mill in Harwick burn down?"
    before = await desk.ask(question=question)
    result = await desk.settings()
    await desk.choose(result, 2, "1")
    assert "Maximum sentences per answer: 1\n" in text_of(result)
    after = await desk.ask(question=question)
    assert answer_of(before).count("\n> ") == answer_of(after).count("\n> ") == 1
    assert "1 more passage" in labels_of(before)
    assert not any("more passage" in label for label in labels_of(after))


async def test_each_question_of_a_message_has_at_most_the_chosen_sentences(desk: Desk) -> None:
    await desk.choose(await desk.settings(), 2, "1")
    question = "Who opened the new bridge over the river, and what did the bridge cost?"
    answer = answer_of(await desk.ask(question=question))
    assert "The new bridge over the river opened" in answer.replace("**", "")
    assert "It cost nine million euros" in answer.replace("**", "")
    assert answer.count("paragraph ") == 2


async def test_answers_are_private_by_default_unless_the_asker_says_otherwise(desk: Desk) -> None:
    result = await desk.settings()
    await desk.press(result, "Show answers only to the person who asks")
    assert "only the person who asks, who can share it\n" in text_of(result)
    assert (await desk.ask()).ephemeral
    assert not (await desk.ask(private=False)).ephemeral
    await desk.press(result, "Show answers to everyone")
    assert not (await desk.ask()).ephemeral
    assert (await desk.ask(private=True)).ephemeral


async def test_direct_messages_are_as_configured(desk: Desk) -> None:
    result = await desk.settings()
    await desk.choose(result, 0, desk.elsewhere)
    await desk.choose(result, 1, "uk")
    await desk.press(result, "Show answers only to the person who asks")
    answer = await desk.world.alice.user.slash("ask", question="Who is the goalkeeper?")
    assert not answer.ephemeral
    assert NO_ARTICLE in answer_of(answer)


async def test_settings_hold_after_a_restart(desk: Desk) -> None:
    result = await desk.settings()
    await desk.choose(result, 0, desk.here)
    await desk.choose(result, 1, "uk")
    await desk.choose(result, 2, "5")
    await desk.press(result, "Show answers only to the person who asks")
    before = text_of(result)
    await desk.configure()
    assert text_of(await desk.settings()) == before
    assert (await desk.ask()).ephemeral
    assert "I do not answer in this channel" in answer_of(await desk.ask(desk.elsewhere))


async def test_all_can_be_reset_to_the_configuration(desk: Desk) -> None:
    result = await desk.settings()
    before = text_of(result)
    await desk.choose(result, 0, desk.here)
    await desk.choose(result, 2, "5")
    await desk.press(result, "Reset all")
    assert text_of(result) == before
    assert await desk.kept() == []
    assert "nine million" in answer_of(await desk.ask(desk.elsewhere))


async def test_the_settings_of_a_server_are_its_own(desk: Desk) -> None:
    await desk.press(await desk.settings(), "Show answers only to the person who asks")
    other = desk.env.create_guild("Other")
    bob = other.add_member(desk.env.create_user("bob"))
    answer = await bob.slash(other.create_text_channel("other"), "ask", question=QUESTION)
    assert not answer.ephemeral


async def test_the_configuration_is_the_default(desk: Desk) -> None:
    settings = {"admins": {"roles": [desk.role.id]}, "private": True, "language": "uk"}
    await desk.world.configure(settings, answers={"sentences": 1, "threshold": 0.3})
    text = text_of(await desk.settings())
    assert "Language of public replies: Українська (default)" in text
    assert "Maximum sentences per answer: 1 (default)" in text
    assert "only the person who asks, who can share it (default)" in text
    assert (await desk.ask()).ephemeral


async def test_a_member_to_whom_the_server_opened_the_command_is_refused(desk: Desk) -> None:
    await desk.open_to_all()
    assert is_refused(await desk.world.alice.slash(desk.here, "settings"))


async def test_in_a_direct_message_there_is_nothing_to_set(desk: Desk) -> None:
    assert is_refused(await desk.admin.user.slash("settings"))
    await desk.world.configure({"admins": {"users": [desk.world.alice.id]}})
    result = await desk.world.alice.user.slash("settings")
    assert "Use this command in one." in text_of(result)


async def test_where_no_log_is_kept_it_says_why_nothing_can_be_set(desk: Desk) -> None:
    config = config_for(desk.world.folder, discord={"admins": {"roles": [desk.role.id]}})
    bot = create_bot(config=config, live=desk.world.live, log=Recorder())
    await desk.env.restart_bot(bot)
    assert "`log.enabled` is false" in text_of(await desk.settings())
    assert "nine million" in answer_of(await desk.ask())


async def test_who_is_no_longer_an_admin_cannot_set_anything(desk: Desk) -> None:
    result = await desk.settings()
    desk.dismiss(desk.admin)
    assert is_refused(await desk.press(result, "Show answers only to the person who asks"))
    assert await desk.kept() == []


async def test_another_admin_cannot_use_the_controls(desk: Desk) -> None:
    result = await desk.settings()
    bob = desk.add_admin("bob")
    pressed = await desk.forge_press(bob, result, "Show answers only to the person who asks")
    assert "to get your own" in text_of(pressed)
    assert await desk.kept() == []


async def test_a_forged_channel_of_another_server_is_refused(desk: Desk) -> None:
    other = desk.env.create_guild("Other").create_text_channel("other")
    result = await desk.settings()
    channel = {"id": str(other.id), "type": 0, "name": "other", "permissions": "0"}
    data = {
        "custom_id": lists(result)[0]["custom_id"],
        "component_type": 8,
        "values": [str(other.id)],
        "resolved": {"channels": {str(other.id): channel}},
    }
    forged = await desk.forge(desk.admin, result, data)
    assert "not in this server" in text_of(forged)
    assert await desk.kept() == []


@pytest.mark.parametrize(("number", "value"), [(1, "xx"), (2, "11"), (2, "many")])
async def test_a_forged_choice_is_refused(desk: Desk, number: int, value: str) -> None:
    result = await desk.settings()
    custom_id = lists(result)[number]["custom_id"]
    data = {"custom_id": custom_id, "component_type": 3, "values": [value]}
    await desk.forge(desk.admin, result, data)
    assert await desk.kept() == []


async def test_a_database_that_is_locked_changes_nothing_and_is_told(
    desk: Desk, log: Recorder
) -> None:
    assert isinstance(log, QueryLog)
    store = log._store
    assert isinstance(store, SqliteStore)
    await store._connection.execute("PRAGMA busy_timeout = 10")
    result = await desk.settings()
    with closing(sqlite3.connect(desk.world.folder / "log.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        pressed = await desk.press(result, "Show answers only to the person who asks")
    assert "cannot be read or written at the moment" in text_of(pressed)
    assert not (await desk.ask()).ephemeral


async def test_a_change_is_told_to_the_log_of_events(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    await desk.choose(await desk.settings(), 2, "5")
    told = f"User {desk.admin.id} set for guild {desk.world.guild.id}: "
    assert any(one.startswith(told) and "sentences=5" in one for one in caplog.messages)


async def test_after_ten_minutes_the_controls_are_gone(desk: Desk) -> None:
    result = await desk.settings()
    await desk.env.advance_time(601)
    assert buttons(result) == []


async def test_it_speaks_the_language_of_the_admin(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_interactions(monkeypatch, locale="uk")
    result = await desk.settings()
    assert text_of(result).startswith("Налаштування цього сервера")
    assert labels(result)[-1] == "Скинути все"
