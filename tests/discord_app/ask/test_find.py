"""The entry 'Find in articles' in the menu of a message."""

import discord
import pytest

from tests.discord_app.conftest import World, buttons_of, text_of
from tests.discord_app.discord_markdown import displayed

FIND = "Find in articles"
SENTENCE = "> The new bridge over the river opened on Monday"


async def test_a_message_is_answered_to_the_one_who_chose_it(world: World) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    said = await bob.send(world.channel, "Does anyone know when the new bridge opened?")
    found = await world.alice.context_menu(world.channel, FIND, said)
    assert found.ephemeral
    assert SENTENCE in displayed(text_of(found))
    assert text_of(found).startswith("-# Does anyone know when the new bridge opened?\n")
    assert world.replies() == []


async def test_a_question_among_other_talk_is_answered_by_itself(world: World) -> None:
    await world.configure({}, answers={"threshold": 0.6})
    question = "Does anyone know when the new bridge opened?"
    said = await world.alice.send(
        world.channel,
        f"Hey folks, long day at work, and it rains. {question} Thanks for any hints!",
    )
    found = await world.alice.context_menu(world.channel, FIND, said)
    assert text_of(found).startswith(f"-# {question}\n")
    assert SENTENCE in displayed(text_of(found))
    assert [row[3] for row in await world.logged()] == [question]


async def test_the_answer_can_be_shared(world: World) -> None:
    said = await world.alice.send(world.channel, "When did the new bridge open?")
    found = await world.alice.context_menu(world.channel, FIND, said)
    assert "Share in channel" in [one.label for one in buttons_of(found)]


async def test_it_is_logged_as_a_question_of_the_one_who_chose_it(world: World) -> None:
    said = await world.alice.send(world.channel, "When did the new bridge open?")
    await world.alice.context_menu(world.channel, FIND, said)
    assert [row[3] for row in await world.logged()] == ["When did the new bridge open?"]


async def test_what_a_message_embeds_can_be_looked_for(world: World) -> None:
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    embed = discord.Embed(title="News", description="The new bridge over the river opened")
    said = await channel.send(embed=embed)
    found = await world.alice.context_menu(world.channel, FIND, said)
    assert SENTENCE in displayed(text_of(found))


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize("content", ["<@1> <:wave:2>", "https://example.org/only-a-link"])
async def test_a_message_without_words_is_refused(world: World, content: str) -> None:
    said = await world.alice.send(world.channel, content)
    found = await world.alice.context_menu(world.channel, FIND, said)
    assert found.ephemeral
    assert text_of(found) == "That message has no words I can search for."


async def test_a_long_message_is_cut_to_what_a_question_may_have(world: World) -> None:
    said = await world.alice.send(world.channel, "The bridge is a long story. " * 60)
    await world.alice.context_menu(world.channel, FIND, said)
    ((*_, question, _),) = await world.logged()
    assert isinstance(question, str)
    assert 150 < len(question) <= 300
    assert question.endswith("story.")


@pytest.mark.simcord(check_errors=False)
async def test_outside_the_allowed_channels_it_is_refused(world: World) -> None:
    said = await world.alice.send(world.channel, "When did the new bridge open?")
    other = world.guild.create_text_channel("other")
    await world.configure({"allowed_channels": [other.id]})
    found = await world.alice.context_menu(world.channel, FIND, said)
    assert other.mention in text_of(found)
