"""'Did you mean', which asks with words put right."""

import pytest
from simcord import InteractionResult

from bot.discord_app.ask.ask_button import AskButton
from tests.discord_app.conftest import World, buttons_of, labels_of, text_of
from tests.discord_app.discord_markdown import displayed

UNANSWERED = "No loaded article answers that."
HARVEST = "> Farmers harvested three thousand tons of apples in the valley."
QUESTION = "What did the Farmurs harvest?"


async def ask(world: World, question: str, **options: object) -> InteractionResult:
    return await world.alice.slash(world.channel, "ask", question=question, **options)


async def press(world: World, asked: InteractionResult, label: str) -> InteractionResult:
    assert asked.response is not None
    return await world.alice.click(asked.response, label=label)


@pytest.fixture
async def world(world: World) -> World:
    """Let nothing be answered but what is sure."""
    await world.configure({}, answers={"threshold": 0.9})
    return world


async def test_a_word_that_is_nearly_known_is_offered(world: World) -> None:
    result = await ask(world, QUESTION)
    assert UNANSWERED in text_of(result)
    assert labels_of(result) == ["Did you mean “Farmers”?"]


async def test_a_press_asks_again_in_the_same_place(world: World) -> None:
    asked = await ask(world, QUESTION)
    await press(world, asked, "Did you mean “Farmers”?")
    (reply,) = world.replies()
    assert displayed(text_of(reply)).startswith(f"-# What did the Farmers harvest?\n{HARVEST}")
    assert [row[3] for row in await world.logged()] == [QUESTION, "What did the Farmers harvest?"]


async def test_who_did_not_ask_gets_an_answer_of_their_own(world: World) -> None:
    asked = await ask(world, QUESTION)
    assert asked.response is not None
    bob = world.guild.add_member(world.env.create_user("bob"))
    pressed = await bob.click(asked.response, label="Did you mean “Farmers”?")
    assert pressed.ephemeral
    assert HARVEST in displayed(text_of(pressed))
    assert UNANSWERED in text_of(world.replies()[0])


async def test_a_private_answer_stays_private_and_can_be_shared(world: World) -> None:
    asked = await ask(world, QUESTION, private=True)
    pressed = await press(world, asked, "Did you mean “Farmers”?")
    assert world.replies() == []
    assert pressed.response is not None
    assert HARVEST in displayed(text_of(pressed))
    assert "Share in channel" in labels_of(pressed)


async def test_it_works_below_the_reply_to_a_message(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    await world.alice.click(world.replies()[0], label="Did you mean “Farmers”?")
    assert HARVEST in displayed(text_of(world.replies()[0]))


async def test_it_works_after_a_restart(world: World) -> None:
    asked = await ask(world, QUESTION)
    await world.configure({}, answers={"threshold": 0.9})
    await press(world, asked, "Did you mean “Farmers”?")
    assert HARVEST in displayed(text_of(world.replies()[0]))


async def test_a_question_too_long_for_a_button_is_told_what_may_be_meant(world: World) -> None:
    result = await ask(world, f"What did the Farmurs {'well ' * 15}harvest?")
    assert "Did you mean “Farmers”?" in text_of(result)
    assert buttons_of(result) == []


async def test_what_is_known_or_near_nothing_is_offered_nothing(world: World) -> None:
    result = await ask(world, "Which volcano erupted near the farmers?")
    assert labels_of(result) == []


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize("argument", ["?x", "+", ""])
async def test_a_button_that_says_nothing_is_refused(world: World, argument: str) -> None:
    asked = await ask(world, QUESTION)
    assert asked.response is not None
    stored = world.env.backend.get_message(world.channel.id, asked.response.id)
    (button,) = (
        one
        for container in stored.components
        for row in container["components"]
        for one in row.get("components", ())
    )
    button["custom_id"] = AskButton.make(argument).custom_id
    pressed = await press(world, asked, "Did you mean “Farmers”?")
    assert text_of(pressed).startswith("This button no longer works.")
