import discord
import pytest
from simcord import ChannelHandle, InteractionResult

from tests.discord_app.conftest import World, buttons_of, text_of
from tests.discord_app.discord_markdown import displayed

QUESTION = "When did the new bridge open?"
SENTENCE = "> The new bridge over the river opened on Monday"
SHARE = "Share in channel"


async def ask_privately(world: World, channel: ChannelHandle | None = None) -> InteractionResult:
    place = channel or world.channel
    return await world.alice.slash(place, "ask", question=QUESTION, private=True)


async def share(world: World, asked: InteractionResult) -> InteractionResult:
    assert asked.response is not None
    return await world.alice.click(asked.response, label=SHARE)


def told(pressed: InteractionResult) -> str:
    """What only the one who pressed was told."""
    messages = [*([pressed.response] if pressed.response else []), *pressed.followups]
    assert all(one.ephemeral for one in messages)
    return "\n".join(one.content for one in messages if one.content)


async def test_a_private_answer_is_seen_by_the_asker_alone(world: World) -> None:
    asked = await ask_privately(world)
    assert asked.ephemeral
    assert SENTENCE in displayed(text_of(asked))
    assert world.replies() == []


async def test_only_a_private_answer_can_be_shared(world: World) -> None:
    public = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert SHARE not in [one.label for one in buttons_of(public)]
    assert SHARE in [one.label for one in buttons_of(await ask_privately(world))]


async def test_sharing_posts_the_same_answer_and_names_the_sharer_without_a_ping(
    world: World,
) -> None:
    asked = await ask_privately(world)
    await share(world, asked)
    (shared,) = world.replies()
    assert text_of(shared) == f"-# Shared by {world.alice.mention}\n{text_of(asked)}"
    assert not world.env.backend.get_message(world.channel.id, shared.id).ping_user_ids


async def test_the_shared_answer_has_the_buttons_of_any_answer(world: World) -> None:
    await share(world, await ask_privately(world))
    (shared,) = world.replies()
    public = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert [one.label for one in buttons_of(shared)] == [one.label for one in buttons_of(public)]
    context = await world.alice.click(shared, label="Show in context")
    assert "Paragraph 1 of 2" in text_of(context)


async def test_votes_on_the_shared_and_on_the_private_answer_are_votes_on_one(world: World) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    asked = await ask_privately(world)
    await share(world, asked)
    (shared,) = world.replies()
    up = next(one for one in buttons_of(shared) if str(one.emoji) == "👍")
    await bob.click(shared, custom_id=up.custom_id)
    assert asked.response is not None
    await world.alice.click(asked.response, custom_id=up.custom_id)
    assert next(one for one in buttons_of(asked) if str(one.emoji) == "👍").label == "Helpful · 2"


async def test_an_answer_is_shared_once(world: World) -> None:
    asked = await ask_privately(world)
    await share(world, asked)
    button = buttons_of(asked)[-1]
    assert (button.label, button.disabled) == ("Shared", True)


async def test_sharing_works_after_a_restart(world: World) -> None:
    asked = await ask_privately(world)
    await world.configure({})
    await share(world, asked)
    assert len(world.replies()) == 1


async def test_in_a_thread_the_answer_is_shared_in_the_thread(world: World) -> None:
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.create_thread(name="about it", type=discord.ChannelType.public_thread)
    (thread,) = world.channel.threads
    await share(world, await ask_privately(world, thread))
    assert len([one for one in world.replies(thread) if SENTENCE in displayed(text_of(one))]) == 1


async def test_a_direct_message_has_nobody_to_share_with(world: World) -> None:
    asked = await world.alice.user.slash("ask", question=QUESTION, private=True)
    assert asked.ephemeral
    assert SHARE not in [one.label for one in buttons_of(asked)]


async def test_an_unanswered_question_has_nothing_to_share(world: World) -> None:
    asked = await world.alice.slash(
        world.channel, "ask", question="Which volcano erupted yesterday?", private=True
    )
    assert asked.ephemeral
    assert buttons_of(asked) == []


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize("whose", ["bot", "member"])
async def test_where_one_of_both_may_not_write_nothing_is_shared(world: World, whose: str) -> None:
    assert world.bot.user is not None
    me, everybody = world.bot.user, world.guild.default_role
    may, may_not = (discord.PermissionOverwrite(send_messages=one) for one in (True, False))
    channel = world.guild.create_text_channel(
        "read-only",
        overwrites={me: may_not} if whose == "bot" else {everybody: may_not, me: may},
    )
    pressed = await share(world, await ask_privately(world, channel))
    assert told(pressed).endswith("where both of us may write.")
    assert world.replies(channel) == []


@pytest.mark.simcord(check_errors=False)
async def test_where_the_bot_no_longer_answers_nothing_is_shared(world: World) -> None:
    asked = await ask_privately(world)
    other = world.guild.create_text_channel("other")
    await world.configure({"allowed_channels": [other.id]})
    assert other.mention in told(await share(world, asked))
    assert world.replies() == []


async def test_what_discord_refuses_is_told_and_can_be_tried_again(world: World) -> None:
    asked = await ask_privately(world)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    assert told(await share(world, asked)).startswith("The answer could not be posted")
    button = buttons_of(asked)[-1]
    assert (button.label, button.disabled) == (SHARE, False)


@pytest.mark.simcord(check_errors=False)
async def test_a_forged_button_shares_nobody_elses_answer(world: World) -> None:
    bob = world.guild.add_member(world.env.create_user("bob"))
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    for owner in (world.alice.id, bob.id):
        card = discord.ui.LayoutView(timeout=None)
        button: discord.ui.Button[discord.ui.LayoutView] = discord.ui.Button(
            label=SHARE, custom_id=f"vb:share:{owner}"
        )
        card.add_item(discord.ui.ActionRow(button))
        card.stop()
        pressed = await bob.click(await channel.send(view=card), label=SHARE)
        assert told(pressed) == "Only the person who asked can share this answer."
    assert len(world.replies()) == 2
