"""Messages that ask by pointing at something, that are corrected or deleted, or among people."""

from datetime import timedelta

import discord
import pytest
from simcord import ChannelHandle, MemberActor

from bot.discord_app.access.flood import LIGHT
from bot.discord_app.ask.talks import PAUSE
from tests.discord_app.conftest import World, text_of

QUESTION = "When did the new bridge open?"
SENTENCE = "> The new bridge over the river opened on **Monday**"
OTHER = "How many tons of apples were harvested?"
APPLES = "three thousand tons"


@pytest.fixture
async def world(world: World) -> World:
    """Have the bot answer questions in the channel, and so read what messages say."""
    await world.configure({"question_channels": [world.channel.id]})
    return world


@pytest.fixture
def bob(world: World) -> MemberActor:
    """Return another member."""
    return world.guild.add_member(world.env.create_user("bob"))


def open_post(
    world: World, forum: ChannelHandle, author: MemberActor, title: str, content: str
) -> ChannelHandle:
    """Open a post in a forum; as in Discord, its thread and first message share one number."""
    backend = world.env.backend
    thread = backend.create_thread(forum.id, title, author.id, broadcast=False)
    backend.announce_thread_create(thread)
    first = backend.prepare_message(thread.id, author.id, content)
    first.id = thread.id
    backend.commit_message(first)
    return ChannelHandle(world.env, world.guild, thread)


@pytest.fixture
async def forum(world: World) -> ChannelHandle:
    """Return a forum in which the bot answers questions."""
    forum = world.guild.create_forum_channel("help")
    await world.configure({"question_channels": [forum.id, world.channel.id]})
    return forum


@pytest.mark.parametrize(
    ("title", "content"),
    [
        (QUESTION, "The title says it all."),
        ("The new bridge", "hi all! When did it open? Thanks"),
        ("A question", QUESTION),
    ],
)
async def test_a_forum_post_asks_by_its_title_and_its_first_message(
    world: World, bob: MemberActor, forum: ChannelHandle, title: str, content: str
) -> None:
    post = open_post(world, forum, bob, title, content)
    await world.env.settle()
    (reply,) = world.replies(post)
    assert SENTENCE in text_of(reply)


async def test_a_forum_post_that_asks_nothing_is_left_alone(
    world: World, bob: MemberActor, forum: ChannelHandle
) -> None:
    post = open_post(world, forum, bob, "The new bridge", "I like how it looks.")
    await world.env.settle()
    assert world.replies(post) == []


async def test_a_forum_post_is_followed_when_it_is_corrected_or_deleted(
    world: World, bob: MemberActor, forum: ChannelHandle
) -> None:
    post = open_post(world, forum, bob, "Two questions", QUESTION)
    await world.env.settle()
    world.env.backend.edit_message(post.id, post.id, {"content": OTHER})
    await world.env.settle()
    (reply,) = world.replies(post)
    assert APPLES in text_of(reply)
    world.env.backend.delete_message(post.id, post.id)
    await world.env.settle()
    assert world.replies(post) == []


async def test_a_link_to_a_forum_post_asks_what_that_asks(
    world: World, bob: MemberActor, forum: ChannelHandle
) -> None:
    await world.configure({"question_channels": [world.channel.id]})
    post = open_post(world, forum, bob, QUESTION, "The title says it all.")
    await world.env.settle()
    link = f"https://discord.com/channels/{world.guild.id}/{post.id}"
    await world.alice.send(world.channel, f"{world.mention} {link}")
    assert SENTENCE in text_of(world.replies()[0])


@pytest.mark.parametrize("call", ["", "can you answer this?", "any idea?", "знаєш відповідь?"])
async def test_a_mention_as_a_reply_asks_the_question_of_the_other(
    world: World, bob: MemberActor, call: str
) -> None:
    said = await bob.send(world.guild.create_text_channel("talk"), QUESTION)
    channel = world.guild.create_text_channel("other")
    asked = await bob.send(channel, "I wonder when the new bridge did open")
    await world.alice.send(channel, f"{world.mention} {call}", reply_to=asked)
    assert SENTENCE in text_of(world.replies(channel)[0])
    assert said.content == QUESTION


async def test_a_link_to_a_message_asks_what_that_says(world: World, bob: MemberActor) -> None:
    talk = world.guild.create_text_channel("talk")
    said = await bob.send(talk, QUESTION)
    link = f"https://discord.com/channels/{world.guild.id}/{talk.id}/{said.id}"
    await world.alice.send(world.channel, f"{world.mention} {link}")
    assert SENTENCE in text_of(world.replies()[0])


