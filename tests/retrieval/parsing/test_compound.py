"""Several questions in one clause."""

import pytest

from bot.retrieval.parsing.compound import parts_of


def test_questions_that_are_joined_are_several() -> None:
    assert parts_of("Who did the study and where was it published?") == (
        "Who did the study?",
        "where was it published?",
    )
    assert parts_of("хто збудував міст і скільки він коштував") == (
        "хто збудував міст",
        "скільки він коштував",
    )
    assert parts_of("how do i cancel and do i get my money back?") == (
        "how do i cancel?",
        "do i get my money back?",
    )


@pytest.mark.parametrize(
    "clause",
    [
        "When and where was the treaty signed?",
        "Who met Kim and Shoigu?",
        "Which player got a penalty, which gave them a new set?",
        "The man who came and what he said",
        "Who was born in Tarn and is the author of three books?",
    ],
)
def test_one_question_stays_one(clause: str) -> None:
    assert parts_of(clause) == (clause,)
