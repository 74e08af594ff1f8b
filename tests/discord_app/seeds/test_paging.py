"""Pages that the bot keeps in memory, as of a reload, and that end after a while."""

from simcord import InteractionResult

from tests.discord_app.conftest import World, buttons_of


async def reload(world: World) -> InteractionResult:
    await world.configure({"admins": {"users": [world.alice.id]}})
    for number in range(40):
        world.seed(f"{number:03}.txt", f"Text of report {number}.\n")
    result: InteractionResult = await world.alice.user.slash("reload")
    return result


def pressable(result: InteractionResult) -> list[bool]:
    return [not button.disabled for button in buttons_of(result)]


async def test_pages_do_not_turn_beyond_the_ends(world: World) -> None:
    result = await reload(world)
    assert pressable(result) == [False, True]
    assert result.response is not None
    for turns in ([True, True], [True, False]):
        await world.alice.user.click(result.response, label="Next")
        assert pressable(result) == turns
    await world.alice.user.click(result.response, label="Previous")
    assert pressable(result) == [True, True]


async def test_buttons_that_have_stopped_working_are_gone(world: World) -> None:
    result = await reload(world)
    await world.env.advance_time(181)
    assert pressable(result) == []


async def test_the_end_of_such_pages_is_not_the_end_of_the_buttons_that_last(world: World) -> None:
    asked = await world.alice.slash(world.channel, "ask", question="When did the bridge open?")
    await reload(world)
    await world.env.advance_time(181)
    assert asked.response is not None
    context = await world.alice.click(asked.response, label="Show in context")
    assert context.ephemeral
