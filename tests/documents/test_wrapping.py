import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.lines import divide_lines
from bot.documents.model import Piece
from bot.documents.text import read_text
from bot.documents.wrapping import MAX_WRAPPED, heading_level

WRAPPED = """\
The bridge over the Vltava opened on Monday, after two years in
which nobody could cross the river but by boat, the mayor of
Prague said. It cost nine million euros, and it is of steel.
Ferries stopped for ever. Nobody was hurt when the last of them
ran aground.\
"""
LONG = "The bridge over the Vltava opened on Monday, " + "and ferries stopped for ever, " * 4 + "he"


def paragraphs(text: str) -> list[str]:
    events = read_text(divide_lines(text), has_title=True)
    return [event.text.text for event in events if isinstance(event, Piece)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One.\nTwo.\nThree!", ["One.", "Two.", "Three!"], id="a line each"),
        pytest.param("One.\n\n \t\nTwo.", ["One.", "Two."], id="blank lines between"),
        pytest.param("\n\n  One.  \n\n", ["One."], id="white space around"),
        pytest.param("", [], id="nothing"),
        pytest.param("* * *\n---\n***\n___", [], id="rules only"),
        pytest.param("One.\n* * *\nTwo.\n---\nThree.", ["One.", "Two.", "Three."], id="rules"),
        pytest.param("# Head\nOne.\n## Sub\nTwo.", ["One.", "Two."], id="headings"),
        pytest.param("#hashtag is no heading.", ["#hashtag is no heading."], id="a hashtag"),
        pytest.param("He said\nthat it is so.", ["He said that it is so."], id="runs on"),
        pytest.param("He said\n  that it is.", ["He said", "that it is."], id="indented deeper"),
        pytest.param("He said\n\nthat it is so.", ["He said", "that it is so."], id="blank line"),
        pytest.param("“One.”\n“Two.”", ["“One.”", "“Two.”"], id="closing quotes"),
        pytest.param("One.[5]\nTwo.", ["One.[5]", "Two."], id="a reference mark"),
        pytest.param("A co-\noperation began.", ["A co-operation began."], id="a hyphen"),
        pytest.param(
            "Headline\nBy Jane Doe\nIt rained.", ["Headline", "By Jane Doe", "It rained."]
        ),
        pytest.param("- one item\n- two", ["- one item", "- two"], id="bullets"),
        pytest.param(
            "1. an item\n   goes on\n2. two", ["1. an item goes on", "2. two"], id="items"
        ),
        pytest.param(
            "Said he:\n- one\n- two", ["Said he:", "- one", "- two"], id="a list after ':'"
        ),
        pytest.param(
            "Dear all,\n    a poem\n    of two", ["Dear all,", "a poem of two"], id="poem"
        ),
        pytest.param(
            "会谈结束了。\n没有协议。", ["会谈结束了。", "没有协议。"], id="ideographic stops"
        ),
        pytest.param("बैठक हुई।\nवह गया।", ["बैठक हुई।", "वह गया।"], id="dandas"),
        pytest.param("One\u2028two.\nThree.", ["One\u2028two.", "Three."], id="other line breaks"),
        pytest.param(f"{LONG}\nwent on.", [LONG, "went on."], id="too long to be wrapped"),
    ],
)
def test_lines_are_divided_into_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


def test_hard_wrapped_lines_are_joined_also_where_a_sentence_ends_with_the_line() -> None:
    assert paragraphs(WRAPPED) == [" ".join(WRAPPED.split("\n"))]


def test_each_block_of_wrapped_lines_is_a_paragraph() -> None:
    assert len(paragraphs(f"{WRAPPED}\n\n{WRAPPED}")) == 2


def test_a_short_line_ends_a_wrapped_paragraph_before_the_next_begins() -> None:
    assert len(paragraphs(f"{WRAPPED}\n{WRAPPED}")) == 2


def test_in_a_file_of_a_paragraph_a_line_only_a_line_that_runs_on_is_joined() -> None:
    text = "It rained.\nIt snowed.\nThe mayor\nwas glad.\nThe end came.\nIt was late."
    assert paragraphs(text) == [
        *("It rained.", "It snowed.", "The mayor was glad.", "The end came.", "It was late.")
    ]


def test_verses_with_capitals_stay_apart() -> None:
    verses = ["Roses are red,", "Violets are blue,", "Sugar is sweet."]
    assert paragraphs("\n".join(verses)) == verses


def test_lines_of_a_script_without_small_letters_are_joined_without_spaces() -> None:
    line = "会谈于周一在平壤举行没有签署任何协议双方都表示愿意继续对话" * 2
    assert paragraphs(f"{line}\n{line}\n{line[:20]}。") == [f"{line}{line}{line[:20]}。"]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("# The bridge", 1),
        ("  ### The bridge ###", 3),
        ("####### seven", None),
        ("    # indented code", None),
        ("#hashtag", None),
        ("The bridge #", None),
        ("# ", 1),
    ],
)
def test_a_heading_is_what_markdown_takes_for_one(line: str, level: int | None) -> None:
    assert heading_level(line) == level


@given(st.text(st.sampled_from('aB é.!?:"”#-*>1|\t\n。会\u00a0\u200b'), max_size=400))
def test_paragraphs_hold_the_characters_of_the_file_in_order(text: str) -> None:
    rest = iter(text)
    for paragraph in paragraphs(text):
        assert paragraph == paragraph.strip() != ""
        assert all(character in rest for character in paragraph if not character.isspace())


@given(st.lists(st.text(st.sampled_from("abc DE."), min_size=1, max_size=MAX_WRAPPED), max_size=9))
def test_every_letter_is_in_a_paragraph(lines: list[str]) -> None:
    joined = "".join(paragraphs("\n".join(lines)))
    written = "".join(line for line in lines if any(map(str.isalnum, line)))
    assert "".join(joined.split()) == "".join(written.split())