async def test_a_link_to_what_the_asker_cannot_read_asks_nothing(world: World) -> None:
    me = world.bot.user
    assert me is not None
    everyone = discord.PermissionOverwrite(view_channel=False)
    allowed = discord.PermissionOverwrite(view_channel=True, read_message_history=True)
    hidden = world.guild.create_text_channel("hidden", overwrites={me: allowed})
    said = await world.alice.send(hidden, QUESTION)
    channel = world.bot.get_channel(hidden.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(channel.guild.default_role, overwrite=everyone)
    link = f"https://discord.com/channels/{world.guild.id}/{hidden.id}/{said.id}"
    await world.alice.send(world.channel, f"{world.mention} {link}")
    assert SENTENCE not in text_of(world.replies()[0])


async def test_a_link_into_a_private_thread_asks_nothing(world: World) -> None:
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="hush", type=discord.ChannelType.private_thread)
    said = await thread.send(QUESTION)
    link = f"https://discord.com/channels/{world.guild.id}/{thread.id}/{said.id}"
    await world.alice.send(world.channel, f"{world.mention} {link}")
    assert not any(SENTENCE in text_of(one) for one in world.replies())


async def test_links_are_looked_up_only_within_the_rate_limits(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.configure({"flood": {"per_person": 1, "per_guild": 0}})
    talk = world.guild.create_text_channel("talk")
    said = await world.alice.send(talk, QUESTION)
    looked_up = 0
    fetch_message = discord.TextChannel.fetch_message

    async def counted(channel: discord.TextChannel, number: int) -> discord.Message:
        nonlocal looked_up
        looked_up += 1
        return await fetch_message(channel, number)

    monkeypatch.setattr(discord.TextChannel, "fetch_message", counted)
    link = f"https://discord.com/channels/{world.guild.id}/{talk.id}/{said.id}"
    for _ in range(3 * LIGHT):
        await world.alice.send(world.channel, f"{world.mention} {link}")
    assert 0 < looked_up <= LIGHT + 1


async def test_a_long_paste_that_became_a_file_is_read(world: World) -> None:
    text = f"{'So much happened here. ' * 120}{QUESTION}"
    await world.alice.send(world.channel, attachments=[("message.txt", text.encode())])
    assert SENTENCE in text_of(world.replies()[0])


async def test_a_corrected_question_gets_its_answer_corrected(world: World) -> None:
    asked = await world.alice.send(world.channel, QUESTION)
    await world.alice.edit(asked, OTHER)
    (reply,) = world.replies()
    assert APPLES in text_of(reply)


async def test_a_deleted_question_takes_its_answer_along(world: World) -> None:
    asked = await world.alice.send(world.channel, QUESTION)
    assert len(world.replies()) == 1
    await world.alice.delete(asked)
    assert world.replies() == []


async def test_a_correction_after_the_answer_was_deleted_is_left_alone(world: World) -> None:
    asked = await world.alice.send(world.channel, QUESTION)
    (reply,) = world.replies()
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.get_partial_message(reply.id).delete()
    await world.alice.edit(asked, OTHER)
    assert world.replies() == []


@pytest.mark.simcord(check_errors=False)
async def test_an_answer_that_may_not_be_taken_along_is_logged_without_a_trace(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    asked = await world.alice.send(world.channel, QUESTION)
    world.env.inject_error("DELETE", "/channels/*", status=403, code=50013, message="No")
    await world.alice.delete(asked)
    assert "was refused" in caplog.text
    assert "Traceback" not in caplog.text


async def test_where_people_talk_to_each_other_there_is_no_public_refusal(
    world: World, bob: MemberActor
) -> None:
    await bob.send(world.channel, "I am off to the swimming pool.")
    await world.alice.send(world.channel, "Is the water warm there?")
    assert world.replies() == []
    await world.alice.send(world.channel, QUESTION)
    assert len(world.replies()) == 1


async def test_alone_an_unanswered_question_is_told_so(world: World, bob: MemberActor) -> None:
    await bob.send(world.channel, "I am off to the swimming pool.")
    await world.env.advance_time((PAUSE + timedelta(minutes=1)).total_seconds())
    await world.alice.send(world.channel, "Who is the goalkeeper of Brazil?")
    assert len(world.replies()) == 1
