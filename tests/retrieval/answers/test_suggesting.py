"""'Did you mean': words that no article has, but nearly has."""

import pytest

from bot.config.model import DEFAULT_THRESHOLD
from bot.retrieval.answers.suggesting import near_words, suggest
from bot.retrieval.model import Correction
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever
from tests.retrieval.conftest import article_of


def corpus_of(*paragraphs: str) -> CorpusRetriever:
    """Index one article."""
    return CorpusRetriever.build([article_of(*paragraphs)])


def suggested(corpus: CorpusRetriever, question: str) -> Correction | None:
    asked = Question.parse(question)
    given = corpus.answer(asked, top=6, threshold=DEFAULT_THRESHOLD)
    near = near_words(corpus, asked)
    return suggest(corpus, asked, near, given, threshold=DEFAULT_THRESHOLD)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Shoygu", "Shoigu"),
        ("shoygu", "Shoigu"),
        ("Pyonyang", "Pyongyang"),
        ("Pyongynag", "Pyongyang"),
        ("Kremlim", "Kremlin"),
    ],
)
def test_a_word_that_is_nearly_known_is_put_right_as_the_articles_spell_it(
    typed: str, meant: str
) -> None:
    corpus = corpus_of("The Kremlin sent Sergei Shoigu to Pyongyang.", "Rain fell.")
    correction = suggested(corpus, f"What is the wish of {typed}'s friends?")
    assert correction is not None
    assert correction.question == f"What is the wish of {meant}'s friends?"
    assert correction.words == (meant,)


def test_several_words_are_put_right_together(seed_corpus: CorpusRetriever) -> None:
    correction = suggested(seed_corpus, "When did Shoygu visit Pyonyang?")
    assert correction is not None
    assert correction.question == "When did Shoigu visit Pyongyang?"
    assert correction.words == ("Shoigu", "Pyongyang")


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What did Shoigu say?", id="known"),
        pytest.param("What do boats want?", id="another-form"),
        pytest.param("Who is the goalkeeper?", id="nothing-near"),
        pytest.param("Is it a bet?", id="too-short"),
        pytest.param("Was it in 1923?", id="number"),
        pytest.param("Is there any wain there?", id="another-beginning"),
    ],
)
def test_nothing_is_offered_where_nothing_is_near(question: str) -> None:
    corpus = corpus_of("Sergei Shoigu bought a boat in 1922.", "Rain fell on Petra in Jordan.")
    assert suggested(corpus, question) is None


@pytest.mark.parametrize(
    ("question", "words"),
    [("Where did Kim meet Shoygu?", ("Shoigu",)), ("Who is Shoygu?", None)],
)
def test_an_answered_question_is_put_right_only_for_a_surer_answer(
    seed_corpus: CorpusRetriever, question: str, words: tuple[str, ...] | None
) -> None:
    asked = Question.parse(question)
    assert seed_corpus.answer(asked, top=1, threshold=DEFAULT_THRESHOLD).answered
    correction = suggested(seed_corpus, question)
    assert (correction and correction.words) == words


@pytest.mark.parametrize(
    ("question", "is_sure"),
    [
        pytest.param("What is the wish of Shoygu's friends?", True, id="sounds-the-same"),
        pytest.param("what is the wish of kremlim friends", True, id="one-slip"),
        pytest.param("What is the wish of Shoigo's friends?", False, id="perhaps-another-name"),
        pytest.param("what is the wish of the printer", False, id="a-word-of-its-own"),
    ],
)
def test_a_correction_is_sure_where_nothing_else_can_have_been_meant(
    question: str, is_sure: bool
) -> None:
    correction = suggested(
        corpus_of("The Kremlin sent Shoigu to Pyongyang.", "A painter fell."), question
    )
    assert correction is not None
    assert correction.is_sure is is_sure


def test_no_correction_is_sure_in_a_language_whose_words_are_not_known() -> None:
    corpus = corpus_of("Die Straße am Hafen wird im März gesperrt.", "Ein Maler fiel.")
    correction = suggested(corpus, "Wie viel Wasser wird gespart?")
    assert correction is None or not correction.is_sure
