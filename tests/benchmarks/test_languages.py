from pathlib import Path

import pytest

from benchmarks.quality.languages import Asked, ask_all, read_questions
from bot.retrieval.semantic.models import WORDS_ALONE

FILE = Path(__file__).parents[2] / "benchmarks" / "quality" / "languages.jsonl"


@pytest.fixture(scope="module")
def asked() -> list[Asked]:
    return read_questions(FILE)


def test_every_language_has_as_many_questions(asked: list[Asked]) -> None:
    languages = [one.language for one in asked]
    assert len(set(languages)) == 12
    assert {languages.count(language) for language in languages} == {40}


def test_every_answer_stands_in_its_paragraph_and_not_in_its_question(asked: list[Asked]) -> None:
    for one in asked:
        assert one.answer in one.article.paragraphs[0]
        assert one.answer not in one.question


def test_each_question_is_asked_with_and_without_its_article(asked: list[Asked]) -> None:
    thai = [one for one in asked if one.language == "th"]
    askings = list(ask_all(thai, WORDS_ALONE))
    assert sum(one.is_far for one in askings) == sum(not one.is_far for one in askings) == 40
    assert not any(one.is_right for one in askings if one.is_far)
