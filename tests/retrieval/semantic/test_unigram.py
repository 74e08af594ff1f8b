"""How texts are divided into the pieces of a unigram language model."""

from itertools import combinations
from math import fsum, inf

from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.semantic.unigram import UNKNOWN, WORD, Unigrams

SCORES = {
    **{WORD: -3.0, "a": -2.0, "b": -2.5, "c": -4.0, "ab": -3.0, "bc": -5.0},
    **{f"{WORD}a": -2.2, f"{WORD}ab": -4.9, "abc": -7.5},
}
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
PIECES = (*SPECIAL, *SCORES)
LINES = "".join(f"{piece}\t{SCORES.get(piece, 0.0)}\n" for piece in PIECES)
WORDS = Unigrams.of_lines(LINES)


def pieces(text: str) -> list[str]:
    return [PIECES[number] for number in WORDS.numbers(text)]


def divisions(word: str) -> list[list[str]]:
    """All ways to divide a word."""
    places = range(1, len(word))
    cuts = (each for count in range(len(word)) for each in combinations(places, count))
    return [[word[a:b] for a, b in zip((0, *cut), (*cut, len(word)), strict=True)] for cut in cuts]


def likelihood(division: list[str]) -> float:
    return fsum(SCORES.get(piece, -inf) for piece in division)


def test_a_word_is_divided_into_known_pieces_with_a_mark_of_its_beginning() -> None:
    assert pieces("ab c") == [f"{WORD}a", "b", WORD, "c"]


@given(st.text("abc", min_size=1, max_size=7))
def test_of_all_divisions_the_likeliest_is_taken(word: str) -> None:
    best = max(map(likelihood, divisions(WORD + word)))
    assert abs(likelihood(pieces(word)) - best) < 1e-9


@given(st.text("abc ", max_size=20))
def test_nothing_of_a_known_text_is_lost(text: str) -> None:
    assert "".join(pieces(text)) == "".join(WORD + word for word in text.split())


@given(st.text())
def test_any_text_has_known_numbers(text: str) -> None:
    assert all(len(SPECIAL) - 1 <= number < len(PIECES) for number in WORDS.numbers(text))


def test_a_character_without_a_piece_is_unknown() -> None:
    assert WORDS.numbers("ax")[-1] == UNKNOWN


def test_texts_are_normalised_as_the_model_was_trained() -> None:
    assert pieces("\uff41b") == pieces("ab")  # a wide letter
    assert pieces("a\u200bb") == pieces("a b")  # a space of no width
    assert pieces("a\x07b\n") == pieces("ab")
    assert pieces("") == pieces(" \t") == []
