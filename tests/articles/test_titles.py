import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.lines import Line
from bot.articles.titles import MAX_LENGTH, heading_title, sentence_title


def heading(*texts: str) -> str | None:
    return heading_title([Line(number, text) for number, text in enumerate(texts, 1)])


def test_the_title_is_the_heading_that_the_article_begins_with() -> None:
    assert heading("", "  ", "# The bridge opens #", "It rained.") == "The bridge opens"


@pytest.mark.parametrize(
    "texts", [("It rained.", "# The bridge"), ("#", "It rained."), ("#bridge",), ("",), ()]
)
def test_there_is_none_where_text_comes_first_or_the_heading_is_empty(
    texts: tuple[str, ...],
) -> None:
    assert heading(*texts) is None


def test_a_short_first_sentence_is_the_title_as_it_stands() -> None:
    assert sentence_title(["The U.S. bridge opened. It rained.", "More."]) == (
        "The U.S. bridge opened."
    )


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    title = sentence_title(["The bridge over the river, " * 5 + "opened."])
    assert title == "The bridge over the river, The bridge over the river, The bridge over the…"


@pytest.mark.parametrize("character", [",", ";", ":", " –", " —", "-"])
def test_no_mark_of_punctuation_stands_before_the_cut(character: str) -> None:
    title = sentence_title(["x" * 40 + character + " " + "y" * 60])
    assert title == "x" * 40 + "…"


def test_one_long_word_is_cut_within() -> None:
    assert sentence_title(["x" * 200]) == "x" * (MAX_LENGTH - 1) + "…"


def test_a_sentence_that_just_fits_is_not_cut() -> None:
    sentence = "x" * (MAX_LENGTH - 1) + "."
    assert sentence_title([sentence]) == sentence


def test_a_paragraph_without_a_sentence_is_passed_over() -> None:
    assert sentence_title(["…", "It rained."]) == "It rained."
    assert sentence_title(["…"]) == ""


@given(st.text(max_size=300))
def test_a_title_is_one_line_of_the_sentence_and_never_too_long(text: str) -> None:
    title = sentence_title([text])
    assert len(title) <= MAX_LENGTH
    assert title == " ".join(title.split())
    assert title.removesuffix("…") in " ".join(text.split())
