import discord
import pytest
from simcord import InteractionResult

from tests.discord_app.conftest import World


def embed_of(result: InteractionResult) -> discord.Embed:
    assert result.response is not None
    return result.response.embeds[0]


async def many_articles(world: World, count: int) -> None:
    for number in range(count):
        text = f"---\ntitle: Report {number:03}\n---\nText of report {number}.\n"
        world.seed(f"{number:03}.txt", f"{text}\nRelated:\n- Story of report {number}\n")
    await world.reload()


async def test_the_related_stories_of_an_article_are_listed(world: World) -> None:
    (choice,) = await world.alice.autocomplete(world.channel, "related", "article", "bridge")
    result = await world.alice.slash(world.channel, "related", article=choice["value"])
    assert (embed_of(result).description or "").split("\n") == [
        "**[The bridge opens](https://example.org/bridge) · The Courier · <t:1742644800:D>**",
        "- Ferries stop after a century — The Telegraph",
        "- [Toll dispute continues](https://example.org/toll)",
    ]


async def test_without_an_article_those_of_all_articles_are_listed(world: World) -> None:
    world.seed("more.txt", "One more text.\n\nRelated:\n- Another headline\n")
    await world.reload()
    description = embed_of(await world.alice.slash(world.channel, "related")).description or ""
    assert "Toll dispute" in description
    assert "**One more text.**\n- Another headline" in description


async def test_titles_are_found_by_any_part_of_them_in_any_case(world: World) -> None:
    found = await world.alice.autocomplete(world.channel, "related", "article", "OF THE v")
    assert [choice["name"] for choice in found] == ["Apples of the valley"]


async def test_at_most_25_titles_are_offered(world: World) -> None:
    await many_articles(world, 40)
    assert len(await world.alice.autocomplete(world.channel, "related", "article", "")) == 25


async def test_long_names_and_titles_make_valid_choices(world: World) -> None:
    world.seed("n" * 150 + ".txt", f"---\ntitle: {'Long title ' * 30}\n---\nSome text here.\n")
    await world.reload()
    (choice,) = await world.alice.autocomplete(world.channel, "related", "article", "long")
    assert len(choice["name"]) <= 100
    assert len(choice["value"]) <= 100


async def test_a_title_typed_by_hand_is_found(world: World) -> None:
    result = await world.alice.slash(world.channel, "related", article="the bridge OPENS")
    assert "Toll dispute" in (embed_of(result).description or "")


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("The moon", "I have no article of that title", id="unknown"),
        pytest.param("the", "Several articles are called that", id="several"),
        pytest.param("Apples of the valley", "No related stories", id="without stories"),
    ],
)
async def test_what_cannot_be_shown_is_told_to_the_asker_alone(
    world: World, typed: str, said: str
) -> None:
    result = await world.alice.slash(world.channel, "related", article=typed)
    assert result.ephemeral
    assert result.response is not None
    assert result.response.content.startswith(said)


async def test_the_id_of_an_article_stays_when_its_text_changes(world: World) -> None:
    (before,) = await world.alice.autocomplete(world.channel, "related", "article", "bridge")
    world.seed("bridge.txt", "The bridge closed.\n\nRelated:\n- Ferries are back\n")
    await world.reload()
    result = await world.alice.slash(world.channel, "related", article=before["value"])
    assert "Ferries are back" in (embed_of(result).description or "")


async def test_the_sources_are_listed_to_the_asker_alone(world: World) -> None:
    result = await world.alice.slash(world.channel, "sources")
    assert result.ephemeral
    assert (embed_of(result).description or "").split("\n") == [
        "**1.** [The bridge opens](https://example.org/bridge) · The Courier · <t:1742644800:D>",
        "2 paragraphs · 2 related stories",
        "**2.** Apples of the valley",
        "1 paragraph",
    ]


async def test_a_single_page_has_no_buttons(world: World) -> None:
    result = await world.alice.slash(world.channel, "sources")
    assert result.response is not None
    assert result.response.components == []


async def test_pages_are_turned_by_buttons(world: World) -> None:
    await many_articles(world, 10)
    result = await world.alice.slash(world.channel, "sources")
    assert result.response is not None
    await world.alice.click(result.response, label="Next")
    embed = embed_of(result)
    assert "Report 008" in (embed.description or "")
    assert embed.footer.text == "Page 2 of 2"


def disabled(result: InteractionResult) -> list[bool]:
    assert result.response is not None
    (row,) = result.response.components
    return [bool(button.get("disabled")) for button in row["components"]]


async def test_pages_do_not_turn_beyond_the_ends(world: World) -> None:
    await many_articles(world, 10)
    result = await world.alice.slash(world.channel, "sources")
    assert disabled(result) == [True, False]
    assert result.response is not None
    await world.alice.click(result.response, label="Next")
    assert disabled(result) == [False, True]


async def test_buttons_that_have_stopped_working_look_so(world: World) -> None:
    await many_articles(world, 10)
    result = await world.alice.slash(world.channel, "sources")
    await world.env.advance_time(181)
    assert disabled(result) == [True, True]


async def test_only_the_asker_turns_the_pages_that_all_can_see(world: World) -> None:
    await many_articles(world, 40)
    bob = world.guild.add_member(world.env.create_user("bob"))
    result = await world.alice.slash(world.channel, "related")
    assert result.response is not None
    refused = await bob.click(result.response, label="Next")
    assert refused.ephemeral
    assert "Report 000" in (embed_of(result).description or "")


async def test_ids_differ_between_articles(world: World) -> None:
    articles = await world.alice.autocomplete(world.channel, "related", "article", "")
    assert len({choice["value"] for choice in articles}) == 2
    assert all(choice["value"].startswith("a:") for choice in articles)
