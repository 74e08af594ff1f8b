"""Questions that only the form of a sentence can answer."""

import pytest

from bot.articles.model import Article
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question

TALKS = Article(
    "talks.txt",
    "Talks",
    (
        "Shoigu relayed a message to Kim. Shoigu left on Friday.",
        "Kim met Sergei Shoigu, Russia’s Security Council secretary, in the capital.",
        "“We want peace,” Kim said on Friday.",
    ),
)


@pytest.mark.parametrize(
    ("question", "phrase"),
    [("who is shoigu", "Security Council secretary"), ("What did Kim say?", "We want peace")],
)
def test_a_description_or_the_own_words_of_somebody_answer(question: str, phrase: str) -> None:
    found = answer(Corpus.build([TALKS]), Question.parse(question))
    assert found.answered
    assert phrase in found.quotes[0].passage.text


def test_who_is_only_named_is_not_described() -> None:
    named = Article("named.txt", "Named", ("Shoigu left on Friday.", "It rained."))
    found = answer(Corpus.build([named]), Question.parse("who is shoigu"), threshold=1.0)
    assert not found.answered
