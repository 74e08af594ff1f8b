"""Buttons that the bot cannot make sense of, as an older version or a forger could send them."""

import discord
import pytest
from simcord import InteractionResult

from bot.discord_app.gateway.button_registry import BUTTONS
from tests.discord_app.conftest import World, text_of

FORGED = [
    "vb:",
    "vb:nonsense",
    "vb:nonsense:1",
    "vb:read:",
    "vb:read:short.1",
    "vb:read:" + "x" * 90,
    "vb:turn:0:<:1",
    "vb:turn:9:>:1:abcdefghi.1",
    "vb:turn:0:?:1:abcdefghi.1",
    "vb:turn:-1:<:1:abcdefghi.1",
    "vb:turn:0:<:\u0663:abcdefghi.1",
    "vb:vote:",
    "vb:vote:" + "0" * 32,
    "vb:vote:" + "0" * 32 + ":x",
    "vb:vote:'; DROP TABLE votes; --:+",
]


async def press(world: World, custom_id: str) -> InteractionResult:
    channel = world.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Press", custom_id=custom_id))
    view.stop()
    return await world.alice.click(await channel.send(view=view), label="Press")


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize("custom_id", FORGED)
async def test_a_button_that_says_nothing_known_is_refused(world: World, custom_id: str) -> None:
    pressed = await press(world, custom_id)
    assert text_of(pressed).startswith("This button no longer works.")
    assert pressed.ephemeral


@pytest.mark.simcord(check_errors=False)
async def test_a_forged_vote_is_not_kept(world: World) -> None:
    pressed = await press(world, f"vb:vote:{'0' * 32}:+")
    (told,) = pressed.followups
    assert told.content == "Votes on this answer are no longer stored."


@pytest.mark.simcord(check_errors=False)
async def test_a_forged_reference_leads_nowhere(world: World) -> None:
    pressed = await press(world, "vb:read:abcdefghiwxyz.1")
    assert text_of(pressed) == "This article is no longer loaded."


async def test_the_buttons_of_others_are_left_alone(world: World) -> None:
    pressed = await press(world, "somebody-elses")
    assert not pressed.acknowledged


def test_every_custom_id_of_ours_is_understood_by_one_kind() -> None:
    patterns = [button.__discord_ui_compiled_template__ for button in BUTTONS]
    for custom_id in FORGED:
        assert sum(pattern.fullmatch(custom_id) is not None for pattern in patterns) == 1
