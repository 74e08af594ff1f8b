"""BERT's tokenizer; the numbers are those of its reference implementation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.semantic.wordpiece import UNKNOWN, WordPieces

REFERENCE = [
    ("Who is Sergei Shoigu?", [2040, 2003, 14543, 26822, 8004, 2226, 1029]),
    (
        "“We can’t print money,” she wrote.",
        [1523, 2057, 2064, 1521, 1056, 6140, 2769, 1010, 1524, 2016, 2626, 1012],
    ),
    (
        "The café cost £3.4 million – 12%.",
        [1996, 7668, 3465, 28182, 1012, 1018, 2454, 1516, 2260, 1003, 1012],
    ),
    ("COVID-19's unaffable", [2522, 17258, 1011, 2539, 1005, 1055, 14477, 20961, 3468]),
    ("北京 is a city", [1781, 1755, 2003, 1037, 2103]),
    ("na\xefve\xadly e\u0301lan", [15743, 2135, 3449, 2319]),
    ("3 a.m. \t\n U.S.", [1017, 1037, 1012, 1049, 1012, 1057, 1012, 1055, 1012]),
]


@pytest.mark.parametrize(("text", "numbers"), REFERENCE)
def test_a_text_has_the_pieces_that_the_model_was_trained_on(
    words: WordPieces, text: str, numbers: list[int]
) -> None:
    assert words.numbers(text) == numbers


def test_a_word_without_pieces_and_one_of_more_than_100_letters_are_unknown(
    words: WordPieces,
) -> None:
    assert words.numbers("a" * 100) != [UNKNOWN]
    assert words.numbers("a" * 101) == [UNKNOWN]
    assert words.numbers("☃") == [UNKNOWN]


@pytest.mark.parametrize("text", ["", " \t\n", "\0\u200b\ufffd"])
def test_a_text_without_characters_that_show_has_no_pieces(words: WordPieces, text: str) -> None:
    assert words.numbers(text) == []


@given(st.text())
def test_every_text_has_pieces_that_the_model_knows(words: WordPieces, text: str) -> None:
    assert all(0 <= number < len(words.vocabulary) for number in words.numbers(text))


@given(st.text(alphabet="abc ,.'’", max_size=30))
def test_case_and_accents_make_no_difference(words: WordPieces, text: str) -> None:
    accented = text.upper().replace("A", "Á")
    assert words.numbers(accented) == words.numbers(text)
