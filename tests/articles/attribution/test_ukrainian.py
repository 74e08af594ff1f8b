"""Whom Ukrainian texts name as their sources, and whom pronouns and quotations leave it to."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.said_by import match
from bot.articles.attribution import Attribution, find_sources, speakers_of
from bot.articles.attribution.pattern_files import PatternError, parse_patterns
from bot.articles.attribution.patterns import Pattern
from bot.articles.attribution.ukrainian.finding import sources_by
from bot.articles.attribution.ukrainian.words import known_words
from bot.articles.model import Role
from bot.articles.sentences import passages_of
from tests.retrieval.conftest import article_of


def names(text: str) -> list[str]:
    return [source.name for source in find_sources(text, "uk")]


def attributed(*paragraphs: str) -> list[Attribution]:
    return list(speakers_of(passages_of(article_of(*paragraphs))))


PATTERNS = sorted(
    {pattern for some in known_words().patterns.by_word.values() for pattern in some},
    key=lambda pattern: pattern.line,
)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: f"line-{pattern.line}")
def test_every_pattern_has_an_example_that_it_gives_the_sources_of(pattern: Pattern) -> None:
    assert names(pattern.example) == list(pattern.sources)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: f"line-{pattern.line}")
def test_no_example_keeps_its_sources_without_its_pattern(pattern: Pattern) -> None:
    others = known_words().patterns.without(pattern)
    found = [source.name for source in sources_by(others, pattern.example)]
    assert found != list(pattern.sources)


@pytest.mark.parametrize(("name", "recall"), [("ukrainian", 0.97), ("ukrainian-held-out", 0.9)])
def test_of_the_sentences_most_sources_are_found_and_hardly_one_is_wrong(
    name: str, recall: float
) -> None:
    lines = Path(__file__).with_name(f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    given = right = total = 0
    for case in map(json.loads, lines):
        gold = [*case["said_by"], *case["via"]]
        found = names(case["text"])
        wrong, _ = match(found, gold)
        given, total = given + len(found), total + len(gold)
        right += len(found) - len(wrong)
    assert right / given >= 0.95
    assert right / total >= recall


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Міст збудували 1936 року.",
        "Директор не відповів на запитання.",
        "Не повідомляється, скільки людей загинуло.",
        "«Мер сказав, що міст закрито",
        "Кажуть, що зима буде теплою.",
    ],
)
def test_no_source_is_named_where_the_text_gives_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("outlet", ["Укрінформ", "Суспільне", "Reuters", "агентство AP", "УНІАН"])
def test_an_outlet_is_told_from_a_speaker(outlet: str) -> None:
    found = find_sources(f"Міст відкрито, повідомляє {outlet}.", "uk")
    assert [(source.name, source.role) for source in found] == [(outlet, Role.OUTLET)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Олена Гук сказала, що стіна впала. Вона додала, що стіна стара.", "Олена Гук"),
        ("Мер Іван Гук сказав, що стіна впала. Він додав, що стіна стара.", "Мер Іван Гук"),
        ("Мешканці кажуть, що стіна впала. Вони додали, що вона стара.", "Мешканці"),
        ("«Стіна впала», — сказала Олена Гук. «Вона була стара».", "Олена Гук"),
    ],
)
def test_a_pronoun_and_a_quotation_get_the_speaker_before(text: str, name: str) -> None:
    assert attributed(text)[1] == Attribution((name,), inferred=True)


def test_a_pronoun_does_not_get_a_name_of_another_gender() -> None:
    text = "Олена Ковальська сказала, що стіна впала. Він додав, що стіна стара."
    assert attributed(text)[1].said_by == ()


def test_a_dialogue_has_the_speakers_that_its_dashes_bring() -> None:
    assert names("— Коли ви приїхали? — запитав слідчий.") == ["слідчий"]
    assert names("— Учора, — відповіла Олена.") == ["Олена"]


@given(
    st.lists(
        st.sampled_from(
            ["мер", "Олена", "заявив", ",", "що", "«", "»", "—", "у", "за", "словами", "."]
        )
    ).map(" ".join)
)
def test_every_source_is_the_text_at_its_place_in_order_and_apart(text: str) -> None:
    found = find_sources(text, "uk")
    assert all(text[source.start : source.end] == source.name for source in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{ <verbs>\n= A. [A]", "line 1: no section <verbs>"),
        ("{ <verb>", "line 1: a pattern needs an example"),
        ("{ ~\n= A. [A]", "line 1: a pattern begins with words"),
        ("a1\n= A. [A]", "line 1: 'a1' is no element"),
    ],
)
def test_a_malformed_pattern_says_what_is_wrong_and_where(text: str, problem: str) -> None:
    with pytest.raises(PatternError, match=problem):
        parse_patterns("patterns.txt", text, {"verb": ["says"]})
