import discord
import pytest

from tests.discord_app.conftest import World, text_of
from tests.discord_app.discord_markdown import displayed

QUESTION = "When did the new bridge open?"
SENTENCE = "The new bridge over the river opened on Monday, the mayor said, according to AP."
UNKNOWN = "Which volcano erupted yesterday?"


async def test_a_question_is_answered_by_a_sentence_word_for_word(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert f"> {SENTENCE}\n" in displayed(text_of(result))


async def test_the_attribution_stands_below_the_sentence(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert text_of(result).split("\n")[2] == (
        "-# [The bridge opens](https://example.org/bridge#:~:text=The%20new%20bridge%20over%20the"
        ",mayor%20said%2C%20according%20to%20AP.) · The Courier · <t:1742644800:D>"
        " · paragraph 1 of 2 · said by the mayor, via AP"
    )


async def test_the_question_stands_above_the_answer_of_a_command(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert text_of(result).split("\n")[0] == f"-# {QUESTION}"


async def test_the_command_is_acknowledged_before_the_work(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    first = next(one for one in world.env.http_requests if "/interactions/" in one.path)
    assert isinstance(first.json, dict)
    assert first.json["type"] == discord.InteractionResponseType.deferred_channel_message.value
    assert not result.ephemeral


async def test_an_unanswered_question_gets_no_sentence(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question=UNKNOWN)
    assert text_of(result).splitlines() == [
        f"-# {UNKNOWN}",
        "No loaded article answers that.",
        "-# I have 2 articles (see `/sources`). Name the person, place or thing you mean.",
    ]


async def test_an_unanswered_question_is_offered_the_nearest_headlines(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="Did the ferries stop?")
    description = text_of(result)
    assert "\nNo loaded article answers that.\n" in description
    assert "\nRelated headlines:" in description
    assert "- Ferries stop after a century — The Telegraph" in description


@pytest.mark.simcord(check_errors=False)
async def test_a_question_without_words_of_its_own_is_refused_to_the_asker_alone(
    world: World,
) -> None:
    result = await world.alice.slash(world.channel, "ask", question=world.mention)
    assert result.ephemeral
    assert result.response is not None
    assert result.response.content.startswith("Ask me about my articles")


async def test_a_command_in_a_guild_is_written_to_the_query_log(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    await world.alice.slash(world.channel, "ask", question=UNKNOWN)
    place = ("discord", world.guild.id, world.channel.id)
    assert await world.logged() == [(*place, QUESTION, 1), (*place, UNKNOWN, 0)]


async def test_a_command_in_a_direct_message_is_answered(world: World) -> None:
    result = await world.alice.user.slash("ask", question=QUESTION)
    assert SENTENCE in displayed(text_of(result))


async def test_a_mention_in_an_article_is_shown_as_it_stands(world: World) -> None:
    world.seed("ping.txt", f"The @everyone sign and {world.alice.mention} hung on the bridge.\n")
    await world.reload()
    result = await world.alice.slash(world.channel, "ask", question="Where hung the everyone sign?")
    shown = displayed(text_of(result).split("\n")[1])
    assert shown == f"> The @everyone sign and {world.alice.mention} hung on the bridge."


async def test_a_huge_paragraph_is_cut_and_says_where_to_read_on(world: World) -> None:
    world.seed("huge.txt", "Zebras " + "*stampede* " * 30_000 + "\n")
    await world.reload()
    result = await world.alice.slash(world.channel, "ask", question="Zebras stampede?")
    description = text_of(result)
    assert "…\n-# " in description
    assert "paragraph 1 of 1 · shortened" in description


@pytest.mark.parametrize("question", ["x" * 301, ""])
async def test_the_length_of_a_question_is_limited_by_discord_itself(
    world: World, question: str
) -> None:
    with pytest.raises(Exception, match="question"):
        await world.alice.slash(world.channel, "ask", question=question)


async def test_a_question_that_is_sql_is_kept_as_it_was_asked(world: World) -> None:
    asked = "When did the bridge open'); DROP TABLE queries; DELETE FROM votes WHERE ('1'='1"
    for private in (False, True):
        await world.alice.slash(world.channel, "ask", question=asked, private=private)
    assert [row[3] for row in await world.logged()] == [asked, asked]
