"""Questions that go on from an answer."""

from datetime import timedelta

import pytest
from simcord import MemberActor

from bot.discord_app.ask.conversations import KEPT
from tests.discord_app.conftest import World, buttons_of, text_of
from tests.discord_app.discord_markdown import displayed

QUESTION = "When did the new bridge open?"
OPENED = "> The new bridge over the river opened on Monday"
COST = "> It cost nine million euros and took four years to build."
OTHER_COST = "> It cost two million euros, the farmers said."
READ_BEFORE = "From the article of the previous answer"
NOT_BESIDE = "I couldn't find that in the article I just quoted."
BARE = "I need a bit more to go on"


@pytest.fixture
async def world(world: World) -> World:
    """Have two articles say what something cost, the other one first."""
    cost = "It cost two million euros, the farmers said."
    world.seed("apples.txt", f"A press for apples was bought.\n{cost}\n")
    await world.reload()
    await world.configure({"question_channels": [world.channel.id]})
    return world


@pytest.fixture
def bob(world: World) -> MemberActor:
    """Return another member."""
    return world.guild.add_member(world.env.create_user("bob"))


async def ask(world: World, question: str) -> str:
    """Have Alice use the command; return what is shown."""
    return text_of(await world.alice.slash(world.channel, "ask", question=question))


async def test_the_next_question_is_read_in_the_article_of_the_answer(world: World) -> None:
    alone = await ask(world, "How many million euros did it cost?")
    assert OTHER_COST in displayed(alone).splitlines()
    await ask(world, QUESTION)
    following = displayed(await ask(world, "How many million euros did it cost?"))
    assert COST in following.splitlines()
    assert READ_BEFORE in following


@pytest.mark.parametrize(
    ("question", "marked"), [("and when?", "**Monday**"), ("Who said that?", "**the mayor** said")]
)
async def test_a_question_without_words_of_its_own_is_answered_by_what_was_quoted(
    world: World, question: str, marked: str
) -> None:
    await ask(world, QUESTION)
    following = await ask(world, question)
    assert OPENED in displayed(following)
    assert marked in following
    assert READ_BEFORE in following


async def test_what_was_quoted_and_does_not_tell_can_be_read_on(world: World) -> None:
    await ask(world, QUESTION)
    result = await world.alice.slash(world.channel, "ask", question="but why?")
    assert NOT_BESIDE in text_of(result)
    (button,) = buttons_of(result)
    assert button.label == "Show in context"
    assert result.response is not None
    opened = await world.alice.click(result.response, label="Show in context")
    assert "**The new bridge over the river opened" in text_of(opened)


@pytest.mark.parametrize(
    "question", ["and when?", "who said that?", "What happened?", "Who opened it?"]
)
async def test_without_an_answer_before_such_a_question_gets_none(
    world: World, question: str
) -> None:
    assert BARE in await ask(world, question)
    assert [row[4] for row in await world.logged()] == [0]


async def test_after_a_few_minutes_it_is_a_question_by_itself(world: World) -> None:
    await ask(world, QUESTION)
    await world.env.advance_time((KEPT + timedelta(seconds=10)).total_seconds())
    assert BARE in await ask(world, "and when?")


async def test_a_question_of_somebody_else_is_one_by_itself(world: World, bob: MemberActor) -> None:
    await ask(world, QUESTION)
    result = await bob.slash(world.channel, "ask", question="and when?")
    assert BARE in text_of(result)


async def test_a_question_in_another_channel_is_one_by_itself(world: World) -> None:
    await ask(world, QUESTION)
    other = world.guild.create_text_channel("other")
    result = await world.alice.slash(other, "ask", question="and when?")
    assert BARE in text_of(result)


async def test_a_reply_to_an_answer_is_read_in_its_article_whoever_replies(
    world: World, bob: MemberActor
) -> None:
    await world.alice.send(world.channel, QUESTION)
    await bob.send(world.channel, "and when?", reply_to=world.replies()[0])
    assert "opened on **Monday**" in text_of(world.replies()[1])


async def test_a_reply_is_about_the_message_that_it_replies_to(world: World) -> None:
    await world.alice.send(world.channel, QUESTION)
    await world.alice.send(world.channel, "How many tons of apples were harvested?")
    await world.alice.send(world.channel, "Who said that?", reply_to=world.replies()[0])
    assert "said by the mayor" in text_of(world.replies()[2])


async def test_a_reply_works_after_a_restart_and_weeks_later(world: World) -> None:
    await world.alice.send(world.channel, QUESTION)
    await world.configure({"question_channels": [world.channel.id]})
    await world.env.advance_time(timedelta(weeks=3).total_seconds())
    await world.alice.send(world.channel, "and when?", reply_to=world.replies()[0])
    assert "opened on **Monday**" in text_of(world.replies()[1])


async def test_where_the_article_has_gone_a_reply_is_a_question_by_itself(world: World) -> None:
    await world.alice.send(world.channel, QUESTION)
    (world.folder / "seeds" / "bridge.txt").unlink()
    await world.reload()
    await world.alice.send(world.channel, "and when?", reply_to=world.replies()[0])
    assert BARE in text_of(world.replies()[1])


async def test_a_question_about_something_else_is_answered_by_all_articles(world: World) -> None:
    await ask(world, QUESTION)
    following = await ask(world, "How many tons of apples did farmers harvest?")
    assert "> Farmers harvested" in displayed(following)
    assert READ_BEFORE not in following


async def test_all_articles_can_be_asked_instead(world: World) -> None:
    await ask(world, QUESTION)
    question = "How many million euros did it cost?"
    result = await world.alice.slash(world.channel, "ask", question=question)
    assert result.response is not None
    await world.alice.click(result.response, label="Ask all articles")
    shown = displayed(text_of(world.replies()[-1])).splitlines()
    assert shown[0] == f"-# {question}"
    assert OTHER_COST in shown
