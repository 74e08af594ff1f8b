"""Which sentences tell who somebody is."""

import pytest

from bot.retrieval.candidates.definition import describes


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kim met Sergei Shoigu, Russia’s Security Council secretary, on Friday.", "shoigu"),
        ("A call with US President Donald Trump followed.", "Trump"),
        ("Its chairman, Duncan Aske, told the Gazette so.", "duncan aske"),
        ("Homeopathy is a form of alternative medicine.", "homeopathy"),
        ("Головний інженер Тарас Гнатюк повідомив про це.", "Тарас Гнатюк"),
    ],
)
def test_a_sentence_describes_whom_it_gives_an_office_or_an_apposition(
    text: str, name: str
) -> None:
    assert describes(text, name) == 1


def test_a_sentence_that_only_names_somebody_does_so_by_half() -> None:
    assert describes("On Friday Shoigu left Pyongyang.", "shoigu") == 0.5
    assert describes("On Friday the delegation left Pyongyang.", "shoigu") == 0
