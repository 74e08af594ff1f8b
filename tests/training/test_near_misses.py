from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.near_misses import Swaps, another_number, names_in, near_miss

SWAPS = Swaps.of(["Who met Ada Lovelace?", "Where is Mount Etna?"])
seeds = st.integers(0, 1_000_000).map(Random)


def missed(question: str, sentence: str, title: str = "") -> set[str | None]:
    return {near_miss(question, sentence, title, SWAPS, Random(seed)) for seed in range(40)}


def test_a_number_that_the_sentence_has_becomes_another() -> None:
    question = "Who sang in 1998?"
    for other in missed(question, "Ann sang there in 1998."):
        assert other is not None
        assert other != question
        assert other.startswith("Who sang in ")


def test_a_number_that_the_sentence_does_not_have_stays() -> None:
    assert missed("Who sang in 1998?", "Ann sang there.") == {None}


def test_a_name_that_the_sentence_has_becomes_one_of_another_question() -> None:
    made = missed("When did Paris surrender?", "Paris surrendered in June.")
    assert made == {"When did Ada Lovelace surrender?", "When did Mount Etna surrender?"}


def test_a_name_of_the_title_is_changed_too() -> None:
    assert None not in missed("When did Paris surrender?", "It surrendered in June.", "Paris")


def test_a_name_that_stands_in_the_sentence_is_not_put_in() -> None:
    made = missed("When did Paris surrender?", "Paris surrendered when Ada Lovelace left.")
    assert made - {None} == {"When did Mount Etna surrender?"}


def test_a_possessive_stays() -> None:
    made = missed("What was Paris's name?", "Paris was called Lutetia.")
    assert made == {"What was Ada Lovelace's name?", "What was Mount Etna's name?"}


def test_a_month_becomes_another_month() -> None:
    (*made,) = missed("Who left in June?", "She left in June.")
    assert "Who left in June?" not in made
    assert "Who left in July?" in made


def test_a_word_becomes_its_antonym() -> None:
    assert missed("What is the largest city?", "Its biggest city is Lyon.") == {
        "What is the smallest city?"
    }


def test_an_antonym_that_the_sentence_has_is_not_put_in() -> None:
    assert missed("Who came first?", "Ann came last, after the first had left.") == {None}


def test_a_question_that_shares_nothing_is_left_alone() -> None:
    assert missed("Why?", "Because it rained.") == {None}


def test_the_first_word_is_no_name() -> None:
    assert names_in("Which river crosses New York City's centre?") == ["New York City"]


@given(st.integers(0, 10**9), st.booleans(), seeds)
def test_another_number_is_never_the_same(value: int, grouped: bool, rng: Random) -> None:
    number = f"{value:,}" if grouped else str(value)
    assert another_number(number, rng) != number


@pytest.mark.parametrize("seed", range(20))
def test_another_year_is_near(seed: int) -> None:
    assert abs(int(another_number("1998", Random(seed))) - 1998) <= 30
