"""'2 more passages' below an answer, and the gist of an article."""

import pytest

from tests.discord_app.conftest import World, buttons_of, text_of

COPIES = """\
The old mill in Harwick burned down on Friday night, the mayor said.

Fire crews fought the fire at the old mill in Harwick until the mill burned down on Friday.
"""


@pytest.fixture
async def world(world: World) -> World:
    """Have two sentences that answer the same."""
    world.seed("mill.txt", COPIES)
    await world.reload()
    return world


QUESTION = "When did the old mill in Harwick burn down?"


async def test_one_sentence_is_shown_and_further_ones_are_opened_for_who_presses(
    world: World,
) -> None:
    shown = await world.alice.slash(world.channel, "ask", question=QUESTION)
    more = next(one for one in buttons_of(shown) if one.label == "1 more passage")
    assert text_of(shown).count("\n> ") == 1
    assert shown.response is not None
    opened = await world.alice.click(shown.response, custom_id=more.custom_id)
    assert opened.ephemeral
    assert text_of(opened).count("> ") == 1


async def test_no_further_ones_are_offered_if_one_is_all_that_is_configured(world: World) -> None:
    await world.configure({}, answers={"sentences": 1})
    shown = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert text_of(shown).count("\n> ") == 1
    assert not any("more passage" in (one.label or "") for one in buttons_of(shown))


async def test_brief_sums_up_an_article_for_the_one_who_asks(world: World) -> None:
    result = await world.alice.slash(world.channel, "brief", article="The bridge opens")
    assert result.ephemeral
    assert "> The new bridge over the river opened on Monday" in text_of(result)
    (row,) = await world.logged()
    assert row[-2:] == ("The bridge opens", 1)


async def test_thanks_are_not_told_that_nothing_answers_them(world: World) -> None:
    await world.alice.send(world.channel, f"{world.mention} thanks!")
    assert "No loaded article" not in text_of(world.replies()[0])
