import pytest
from simcord import InteractionResult

from tests.discord_app.conftest import World, buttons_of, text_of

QUESTION = "When did the new bridge open?"
RELATED = "Related stories"


async def many_articles(world: World, count: int) -> None:
    for number in range(count):
        text = f"---\ntitle: Report {number:03}\n---\nText of report {number}.\n"
        world.seed(f"{number:03}.txt", f"{text}\nRelated:\n- Story of report {number}\n")
    await world.reload()


async def turn(world: World, shown: InteractionResult, label: str = "Next") -> InteractionResult:
    assert shown.response is not None
    return await world.alice.click(shown.response, label=label)


def ends(shown: InteractionResult) -> list[bool]:
    """Whether the buttons that turn the pages can be pressed."""
    return [not one.disabled for one in buttons_of(shown) if one.label in ("Previous", "Next")]


async def test_the_related_stories_of_an_answer_are_shown_to_the_one_who_pressed(
    world: World,
) -> None:
    asked = await world.alice.slash(world.channel, "ask", question=QUESTION)
    related = await turn(world, asked, RELATED)
    assert related.ephemeral
    assert text_of(related).split("\n") == [
        "### 2 related stories",
        "**[The bridge opens](https://example.org/bridge) · The Courier · <t:1742644800:D>**",
        "- Ferries stop after a century — The Telegraph",
        "- [Toll dispute continues](https://example.org/toll)",
    ]


async def test_an_answer_from_articles_without_related_stories_has_no_such_button(
    world: World,
) -> None:
    question = "How many tons of apples did farmers harvest?"
    asked = await world.alice.slash(world.channel, "ask", question=question)
    assert RELATED not in [one.label for one in buttons_of(asked)]


@pytest.mark.simcord(check_errors=False)
async def test_of_an_article_that_is_gone_it_is_said(world: World) -> None:
    asked = await world.alice.slash(world.channel, "ask", question=QUESTION)
    (world.folder / "seeds" / "bridge.txt").unlink()
    await world.reload()
    related = await turn(world, asked, RELATED)
    assert text_of(related) == "This article is no longer loaded."
    assert related.ephemeral


@pytest.mark.simcord(check_errors=False)
async def test_of_an_article_whose_stories_are_gone_it_is_said(world: World) -> None:
    asked = await world.alice.slash(world.channel, "ask", question=QUESTION)
    world.seed("bridge.txt", "The new bridge opened.\n")
    await world.reload()
    assert text_of(await turn(world, asked, RELATED)) == "There are no related stories."


async def test_a_single_page_has_nothing_to_turn(world: World) -> None:
    assert ends(await world.alice.slash(world.channel, "related")) == []


async def test_pages_are_turned_and_end_at_both_ends(world: World) -> None:
    await many_articles(world, 20)
    shown = await world.alice.slash(world.channel, "related")
    assert "-# Page 1 of 3" in text_of(shown)
    assert ends(shown) == [False, True]
    await turn(world, shown)
    assert "Story of report 10" in text_of(shown)
    assert ends(shown) == [True, True]
    await turn(world, shown)
    assert ends(shown) == [True, False]
    await turn(world, shown, "Previous")
    assert "-# Page 2 of 3" in text_of(shown)


async def test_pages_turn_after_a_restart_and_weeks_later(world: World) -> None:
    await many_articles(world, 20)
    shown = await world.alice.slash(world.channel, "sources")
    await world.env.advance_time(40 * 86_400)
    await world.configure({})
    await turn(world, shown)
    assert "Report 008" in text_of(shown)


async def test_a_page_that_is_no_longer_there_is_the_last_one(world: World) -> None:
    await many_articles(world, 20)
    shown = await world.alice.slash(world.channel, "related")
    for number in range(20):
        (world.folder / "seeds" / f"{number:03}.txt").unlink()
    await world.reload()
    await turn(world, shown)
    assert "Toll dispute continues" in text_of(shown)
    assert ends(shown) == []


async def test_the_pages_of_a_topic_are_turned(world: World) -> None:
    await many_articles(world, 20)
    topic = "any report: “of” mine, " + "x" * 37
    shown = await world.alice.slash(world.channel, "related", topic=topic)
    await turn(world, shown)
    assert text_of(shown).startswith("### Headlines related to “any report: “of” mine, xx")
    assert "Story of report 9\n" in text_of(shown)


@pytest.mark.simcord(check_errors=False)
async def test_only_the_asker_turns_the_pages_that_all_can_see(world: World) -> None:
    await many_articles(world, 20)
    bob = world.guild.add_member(world.env.create_user("bob"))
    shown = await world.alice.slash(world.channel, "related")
    assert shown.response is not None
    refused = await bob.click(shown.response, label="Next")
    assert refused.ephemeral
    assert text_of(refused).startswith("Only the person who asked can turn these pages")
    assert "Page 1" in text_of(shown)


async def test_the_pages_of_an_opened_list_are_turned_by_the_one_who_opened_it(
    world: World,
) -> None:
    stories = "".join(f"- Story {number}\n" for number in range(20))
    world.seed("bridge.txt", f"The new bridge opened.\n\nRelated:\n{stories}")
    await world.reload()
    bob = world.guild.add_member(world.env.create_user("bob"))
    asked = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert asked.response is not None
    shown = await bob.click(asked.response, label=RELATED)
    assert shown.response is not None
    await bob.click(shown.response, label="Next")
    assert "- Story 8\n" in text_of(shown)


async def test_a_headline_of_an_unanswered_question_leads_to_the_article_that_it_is(
    world: World,
) -> None:
    world.seed("ferries.txt", "---\ntitle: Ferries stop, after a century\n---\nThey stopped.\n")
    await world.reload()
    asked = await world.alice.slash(world.channel, "ask", question="Is there a volcano of ferries?")
    assert "No loaded article answers that." in text_of(asked)
    assert "They stopped." in text_of(await turn(world, asked, "Read"))


async def test_an_article_that_is_listed_twice_is_opened_by_one_button(world: World) -> None:
    world.seed("a.txt", "---\ntitle: Twice\n---\nText.\n\nRelated:\n- Twice\n- TWICE\n- Else\n")
    await world.reload()
    shown = await world.alice.slash(world.channel, "related", article="Twice")
    assert [one.label for one in buttons_of(shown)] == ["Read"]
    assert text_of(shown).count("wice") + text_of(shown).count("WICE") == 3
