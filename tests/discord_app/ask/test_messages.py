import discord
import pytest
from simcord.backend.models import AllowedMentions

from tests.discord_app.conftest import World, text_of

QUESTION = "When did the new bridge open?"
SENTENCE = "> The new bridge over the river opened on **Monday**"


async def test_a_mention_is_answered_with_a_reply(world: World) -> None:
    asked = await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    (reply,) = world.replies()
    assert SENTENCE in text_of(reply)
    assert reply.reference is not None
    assert reply.reference.message_id == asked.id


async def test_the_one_who_asked_is_not_pinged(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert world.replies()[0].mentions == []


async def test_the_mention_is_no_part_of_the_question(world: World) -> None:
    await world.alice.send(world.channel, f"{QUESTION} {world.mention}")
    assert [row[3] for row in await world.logged()] == [QUESTION]


async def test_a_mention_alone_gets_a_hint(world: World) -> None:
    await world.alice.send(world.channel, world.mention)
    assert "use </ask:" in text_of(world.replies()[0])
    assert await world.logged() == []


async def test_a_reply_to_the_bot_is_answered(world: World) -> None:
    await world.alice.send(world.channel, world.mention)
    await world.alice.send(world.channel, QUESTION, reply_to=world.replies()[0])
    assert SENTENCE in text_of(world.replies()[1])


async def test_a_reply_that_does_not_ping_is_answered_where_its_text_can_be_read(
    world: World,
) -> None:
    await world.configure({"question_channels": [1]})
    await world.alice.send(world.channel, world.mention)
    reference = {"message_id": str(world.replies()[0].id), "channel_id": str(world.channel.id)}
    world.env.backend.create_message(
        world.channel.id,
        world.alice.id,
        QUESTION,
        reference=reference,
        allowed_mentions=AllowedMentions(replied_user=False),
    )
    await world.env.settle()
    assert SENTENCE in text_of(world.replies()[1])


async def test_a_reply_to_somebody_else_is_left_alone(world: World) -> None:
    await world.configure({"question_channels": [1]})
    said = await world.alice.send(world.channel, "I was there.")
    await world.alice.send(world.channel, QUESTION, reply_to=said)
    assert world.replies() == []


async def test_a_direct_message_is_answered(world: World) -> None:
    await world.alice.send_dm(QUESTION)
    assert SENTENCE in text_of(world.replies(world.alice.user.dm_channel)[0])


async def test_a_direct_message_is_logged_without_a_guild(world: World) -> None:
    await world.alice.send_dm(QUESTION)
    assert [(row[0], row[1], row[3]) for row in await world.logged()] == [
        ("discord", None, QUESTION)
    ]


async def test_other_messages_are_left_alone(world: World) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    said = await world.alice.send(world.channel, QUESTION)
    await bob.send(world.channel, "On Monday, I think?", reply_to=said)
    assert world.replies() == []


async def test_without_question_channels_message_content_is_not_asked_for(world: World) -> None:
    assert not world.bot.intents.message_content


async def test_a_question_in_a_question_channel_is_answered(world: World) -> None:
    await world.configure({"question_channels": [world.channel.id]})
    await world.alice.send(world.channel, QUESTION)
    assert SENTENCE in text_of(world.replies()[0])


async def test_small_talk_around_a_question_does_not_hide_it_there(world: World) -> None:
    await world.configure({"question_channels": [world.channel.id]})
    asked = "hey all, quick question: when did the new bridge open, thanks!!"
    await world.alice.send(world.channel, asked)
    assert SENTENCE in text_of(world.replies()[0])


async def test_a_question_in_a_thread_of_a_question_channel_is_answered(world: World) -> None:
    await world.configure({"question_channels": [world.channel.id]})
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="about it", type=discord.ChannelType.public_thread)
    (thread,) = world.channel.threads
    await world.alice.send(thread, QUESTION)
    assert SENTENCE in text_of(world.replies(thread)[0])


async def test_what_is_no_question_is_left_alone_in_a_question_channel(world: World) -> None:
    await world.configure({"question_channels": [world.channel.id]})
    await world.alice.send(world.channel, "The new bridge opened on Monday.")
    assert world.replies() == []


async def test_a_question_elsewhere_is_left_alone(world: World) -> None:
    await world.configure({"question_channels": [world.channel.id]})
    other = world.guild.create_text_channel("other")
    await world.alice.send(other, QUESTION)
    assert world.replies(other) == []


async def test_bots_are_not_answered(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.channel, f"{world.mention} {QUESTION}")
    assert world.replies() == []


async def test_webhooks_are_not_answered(world: World) -> None:
    webhook = world.guild.create_webhook(world.channel)
    await webhook.send(f"{world.mention} {QUESTION}")
    assert world.replies() == []


async def test_outside_the_allowed_channels_mentions_are_not_answered(world: World) -> None:
    other = world.guild.create_text_channel("other")
    await world.configure({"allowed_channels": [other.id]})
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    await world.alice.send(other, f"{world.mention} {QUESTION}")
    assert world.replies() == []
    assert len(world.replies(other)) == 1


async def test_outside_the_allowed_channels_commands_are_refused_and_told_where(
    world: World,
) -> None:
    other = world.guild.create_text_channel("other")
    await world.configure({"allowed_channels": [other.id]})
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert result.ephemeral
    assert result.response is not None
    assert other.mention in result.response.content


async def test_outside_the_allowed_channels_no_titles_are_offered(world: World) -> None:
    other = world.guild.create_text_channel("other")
    await world.configure({"allowed_channels": [other.id]})
    assert await world.alice.autocomplete(world.channel, "related", "article", "") == []


async def test_direct_messages_are_always_allowed(world: World) -> None:
    await world.configure({"allowed_channels": [1]})
    await world.alice.send_dm(QUESTION)
    assert len(world.replies(world.alice.user.dm_channel)) == 1


async def permit(world: World, **permissions: bool) -> None:
    overwrite = discord.PermissionOverwrite(**permissions)
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    assert world.bot.user is not None
    world.channel = world.guild.create_text_channel(
        "restricted", overwrites={world.bot.user: overwrite}
    )


async def test_without_the_permission_to_embed_the_answer_is_the_same(world: World) -> None:
    await permit(world, embed_links=False)
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    (reply,) = world.replies()
    assert SENTENCE in text_of(reply)
    assert reply.embeds == []


async def test_without_the_permission_to_send_nothing_is_tried(world: World) -> None:
    await permit(world, send_messages=False)
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert world.replies() == []
    assert await world.logged() == []


async def test_without_the_history_the_answer_is_an_ordinary_message(world: World) -> None:
    await permit(world, read_message_history=False)
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert world.replies()[0].reference is None


async def test_a_message_that_is_gone_is_left_without_a_reply_and_without_a_trace(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.env.inject_error(
        "POST", "/channels/*/messages", status=400, code=50035, message="Unknown message"
    )
    await world.alice.send(world.channel, f"{world.mention} {QUESTION}")
    assert world.replies() == []
    (record,) = [one for one in caplog.records if one.name == "bot.discord_app.ask.messages"]
    assert "Unknown message" in record.getMessage()
    assert record.exc_info is None


async def test_an_answer_cannot_ping(world: World) -> None:
    world.seed("ping.txt", f"The @everyone sign and {world.alice.mention} hung on the bridge.\n")
    await world.reload()
    await world.alice.send(world.channel, f"{world.mention} Where hung the everyone sign?")
    (reply,) = world.replies()
    assert "everyone sign" in text_of(reply)
    assert not reply.mention_everyone
    assert reply.mentions == []
