"""Slips in common English words are put right, whether or not an article has the word."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.parsing.slips import put_right


def nothing_near(_word: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("waht is the captial of rome", "what is the capital of rome", id="swapped"),
        pytest.param("how efective was it", "how effective was it", id="a-letter-too-few"),
        pytest.param("the governmment vote", "the government vote", id="a-letter-too-many"),
        pytest.param("is there a seperate fund", "is there a separate fund", id="another-letter"),
        pytest.param("wich one won", "which one won", id="grammar"),
    ],
)
def test_a_slip_in_a_common_word_is_put_right(typed: str, meant: str) -> None:
    assert put_right(typed, nothing_near)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("who is Trudaeu", id="a-name"),
        pytest.param("lol what is new on tiktok", id="chat-and-new-words"),
        pytest.param("wer hat den preis gewonnen", id="another-language"),
        pytest.param("хто переміг на фестивалі", id="another-script"),
        pytest.param("is the snapvault-cli at snapvault.example free", id="addresses"),
        pytest.param("the biggest planet", id="no-slip"),
        pytest.param("what is the lvl of it", id="parts-of-words"),
        pytest.param("can commuters wait out the gales", id="rarer-words"),
    ],
)
def test_other_words_stay_as_they_were_typed(text: str) -> None:
    assert put_right(text, nothing_near) == (text, ())


def test_a_word_that_is_near_to_one_of_the_articles_is_left_to_them() -> None:
    assert put_right("the malria vaccine", lambda word: word == "malria")[1] == ()


def test_a_word_of_grammar_is_put_right_though_the_articles_have_one_near_to_it() -> None:
    assert put_right("waht is new", lambda _: True) == ("what is new", ("what",))


@given(st.text(alphabet=string.ascii_letters + " '-.?", max_size=200))
def test_only_words_that_are_not_known_change(text: str) -> None:
    right, words = put_right(text, nothing_near)
    assert len(right.split()) == len(text.split())
    assert put_right(text, nothing_near) == (right, words)
