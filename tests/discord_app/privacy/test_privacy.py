import json
from typing import Any

import pytest
from simcord import InteractionResult, MemberActor

from bot.discord_app.gateway.client import create_bot
from bot.library.live import LiveCorpus
from bot.querylog.errors import RecordsUnavailable
from bot.querylog.personal import PersonalRecords
from bot.querylog.storage import open_recorder, store_of
from tests.discord_app.conftest import World, config_for, labels_of, text_of

QUESTION = "When did the new bridge open?"
SENTENCE = "The new bridge over the river opened on Monday, the mayor said, according to AP."


async def ask(member: MemberActor, world: World, question: str = QUESTION) -> None:
    await member.slash(world.channel, "ask", question=question)


async def privacy(world: World) -> InteractionResult:
    return await world.alice.slash(world.channel, "privacy")


async def click(world: World, result: InteractionResult, label: str) -> InteractionResult:
    assert result.response is not None
    return await world.alice.click(result.response, label=label)


async def file_of(result: InteractionResult) -> dict[str, list[dict[str, Any]]]:
    assert result.response is not None
    (attachment,) = result.response.attachments
    assert attachment.filename == "verbatim-about-you.json"
    document: dict[str, list[dict[str, Any]]] = json.loads(await attachment.read())
    return document


async def test_it_counts_what_is_stored_since_when_and_says_how(world: World) -> None:
    await ask(world.alice, world)
    await ask(world.alice, world, "Which volcano erupted yesterday?")
    result = await privacy(world)
    assert text_of(result).partition("\n\n")[2].startswith("**2 questions**, the first on <t:")
    assert "a code computed from your Discord id" in text_of(result)
    assert result.ephemeral


async def test_to_one_who_has_not_asked_it_offers_no_labels(world: World) -> None:
    await ask(world.guild.add_member(world.env.create_user("bob")), world)
    result = await privacy(world)
    assert "Nothing so far." in text_of(result)
    assert labels_of(result) == []


async def test_what_is_stored_can_be_downloaded_as_a_file(world: World) -> None:
    await ask(world.alice, world)
    await ask(world.guild.add_member(world.env.create_user("bob")), world, "Who opened the bridge?")
    result = await click(world, await privacy(world), "Download")
    (question,) = (await file_of(result))["questions"]
    assert question["question"] == QUESTION
    assert question["server"] == world.guild.id
    assert question["answered"]
    assert question["sentences"][0]["text"] == SENTENCE
    assert result.ephemeral


async def test_before_deleting_it_asks(world: World) -> None:
    await ask(world.alice, world)
    asked = await click(world, await privacy(world), "Delete all")
    assert "for good? (1 question)" in text_of(asked)
    assert asked.ephemeral
    assert len(await world.logged()) == 1


async def test_once_confirmed_all_is_deleted_and_it_says_how_much(world: World) -> None:
    await ask(world.alice, world)
    await ask(world.alice, world)
    bob = world.guild.add_member(world.env.create_user("bob"))
    await ask(bob, world, "Who opened the bridge?")
    asked = await click(world, await privacy(world), "Delete all")
    await click(world, asked, "Delete for good")
    assert text_of(asked) == "Deleted: 2 questions."
    assert labels_of(asked) == []
    assert [row[3] for row in await world.logged()] == ["Who opened the bridge?"]


async def test_one_who_thinks_better_of_it_keeps_all(world: World) -> None:
    await ask(world.alice, world)
    asked = await click(world, await privacy(world), "Delete all")
    await click(world, asked, "Keep")
    assert text_of(asked) == "Nothing was deleted."
    assert len(await world.logged()) == 1


async def test_deleting_twice_deletes_nothing_more(world: World) -> None:
    await ask(world.alice, world)
    overview = await privacy(world)
    await click(world, await click(world, overview, "Delete all"), "Delete for good")
    again = await click(world, overview, "Delete all")
    assert text_of(again) == "Nothing so far."
    assert labels_of(again) == []


async def test_the_buttons_go_on_working_after_a_restart(world: World) -> None:
    await ask(world.alice, world)
    overview = await privacy(world)
    await world.configure({})
    asked = await click(world, overview, "Delete all")
    await world.configure({})
    await click(world, asked, "Delete for good")
    assert text_of(asked) == "Deleted: 1 question."


async def test_it_works_in_a_direct_message(world: World) -> None:
    await world.alice.user.slash("ask", question=QUESTION)
    result = await world.alice.user.slash("privacy")
    assert text_of(result).partition("\n\n")[2].startswith("**1 question**")


@pytest.mark.parametrize(
    ("who", "said"),
    [("plain", "your Discord id, and the answer"), ("none", "without anything about who asked")],
)
async def test_it_says_how_people_are_written_down(
    world: World, live: LiveCorpus, who: str, said: str
) -> None:
    log = config_for(world.folder, log={"path": world.folder / "other.sqlite3", "who": who})
    async with open_recorder(store_of(log), log.log.who) as recorder:
        await world.env.restart_bot(create_bot(config=log, live=live, log=recorder))
        assert said in text_of(await privacy(world))


@pytest.mark.parametrize(
    ("days", "said"),
    [(30, "It is deleted automatically after 30 days."), (0, "It is kept until you delete it.")],
)
async def test_it_says_for_how_long_things_are_kept(world: World, days: int, said: str) -> None:
    await world.configure({}, log={"path": world.folder / "log.sqlite3", "keep_days": days})
    assert said in text_of(await privacy(world))


async def test_without_a_query_log_it_says_that_nothing_is_kept(world: World) -> None:
    await world.configure_without_log()
    result = await privacy(world)
    assert (
        text_of(result)
        == "### What is stored about you\nNothing. Questions are not stored here at all."
    )
    assert result.ephemeral


async def test_buttons_from_when_there_was_a_log_say_that_nothing_is_kept(world: World) -> None:
    await ask(world.alice, world)
    overview = await privacy(world)
    await world.configure_without_log()
    result = await click(world, overview, "Download")
    assert text_of(result) == "Nothing. Questions are not stored here at all."
    assert result.ephemeral


@pytest.mark.simcord(check_errors=False)
async def test_a_database_out_of_reach_is_told_to_the_asker_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(world.alice, world)
    overview = await privacy(world)

    async def fail(*_: object) -> None:
        raise RecordsUnavailable

    monkeypatch.setattr(PersonalRecords, "data_of", fail)
    failed = await click(world, overview, "Download")
    (told,) = failed.followups
    assert told.content.startswith("Your data cannot be read")
    assert told.ephemeral
