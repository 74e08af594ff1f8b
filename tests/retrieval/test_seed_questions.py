"""The shipped article: the questions that it answers, and those that it does not."""

import pytest

from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question

ANSWERED = [
    ("Who did Kim Jong Un meet in Pyongyang?", "a top Russian security official in Pyongyang"),
    ("When did Kim and Shoigu meet?", "The 22 March meeting between Kim and Sergei Shoigu"),
    ("What did Putin thank North Korea for?", "who expressed gratitude for North Korea’s"),
    (
        "What does the treaty promise?",
        "which promises mutual assistance in the event of aggression",
    ),
    ("Which topics were discussed by Kim and Shoigu?", "discussed several topics"),
    ("Have Ukraine and Russia agreed to a ceasefire?", "agreed in principle to a limited"),
    ("When will the ceasefire take effect?", "it remains unclear when the ceasefire will take"),
    ("What did the KCNA report?", "official Korean Central News Agency reported"),
    ("Who is Sergei Shoigu?", "Russia’s Security Council secretary"),
    (
        "Where was the mutual defence treaty signed?",
        "signed at a summit last year in Pyongyang",
    ),
    (
        "did north korea send more soldiers to russia",
        "North Korea likely sent more troops to Russia",
    ),
    (
        "Who spoke with the leaders of both countries?",
        "after US President Donald Trump spoke with the leaders",
    ),
    ("What did Kim say?", "reported that Kim claimed"),  # hardly a word to find it by but the name
]
UNANSWERED = [
    "Who won the football world cup?",
    "How many people live in Seoul?",
    "What did China say about the meeting?",
    "what is the capital of france",
]


@pytest.mark.parametrize(("question", "phrase"), ANSWERED, ids=[each[0] for each in ANSWERED])
def test_the_right_sentence_is_first(seed_corpus: Corpus, question: str, phrase: str) -> None:
    result = answer(seed_corpus, Question.parse(question))
    assert phrase in result.quotes[0].passage.text
    assert result.answered


@pytest.mark.parametrize("question", UNANSWERED)
def test_what_the_article_does_not_say_is_not_answered(seed_corpus: Corpus, question: str) -> None:
    assert not answer(seed_corpus, Question.parse(question)).answered


def test_the_article_is_the_one_that_is_shipped(seed_corpus: Corpus) -> None:
    (article,) = seed_corpus.articles
    assert article.name == "000_942e80972d68acaf.txt"
    assert len(article.related) == 6


@pytest.mark.parametrize(
    ("question", "said_by"),
    [
        ("who said kim supports russia", "North Korean state media"),
        ("who reported that kim and shoigu met", "North Korean and Russian state media"),
    ],
)
def test_who_said_it_is_marked_and_not_another_name(
    seed_corpus: Corpus, question: str, said_by: str
) -> None:
    first = answer(seed_corpus, Question.parse(question)).quotes[0]
    assert first.highlight is not None
    assert first.passage.text[slice(*first.highlight)] == said_by
