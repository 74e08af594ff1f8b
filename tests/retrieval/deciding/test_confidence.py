"""One number between 0 and 1 that tells whether the answer is there."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.confidence import MODEL
from bot.retrieval.model import Evidence
from bot.retrieval.question import Question
from tests.retrieval.conftest import article_of

TOLERANCE = 0.15
"""By how much unrelated articles may move the confidence: their idf moves the question's mass."""

KNOWN = ["who", "when", "how", "many", "ferry", "Kim", "Pyongyang", "22", "March", "of", "the", "%"]

QUESTIONS = [
    pytest.param("Who is the chief engineer of the ports authority?", "chief engineer", id="who"),
    pytest.param("How many fishing boats did the storm sink?", "fishing boats", id="how-many"),
    pytest.param("When was the MV Gannet built?", "built in 1987", id="when"),
    pytest.param("What raise does the streetcar union want?", "raise of 12 percent", id="what"),
    pytest.param("Which lines are buses running on?", "Red and Green", id="which"),
    pytest.param("What does the defence treaty promise?", "mutual assistance", id="treaty"),
    pytest.param("When will the ceasefire take effect?", "ceasefire", id="ceasefire"),
    pytest.param("Did Putin thank North Korea for its solidarity?", "solidarity", id="whether"),
]


def without(articles: tuple[Article, ...], phrase: str) -> Corpus:
    """Build a corpus without the paragraphs that hold `phrase`."""
    kept = [
        replace(each, paragraphs=tuple(text for text in each.paragraphs if phrase not in text))
        for each in articles
    ]
    assert sum(len(each.paragraphs) for each in kept) < sum(len(a.paragraphs) for a in articles)
    return Corpus.build(kept)


def unrelated(count: int) -> list[Article]:
    """Make articles about orchards, kitchens and choirs, all with different words in them."""
    things = ["orchard", "kitchen", "choir", "beehive", "loom", "saddle", "teapot", "meadow"]
    doings = ["blossomed", "gleamed", "hummed", "swarmed", "creaked", "cooled", "whistled"]
    return [
        article_of(
            f"A {things[n % 8]} {doings[n % 7]} beside the {things[(n + 3) % 8]} in spring. "
            f"Gardeners praised its {things[(n + 5) % 8]}, numbered {n + 100}, with a song.",
            f"Nobody minded that the {things[(n + 1) % 8]} {doings[(n + 2) % 7]} all summer.",
            name=f"unrelated-{n:03}.txt",
        )
        for n in range(count)
    ]


@given(st.text())
def test_any_text_has_a_confidence_between_0_and_1(news_corpus: Corpus, text: str) -> None:
    assert 0 <= answer(news_corpus, Question.parse(text)).confidence <= 1


@given(st.lists(st.sampled_from(KNOWN), max_size=12))
def test_any_question_of_known_words_has_a_confidence_between_0_and_1(
    news_corpus: Corpus, words: list[str]
) -> None:
    assert 0 <= answer(news_corpus, Question.parse(" ".join(words))).confidence <= 1


@given(*[st.floats(0, 1.5)] * 4)
def test_more_that_speaks_for_a_passage_never_lowers_the_confidence(
    grams: float, words: float, missing: float, margin: float
) -> None:
    evidence = Evidence(grams, words, missing, margin)
    confidence = MODEL.confidence(evidence)
    assert 0 < confidence < 1
    assert MODEL.confidence(replace(evidence, grams=grams + 0.1)) >= confidence
    assert MODEL.confidence(replace(evidence, words=words + 0.1)) >= confidence
    assert MODEL.confidence(replace(evidence, missing=missing + 0.1)) <= confidence
    assert MODEL.confidence(replace(evidence, margin=margin + 0.1)) >= confidence


@pytest.mark.parametrize(("question", "phrase"), QUESTIONS)
def test_confidence_falls_when_the_paragraph_that_answers_is_taken_away(
    news: tuple[Article, ...], news_corpus: Corpus, question: str, phrase: str
) -> None:
    there = answer(news_corpus, Question.parse(question))
    assert phrase in there.quotes[0].passage.text
    assert answer(without(news, phrase), Question.parse(question)).confidence < there.confidence


@pytest.mark.parametrize(("question", "phrase"), QUESTIONS)
def test_unrelated_articles_hardly_move_the_confidence(
    news: tuple[Article, ...], news_corpus: Corpus, question: str, phrase: str
) -> None:
    alone = answer(news_corpus, Question.parse(question))
    among = answer(Corpus.build([*news, *unrelated(150)]), Question.parse(question))
    assert among.quotes[0].passage == alone.quotes[0].passage
    assert phrase in among.quotes[0].passage.text
    assert among.confidence == pytest.approx(alone.confidence, abs=TOLERANCE)


@pytest.mark.parametrize(
    "question", ["What did China say about the meeting?", "How many people live in Seoul?"]
)
def test_unrelated_articles_do_not_make_up_confidence(
    news: tuple[Article, ...], news_corpus: Corpus, question: str
) -> None:
    alone = answer(news_corpus, Question.parse(question)).confidence
    among = answer(Corpus.build([*news, *unrelated(150)]), Question.parse(question)).confidence
    assert among == pytest.approx(alone, abs=TOLERANCE)


def test_the_threshold_decides_whether_it_is_answered(news_corpus: Corpus) -> None:
    question = "When will the ferry sail again?"
    confidence = answer(news_corpus, Question.parse(question)).confidence
    assert 0 < confidence < 1
    assert answer(news_corpus, Question.parse(question), threshold=confidence).answered
    assert not answer(
        news_corpus, Question.parse(question), threshold=math.nextafter(confidence, 2)
    ).answered


def test_without_a_passage_nothing_is_answered_whatever_the_threshold(news_corpus: Corpus) -> None:
    nothing = answer(news_corpus, Question.parse("zyxwv qqqqq"), threshold=0)
    assert not nothing.answered
    assert nothing.confidence == 0
    assert nothing.quotes == ()


def test_an_unanswered_question_still_shows_what_came_nearest(news_corpus: Corpus) -> None:
    nearest = answer(news_corpus, Question.parse("What did China say about the meeting?"), top=5)
    assert not nearest.answered
    assert len(nearest.quotes) == 5
    scores = [quote.score for quote in nearest.quotes]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("top", [1, 3, 5])
def test_no_more_than_top_passages_are_quoted_and_they_do_not_change_the_confidence(
    news_corpus: Corpus, top: int
) -> None:
    given_top = answer(news_corpus, Question.parse("What did Kim and Shoigu discuss?"), top=top)
    assert len(given_top.quotes) == top
    assert (
        given_top.confidence == answer(news_corpus, Question.parse(given_top.question)).confidence
    )
