import sqlite3
from contextlib import closing

import pytest
from simcord import InteractionResult, MemberActor

from bot.querylog.errors import VoteDelayed
from bot.querylog.log import QueryLog
from tests.discord_app.conftest import World, buttons_of, text_of

QUESTION = "When did the new bridge open?"
UP, DOWN = "👍", "👎"


async def vote(member: MemberActor, asked: InteractionResult, emoji: str) -> InteractionResult:
    assert asked.response is not None
    button = next(one for one in buttons_of(asked) if str(one.emoji) == emoji)
    return await member.click(asked.response, custom_id=button.custom_id)


def counts(asked: InteractionResult) -> tuple[str | None, str | None]:
    labels = {str(one.emoji): one.label or "" for one in buttons_of(asked)}
    assert labels[UP].startswith("Helpful")
    assert labels[DOWN].startswith("Not helpful")
    up, down = (labels[one].partition(" · ")[2] or None for one in (UP, DOWN))
    return up, down


async def ask(world: World) -> InteractionResult:
    return await world.alice.slash(world.channel, "ask", question=QUESTION)


async def votes(world: World) -> list[tuple[str, int]]:
    """Return question and vote of each vote in the query log."""
    await world.env.settle()
    with closing(sqlite3.connect(world.folder / "log.sqlite3")) as connection:
        query = "SELECT question, helpful FROM votes JOIN queries ON id = query_id ORDER BY voter"
        return connection.execute(query).fetchall()


async def test_a_vote_is_counted_on_the_button_and_told_to_nobody(world: World) -> None:
    asked = await ask(world)
    assert counts(asked) == (None, None)
    pressed = await vote(world.alice, asked, UP)
    assert counts(asked) == ("1", None)
    assert pressed.followups == []
    assert len(world.replies()) == 1


async def test_a_vote_is_kept_with_the_answer(world: World) -> None:
    await vote(world.alice, await ask(world), DOWN)
    assert await votes(world) == [(QUESTION, 0)]


async def test_the_answer_stays_as_it_is(world: World) -> None:
    asked = await ask(world)
    before = text_of(asked), [one.custom_id for one in buttons_of(asked)]
    await vote(world.alice, asked, UP)
    assert (text_of(asked), [one.custom_id for one in buttons_of(asked)]) == before


async def test_a_person_has_one_vote_and_may_change_it(world: World) -> None:
    asked = await ask(world)
    await vote(world.alice, asked, UP)
    await vote(world.alice, asked, UP)
    assert counts(asked) == ("1", None)
    await vote(world.alice, asked, DOWN)
    assert counts(asked) == (None, "1")
    assert await votes(world) == [(QUESTION, 0)]


async def test_the_votes_of_several_people_are_counted(world: World) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    asked = await ask(world)
    await vote(world.alice, asked, UP)
    await vote(bob, asked, UP)
    assert counts(asked) == ("2", None)


async def test_a_vote_counts_after_a_restart(world: World) -> None:
    asked = await ask(world)
    await vote(world.alice, asked, UP)
    await world.configure({})
    await vote(world.alice, asked, DOWN)
    assert counts(asked) == (None, "1")


async def test_an_answer_to_a_message_can_be_voted_on(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    (reply,) = world.replies()
    button = next(one for one in buttons_of(reply) if str(one.emoji) == UP)
    await world.alice.click(reply, custom_id=button.custom_id)
    assert await votes(world) == [(QUESTION, 1)]


async def test_a_vote_in_a_direct_message_counts(world: World) -> None:
    asked = await world.alice.user.slash("ask", question=QUESTION)
    assert asked.response is not None
    button = next(one for one in buttons_of(asked) if str(one.emoji) == UP)
    await world.alice.user.click(asked.response, custom_id=button.custom_id)
    assert counts(asked) == ("1", None)


async def test_an_answer_that_is_no_longer_in_the_log_takes_no_votes_and_says_so(
    world: World,
) -> None:
    asked = await ask(world)
    await world.env.settle()
    with closing(sqlite3.connect(world.folder / "log.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM shown")
        connection.execute("DELETE FROM queries")
    pressed = await vote(world.alice, asked, UP)
    (told,) = pressed.followups
    assert told.content == "Votes on this answer are no longer stored."
    assert told.ephemeral
    assert counts(asked) == (None, None)


async def test_a_log_that_cannot_be_written_is_said(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_args: object) -> None:
        raise VoteDelayed("locked")

    asked = await ask(world)
    monkeypatch.setattr(QueryLog, "vote", fail)
    (told,) = (await vote(world.alice, asked, UP)).followups
    assert told.content == "Votes cannot be saved at the moment. Please try again later."


async def test_a_message_that_was_deleted_meanwhile_is_no_trouble(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    asked = await ask(world)
    world.env.inject_error(
        "PATCH", "/webhooks/*", status=404, code=10008, message="Unknown Message"
    )
    pressed = await vote(world.alice, asked, UP)
    assert pressed.followups == []
    assert await votes(world) == [(QUESTION, 1)]
    assert not any(one.exc_info for one in caplog.records)


async def test_without_a_query_log_there_is_nothing_to_vote_with(world: World) -> None:
    await world.configure_without_log()
    labels = [one.label for one in buttons_of(await ask(world))]
    assert labels == ["Show in context", "Related stories"]
