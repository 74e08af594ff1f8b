"""Who is quoted, and with which passages."""

from datetime import date

import pytest

from bot.articles.model import Article
from bot.articles.sentences import passages_of
from bot.retrieval.speeches import Speaker, find_speakers, speakers_called


def speakers(*texts: str) -> tuple[Speaker, ...]:
    """Read articles, each a day older than the one before."""
    articles = [
        Article(f"{day}.txt", f"Article {day}", (text,), published=date(2025, 1, 20 - day))
        for day, text in enumerate(texts)
    ]
    return find_speakers(articles, passages_of)


def said(speaker: Speaker) -> list[str]:
    return [speech.passage.text for speech in speaker.speeches]


def test_what_one_person_says_is_found_over_articles_newest_first() -> None:
    (roe,) = speakers("Mayor Ann Roe said it fell.", "Ann Roe said it stood.")
    assert said(roe) == ["Mayor Ann Roe said it fell.", "Ann Roe said it stood."]


def test_a_surname_is_that_of_the_full_name_in_its_article() -> None:
    (roe,) = speakers("Ann Roe said it fell. Police came. Roe added that it was old.")
    assert said(roe) == ["Ann Roe said it fell.", "Roe added that it was old."]


def test_a_surname_of_two_people_is_neither_s() -> None:
    found = speakers("Ann Roe said it fell. Ben Roe said it stood. Roe said it was old.")
    assert sorted(one.name for one in found) == ["Ann Roe", "Ben Roe", "Roe"]


def test_what_is_only_inferred_is_said_by_the_speaker_too() -> None:
    (roe,) = speakers("Ann Roe said it fell. She added that it was old.")
    assert len(roe.speeches) == 2


@pytest.mark.parametrize("name", ["Officials", "Recent reports", "police", "One poster"])
def test_nobody_in_particular_is_no_speaker(name: str) -> None:
    assert speakers(f"{name} said it fell.") == ()


def test_a_body_is_known_by_a_capital_inside_a_sentence() -> None:
    (body,) = speakers("Microsoft said it fell. A storm hit Microsoft.")
    assert body.name == "Microsoft"


def test_where_somebody_works_is_no_part_of_the_name() -> None:
    found = speakers(
        "Ann Roe of The Daily Times said it fell.", "Head of the Guild Ben Hay said why."
    )
    assert [sorted(one.terms) for one in found] == [["ann", "roe"], ["ben", "hay"]]


def test_who_is_quoted_most_comes_first() -> None:
    found = speakers("Ann Roe said it fell.", "Ben Hay said why. Mr. Hay said how.")
    assert [one.name for one in found] == ["Ben Hay", "Ann Roe"]


@pytest.mark.parametrize("typed", ["Ann Roe", "ann roe", "roe", "Ms Roe", "Mayor Ann Roe"])
def test_a_speaker_is_found_by_a_part_of_the_name(typed: str) -> None:
    found = speakers("Mayor Ann Roe said it fell.", "Ben Hay said why.")
    assert [one.name for one in speakers_called(found, typed)] == ["Mayor Ann Roe"]


@pytest.mark.parametrize("typed", ["", "?", "Max Orr"])
def test_nobody_is_found_by_another_name(typed: str) -> None:
    assert speakers_called(speakers("Mayor Ann Roe said it fell."), typed) == []
