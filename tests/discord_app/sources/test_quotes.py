"""`/quotes`: what somebody said, newest first."""

import pytest

from tests.discord_app.conftest import World, text_of


async def quoting(world: World) -> None:
    """Load two articles, the newer one last, that quote the mayor and somebody else."""
    for day, said in ((1, "that the dam holds"), (2, "that the dam leaks")):
        world.seed(
            f"{day}.txt",
            f"---\ntitle: Dam {day}\npublished: 2025-01-0{day}\n---\n"
            f"Mayor Ann Roe said {said}. She added that it rained on day {day}.\n"
            f"Ben Hay told police he saw nothing.\n",
        )
    await world.reload()


async def test_a_speaker_is_offered_as_the_name_is_typed(world: World) -> None:
    await quoting(world)
    found = await world.alice.autocomplete(world.channel, "quotes", "speaker", "ann")
    assert [choice["name"] for choice in found] == ["Mayor Ann Roe"]


async def test_what_the_chosen_speaker_said_is_listed_newest_first(world: World) -> None:
    await quoting(world)
    (choice,) = await world.alice.autocomplete(world.channel, "quotes", "speaker", "roe")
    shown = text_of(await world.alice.slash(world.channel, "quotes", speaker=choice["value"]))
    assert shown.startswith("### Mayor Ann Roe: 4 sentences")
    assert shown.index("the dam leaks") < shown.index("day 2") < shown.index("the dam holds")
    assert "said by Mayor Ann Roe" in shown
    assert "saw nothing" not in shown


async def test_a_name_typed_by_hand_is_found(world: World) -> None:
    await quoting(world)
    result = await world.alice.slash(world.channel, "quotes", speaker="ben hay")
    assert "he saw nothing" in text_of(result)


@pytest.mark.simcord(check_errors=False)
async def test_an_unknown_speaker_is_told_to_the_asker_alone(world: World) -> None:
    await quoting(world)
    result = await world.alice.slash(world.channel, "quotes", speaker="Max Orr")
    assert result.ephemeral
    assert result.response is not None
    assert result.response.content.startswith("Nobody by that name is quoted.")
