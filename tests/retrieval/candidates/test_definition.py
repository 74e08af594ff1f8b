"""Which sentences tell who somebody or what something is."""

import pytest

from bot.retrieval.candidates.definition import defines
from bot.retrieval.question import Question


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "who is shoigu",
            "Kim met Sergei Shoigu, Russia’s Security Council secretary, on Friday.",
        ),
        ("who is Trump?", "A call with US President Donald Trump followed."),
        ("who is duncan aske", "Its chairman, Duncan Aske, told the Gazette so."),
        ("what is homeopathy", "Homeopathy is a form of alternative medicine."),
        ("хто такий Тарас Гнатюк", "Головний інженер Тарас Гнатюк повідомив про це."),
    ],
)
def test_a_sentence_defines_what_it_gives_an_office_or_an_apposition(
    question: str, text: str
) -> None:
    assert defines(Question.parse(question), text) == 1


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param("who is shoigu", "On Friday Shoigu left Pyongyang.", id="a-name-alone"),
        pytest.param("who is shoigu", "They met after Shoigu left.", id="a-word-of-grammar"),
        pytest.param("what is SnapVault", "On battery power SnapVault waits.", id="no-person"),
    ],
)
def test_a_sentence_that_only_names_somebody_does_so_by_half(question: str, text: str) -> None:
    assert defines(Question.parse(question), text) == 0.5


def test_a_sentence_without_the_name_defines_nothing() -> None:
    assert defines(Question.parse("who is shoigu"), "The delegation left on Friday.") == 0
