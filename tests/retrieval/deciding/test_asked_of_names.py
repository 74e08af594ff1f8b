"""Silence where an article names somebody, but does not say what is asked of them."""

from dataclasses import replace

import pytest

from bot.config.model import DEFAULT_THRESHOLD
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.asked_of_names import is_of_a_stranger, names_without_the_fact
from bot.retrieval.deciding.confidence import MODEL
from bot.retrieval.model import Evidence
from bot.retrieval.question import Question

TANABE = "Seismologist Keiko Tanabe said the tremors had begun, but a warning went unanswered."
BAGSHAW = "“We melt sand,” said Tom Bagshaw, who has been there for thirty-one years."


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What is the weather in Pyongyang?", id="noun"),
        pytest.param("what is the weather in pyongyang", id="lower-case"),
        pytest.param("WHAT’S THE WEATHER IN PYONGYANG?", id="upper-case"),
        pytest.param("What is the population of Saint Orra?", id="population"),
        pytest.param("How old is Mayor Lindqvist?", id="number"),
        pytest.param("When was Donald Trump elected?", id="date"),
        pytest.param("Where does Hector Salas live?", id="place"),
    ],
)
def test_what_is_not_said_of_a_name_is_not_answered_by_another_sentence_about_it(
    news_corpus: Corpus, question: str
) -> None:
    found = answer(news_corpus, Question.parse(question))
    assert found.quotes
    assert not found.answered


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Who is Sergei Shoigu?", id="nothing-but-a-name"),
        pytest.param("What did Putin thank North Korea for?", id="what-happened-in-own-words"),
        pytest.param("When was the MV Gannet built?", id="word-that-is-said"),
        pytest.param("What is the return fare for foot passengers?", id="no-name"),
    ],
)
def test_what_is_said_is_answered(news_corpus: Corpus, question: str) -> None:
    assert answer(news_corpus, Question.parse(question)).answered


@pytest.mark.parametrize(
    ("question", "text", "known", "unsaid"),
    [
        pytest.param("Where was Keiko Tanabe born?", TANABE, {"born": 0.0}, True, id="title"),
        pytest.param("When was Keiko Tanabe born?", TANABE, {"born": 0.0}, True, id="no-date"),
        pytest.param("How old is Tom Bagshaw?", BAGSHAW, {"old": 0.5}, False, id="number-there"),
        pytest.param("Who hired Tom Bagshaw?", BAGSHAW, {"hired": 0.2}, True, id="only-himself"),
        pytest.param("Who hired Tom Bagshaw?", BAGSHAW, {"hired": 0.6}, False, id="another-form"),
        pytest.param("Why did Tom Bagshaw leave?", BAGSHAW, {"leave": 0.0}, False, id="why"),
        pytest.param("What is the wage?", BAGSHAW, {"wage": 0.0}, False, id="no-name"),
        pytest.param("", "", {}, False, id="empty"),
    ],
)
def test_a_name_is_without_the_fact_where_neither_a_word_nor_the_kind_of_thing_is_there(
    question: str, text: str, known: dict[str, float], unsaid: bool
) -> None:
    names = {"keiko": 1.0, "tanabe": 1.0} if text is TANABE else {"tom": 1.0, "bagshaw": 1.0}
    said = {word: share for word, share in names.items() if word in question.casefold()}
    assert names_without_the_fact(Question.parse(question), text, said | known) is unsaid


def test_a_name_without_the_fact_is_below_the_default_threshold_however_sure_the_rest_is() -> None:
    sure = Evidence(grams=1.4, words=1.0, missing=0.0, margin=5.0)
    assert MODEL.confidence(sure) > DEFAULT_THRESHOLD
    assert MODEL.confidence(replace(sure, names_without_the_fact=1.0)) < DEFAULT_THRESHOLD


@pytest.mark.parametrize(
    ("question", "known", "expected"),
    [
        pytest.param("what did elon musk say about twitter", {"twitter"}, True, id="unknown"),
        pytest.param("What did Tom Bagshaw say about sand?", {"bagshaw"}, False, id="half-known"),
        pytest.param("Who is Elon Musk?", set[str](), False, id="not-speech"),
    ],
)
def test_the_words_of_somebody_whom_no_article_names_are_asked_of_a_stranger(
    question: str, known: set[str], expected: bool
) -> None:
    assert is_of_a_stranger(Question.parse(question), known.__contains__) is expected
