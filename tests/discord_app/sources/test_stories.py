import pytest

from tests.discord_app.conftest import World, buttons_of, text_of
from tests.discord_app.sources.test_list_buttons import many_articles


async def test_the_related_stories_of_an_article_are_listed(world: World) -> None:
    (choice,) = await world.alice.autocomplete(world.channel, "related", "article", "bridge")
    result = await world.alice.slash(world.channel, "related", article=choice["value"])
    assert text_of(result).split("\n") == [
        "### 2 related stories",
        "**[The bridge opens](https://example.org/bridge) · The Courier · <t:1742644800:D>**",
        "- Ferries stop after a century — The Telegraph",
        "- [Toll dispute continues](https://example.org/toll)",
    ]


async def test_without_an_article_those_of_all_articles_are_listed(world: World) -> None:
    world.seed("more.txt", "One more text.\n\nRelated:\n- Another headline\n")
    await world.reload()
    description = text_of(await world.alice.slash(world.channel, "related"))
    assert "Toll dispute" in description
    assert "**More**\n- Another headline" in description


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
    assert "Toll dispute" in text_of(result)


@pytest.mark.simcord(check_errors=False)
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("The moon", "I have no article with that title", id="unknown"),
        pytest.param("the", "Several articles have that title", id="several"),
        pytest.param("Apples of the valley", "There are no related stories", id="without stories"),
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
    assert "Ferries are back" in text_of(result)


async def test_the_sources_are_listed_to_the_asker_alone(world: World) -> None:
    result = await world.alice.slash(world.channel, "sources")
    assert result.ephemeral
    assert text_of(result).split("\n") == [
        "### 2 articles loaded",
        "**1.** [The bridge opens](https://example.org/bridge) · The Courier · <t:1742644800:D>",
        "-# 2 paragraphs · 2 related stories",
        "**2.** Apples of the valley",
        "-# 1 paragraph",
    ]


async def test_the_sources_can_be_opened_and_read(world: World) -> None:
    result = await world.alice.slash(world.channel, "sources")
    first, _ = buttons_of(result)
    assert first.label == "Read"
    assert result.response is not None
    opened = await world.alice.click(result.response, custom_id=first.custom_id)
    assert opened.ephemeral
    assert text_of(opened).split("\n")[2] == "-# Paragraph 1 of 2"


async def test_ids_differ_between_articles(world: World) -> None:
    articles = await world.alice.autocomplete(world.channel, "related", "article", "")
    assert len({choice["value"] for choice in articles}) == 2


TOPICS = """\
Text of it.

Related:
- The Gazette: Bridge toll is raised again
- [Ferry crews vote](https://example.org/ferry)
- Orchards blossom early
"""


async def test_a_topic_ranks_the_headlines_of_all_articles(world: World) -> None:
    world.seed("more.txt", TOPICS)
    await world.reload()
    result = await world.alice.slash(world.channel, "related", topic="the dispute over the toll")
    assert text_of(result).split("\n") == [
        "### Headlines related to “the dispute over the toll”",
        "- [Toll dispute continues](https://example.org/toll)",
        "- Bridge toll is raised again — The Gazette",
    ]
    assert not result.ephemeral


async def test_a_topic_can_be_looked_for_in_the_stories_of_one_article(world: World) -> None:
    world.seed("more.txt", TOPICS)
    await world.reload()
    result = await world.alice.slash(
        world.channel, "related", topic="toll", article="The bridge opens"
    )
    assert text_of(result).split("\n")[1:] == [
        "- [Toll dispute continues](https://example.org/toll)"
    ]


@pytest.mark.simcord(check_errors=False)
async def test_a_topic_that_no_headline_is_near_is_told_to_the_asker_alone(world: World) -> None:
    result = await world.alice.slash(world.channel, "related", topic="volcanoes")
    assert result.ephemeral
    assert text_of(result) == "I have no headlines related to that topic."


async def test_what_is_typed_as_a_topic_is_not_interpreted(world: World) -> None:
    result = await world.alice.slash(world.channel, "related", topic="*toll* @everyone")
    assert text_of(result).split("\n")[0] == "### Headlines related to “\\*toll\\* \\@everyone”"


@pytest.mark.parametrize("option", [{"article": "The bridge opens"}, {"topic": "toll dispute"}])
async def test_a_headline_that_is_itself_loaded_leads_there(
    world: World, option: dict[str, str]
) -> None:
    world.seed("toll.txt", "---\nurl: http://www.example.org/toll/\n---\nThe toll was cut.\n")
    await world.reload()
    result = await world.alice.slash(world.channel, "related", **option)
    (button,) = buttons_of(result)
    assert result.response is not None
    opened = await world.alice.click(result.response, custom_id=button.custom_id)
    assert "The toll was cut." in text_of(opened)
    assert opened.ephemeral
