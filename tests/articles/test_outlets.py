"""One list of outlets, for headlines and for text."""

import pytest

from bot.articles.attribution import find_sources
from bot.articles.lexicon import LexiconError, parse_lexicon
from bot.articles.model import Role
from bot.articles.outlets import known_outlets
from bot.articles.publishers import divide_publisher


@pytest.mark.parametrize("name", ["Suspilne", "Reuters", "The Guardian", "Deutsche Welle", "KCNA"])
def test_an_outlet_is_one_in_a_headline_and_in_a_text(name: str) -> None:
    assert divide_publisher(f"{name}: Talks go on") == (name, "Talks go on")
    assert [(s.name, s.role) for s in find_sources(f"It fell, according to {name}.")] == [
        (name, Role.OUTLET)
    ]


def test_every_name_of_the_list_is_an_outlet_in_a_text() -> None:
    missed = [
        name
        for name in known_outlets().names | known_outlets().ordinary
        if [s.role for s in find_sources(f"It fell, according to {name.upper()}.")] != [Role.OUTLET]
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a b", "line 1: words stand before"),
        ("[a]\n[a]", "line 2: .a. stands twice"),
        ("\n[A]", "line 2: '.A.' is no heading"),
    ],
)
def test_a_malformed_list_says_what_is_wrong_and_where(text: str, problem: str) -> None:
    with pytest.raises(LexiconError, match=problem):
        parse_lexicon("words.txt", text)


def test_a_word_that_stands_twice_in_a_section_is_an_error() -> None:
    with pytest.raises(LexiconError, match="'a' stands twice"):
        parse_lexicon("words.txt", "[one]\na b\na").words("one")


def test_a_missing_section_is_an_error() -> None:
    with pytest.raises(LexiconError, match="no section"):
        parse_lexicon("words.txt", "[one]\na").words("two")
