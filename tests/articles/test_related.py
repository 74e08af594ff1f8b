import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import RelatedStory
from bot.articles.related import RelatedList, take_related
from bot.documents.lines import Line


def read(text: str) -> RelatedList:
    return take_related([Line(number, line) for number, line in enumerate(text.split("\n"), 1)])


def story(item: str) -> RelatedStory:
    (read_story,) = read(f"Related:\n- {item}").stories
    return read_story


@pytest.mark.parametrize(
    "opening",
    [
        "Related:",
        "related :",
        "RELATED STORIES:",
        "Related articles:",
        "Related news：",
        "Read also:",
        "See also:",
        "Also read:",
        "**Related:**",
        "**Related stories**",
        "__Related__:",
        "## Related",
        "## Related stories ##",
        "# Related:",
    ],
)
def test_a_list_is_opened_by_a_line_of_its_own(opening: str) -> None:
    taken = read(f"Text.\n{opening}\n- One\n- Two")
    assert [each.headline for each in taken.stories] == ["One", "Two"]
    assert [line.text for line in taken.others] == ["Text."]


@pytest.mark.parametrize(
    "text",
    [
        "Related:\nNo item.",
        "Related\n- an item",
        "Related to this is that:\n- an item",
        "See also: the report\n- an item",
        "Unrelated:\n- an item",
        "Related:",
        "Related:\n-no space",
    ],
)
def test_what_opens_no_list_stays_text(text: str) -> None:
    taken = read(text)
    assert taken.stories == ()
    assert [line.text for line in taken.others] == text.split("\n")


@pytest.mark.parametrize("bullet", ["-", "*", "+", "•", "‣", "–", "—", "1.", "2)", "  -"])
def test_an_item_has_a_bullet_or_a_number(bullet: str) -> None:
    assert read(f"Related:\n{bullet} One").stories == (RelatedStory("One"),)


def test_blank_lines_before_and_between_items_do_not_count() -> None:
    taken = read("Related:\n\n- One\n\n\n- Two\n")
    assert [each.headline for each in taken.stories] == ["One", "Two"]


def test_an_item_goes_on_over_indented_lines() -> None:
    taken = read("Related:\n- One that\n  goes on\n\tand on\n- Two")
    assert [each.headline for each in taken.stories] == ["One that goes on and on", "Two"]


def test_the_article_goes_on_after_the_list() -> None:
    taken = read("Text.\nRelated:\n- One\nMore text.\n\nSee also:\n- Two\nThe end.")
    assert [each.headline for each in taken.stories] == ["One", "Two"]
    assert [line.text for line in taken.others if line.text] == ["Text.", "More text.", "The end."]
    assert [line.number for line in taken.others if line.text] == [1, 4, 8]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Ferries stop", RelatedStory("Ferries stop")),
        ("The Telegraph: Ferries stop", RelatedStory("Ferries stop", "The Telegraph")),
        ("BBC News: “Ferries stop”", RelatedStory("“Ferries stop”", "BBC News")),
        ("Reuters: 5 ferries stop", RelatedStory("5 ferries stop", "Reuters")),
        ("lenta.ru: Ferries stop", RelatedStory("Ferries stop", "lenta.ru")),
        ("Ukraine war: What we know", RelatedStory("Ukraine war: What we know")),
        ("Zelensky: Russia will stop", RelatedStory("Zelensky: Russia will stop")),
        ("Breaking News: Ferries stop", RelatedStory("Breaking News: Ferries stop")),
        (
            "[Ferries stop](https://example.org/ferries)",
            RelatedStory("Ferries stop", None, "https://example.org/ferries"),
        ),
        (
            'The Telegraph: [Ferries stop](<https://example.org/a> "Title")',
            RelatedStory("Ferries stop", "The Telegraph", "https://example.org/a"),
        ),
        (
            "[The Telegraph: Ferries stop](http://example.org)",
            RelatedStory("Ferries stop", "The Telegraph", "http://example.org"),
        ),
        (
            "Ferries stop — https://example.org/a?b=1#c",
            RelatedStory("Ferries stop", None, "https://example.org/a?b=1#c"),
        ),
        (
            "Ferries stop (https://example.org/a)",
            RelatedStory("Ferries stop", None, "https://example.org/a"),
        ),
        (
            "https://example.org/a",
            RelatedStory("https://example.org/a", None, "https://example.org/a"),
        ),
    ],
)
def test_an_item_is_a_headline_with_its_publisher_and_address(
    item: str, expected: RelatedStory
) -> None:
    assert story(item) == expected


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://example.org",
        "https://user@example.org",
        "<https://example.org/a b>",
        "https://example.org:port",
        "https://" + "a" * 2_000,
    ],
)
def test_an_address_that_is_not_safe_is_left_out_with_a_warning(address: str) -> None:
    taken = read(f"Text.\nRelated:\n- [Ferries stop]({address})")
    assert [(each.headline, each.url) for each in taken.stories] == [("Ferries stop", None)]
    (warning,) = taken.warnings
    assert warning.line == 3
    assert warning.text.endswith("; left out")


def test_a_very_long_item_is_a_headline_as_it_stands() -> None:
    item = "[" * 3_000 + "](https://example.org) " + "x" * 2_000
    assert story(item).headline == item


@given(st.text(st.sampled_from("ab -*.:1)\t\n"), max_size=300))
def test_every_letter_is_in_a_story_or_in_another_line(text: str) -> None:
    taken = read(f"Related:\n{text}")
    kept = [line.text for line in taken.others] + [each.headline for each in taken.stories]
    opening = "" if taken.stories else "Related"
    assert sorted(filter(str.isalpha, "".join(kept))) == sorted(filter(str.isalpha, opening + text))
