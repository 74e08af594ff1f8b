"""*Apps → Explain* on an answer."""

import discord
import pytest

from bot.discord_app.locales import Languages
from bot.retrieval.deciding.confidence import MODEL
from bot.retrieval.model import Evidence
from tests.discord_app.admins import AdminDesk
from tests.discord_app.conftest import World, text_of

QUESTION = "When did the new bridge open, and which volcano?"


@pytest.fixture
async def desk(world: World) -> AdminDesk:
    """Have one member run the bot."""
    desk = AdminDesk(world)
    await desk.configure()
    return desk


async def test_an_admin_sees_what_spoke_for_a_sentence_and_which_words_are_unknown(
    desk: AdminDesk,
) -> None:
    world = desk.world
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    told = await desk.admin.context_menu(world.channel, "Explain", world.replies()[0])
    assert told.ephemeral
    assert "In no article: volcano" in text_of(told)
    assert "> The new bridge over the river opened on Monday" in text_of(told)
    assert "words in the sentence +" in text_of(told)


async def test_the_answer_to_a_command_is_explained_too(desk: AdminDesk) -> None:
    world = desk.world
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    told = await desk.admin.context_menu(world.channel, "Explain", world.replies()[0])
    assert "In no article: volcano" in text_of(told)


async def test_of_a_call_for_help_the_question_that_it_points_at_is_explained(
    desk: AdminDesk,
) -> None:
    world = desk.world
    # Question channels have the bot read messages that do not mention it.
    admins = {"roles": [desk.role.id]}
    await world.configure({"admins": admins, "question_channels": [world.channel.id]})
    channel = world.guild.create_text_channel("talk")
    asked = await world.alice.send(channel, QUESTION)
    call = f"{world.mention} can you answer this?"
    await desk.admin.send(channel, call, reply_to=asked)
    told = await desk.admin.context_menu(channel, "Explain", world.replies(channel)[0])
    assert "In no article: volcano" in text_of(told)


async def test_others_are_refused(desk: AdminDesk) -> None:
    world = desk.world
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    role = world.guild.create_role("moderators", permissions=discord.Permissions(manage_guild=True))
    moderator = world.guild.add_member(world.env.create_user("mo"), roles=[role])
    told = await moderator.context_menu(world.channel, "Explain", world.replies()[0])
    assert told.ephemeral
    assert "bridge" not in text_of(told)


def test_every_part_of_the_evidence_has_words_in_every_language() -> None:
    names = MODEL.parts(Evidence(grams=1, words=1, missing=1, margin=1))
    for language in Languages.load().by_code.values():
        assert all(language.say(f"explain.parts.{name}") for name in names)
