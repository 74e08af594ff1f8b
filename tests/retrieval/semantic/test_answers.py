"""What is answered, and in which order, where meanings are compared."""

from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality.own_words import ROOT, Case, Outcome, outcomes, read_cases
from bot.articles.model import Article
from bot.config.model import DEFAULT_THRESHOLD
from bot.retrieval.answers.answering import answer
from bot.retrieval.answers.follow_ups import Search, answer_after
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.confidence import MODEL_WITH_MEANING
from bot.retrieval.model import Evidence
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever
from bot.retrieval.semantic.meaning import Embedder
from bot.retrieval.semantic.models import Models
from tests.retrieval.conftest import article_of
from tests.retrieval.test_languages import READ
from tests.retrieval.test_seed_questions import ANSWERED, UNANSWERED

CASES = read_cases(ROOT / "benchmarks" / "quality" / "own_words.jsonl")
ANSWERABLE = [case for case in CASES if case.any_of]


@pytest.fixture(scope="module")
def models(embedder: Embedder) -> Models:
    """Open the models that are shipped."""
    factory = import_module("bot.retrieval.reading.factory")
    return Models(embedder, factory.open_shipped_reader(factory.shipped_weights()))


@pytest.fixture(scope="module")
def corpus(news: tuple[Article, ...], models: Models) -> Corpus:
    """Build the news, with what it means and a reader."""
    return Corpus.build(news, models)


def found_first(corpus: Corpus, cases: list[Case]) -> list[Outcome]:
    return [one for one in outcomes(corpus, cases) if one.rank == 1]


def test_more_questions_in_own_words_find_their_sentence(
    news_corpus: Corpus, corpus: Corpus
) -> None:
    plain, semantic = found_first(news_corpus, ANSWERABLE), found_first(corpus, ANSWERABLE)
    assert len(semantic) >= 40 > len(plain)


def test_of_questions_in_own_words_without_an_answer_nearly_none_is_answered(
    corpus: Corpus,
) -> None:
    others = outcomes(corpus, (case for case in CASES if not case.any_of))
    assert sum(one.answered for one in others) <= 1


@pytest.fixture(scope="module")
def alone(seed_corpus: Corpus, models: Models) -> Corpus:
    """Build the shipped article, with what it means and a reader."""
    return Corpus.build(seed_corpus.articles, models)


def test_the_shipped_article_still_answers_what_it_can(alone: Corpus) -> None:
    results = [(answer(alone, Question.parse(question)), phrase) for question, phrase in ANSWERED]
    right = [phrase in result.quotes[0].passage.text for result, phrase in results]
    assert sum(right) >= len(ANSWERED) - 1
    assert sum(result.answered for result, _ in results) >= len(ANSWERED) - 1


@pytest.mark.parametrize("question", UNANSWERED)
def test_what_the_shipped_article_does_not_say_is_still_not_answered(
    alone: Corpus, question: str
) -> None:
    assert not answer(alone, Question.parse(question)).answered


def test_a_sentence_that_shares_no_word_with_the_question_is_found(embedder: Embedder) -> None:
    corpus = Corpus.build([article_of("The ferry sank.", "Bread is dear.")], Models(embedder))
    for question in ("Any boats lost?", "Ferry disasters?"):
        found = answer(corpus, Question.parse(question), threshold=0).quotes[0]
        assert found.passage.text == "The ferry sank."


def test_passages_come_with_falling_scores(corpus: Corpus) -> None:
    scores = [
        quote.score
        for quote in answer(corpus, Question.parse(ANSWERABLE[0].question), top=10).quotes
    ]
    assert len(scores) > 5
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("language", [each for each in READ if each != "en"])
def test_without_a_model_for_it_what_is_not_english_is_answered_by_words(
    english_only: Embedder, language: str
) -> None:
    articles, questions = READ[language]
    plain, semantic = Corpus.build(articles), Corpus.build(articles, Models(english_only))
    for question in questions:
        assert answer(semantic, Question.parse(question.text)) == answer(
            plain, Question.parse(question.text)
        )


@given(text=st.text())
def test_any_text_has_a_confidence_between_0_and_1(corpus: Corpus, text: str) -> None:
    assert 0 <= answer(corpus, Question.parse(text)).confidence <= 1


def test_each_part_of_the_evidence_has_its_sign() -> None:
    least = MODEL_WITH_MEANING.confidence(Evidence(**zeros()))
    for part in ("grams", "words", "margin", "cosine"):
        assert MODEL_WITH_MEANING.confidence(Evidence(**{**zeros(), part: 0.5})) > least
    assert MODEL_WITH_MEANING.confidence(Evidence(**{**zeros(), "missing": 0.5})) < least


def zeros() -> dict[str, float]:
    return dict.fromkeys(("grams", "words", "missing", "margin", "cosine"), 0.0)


@pytest.mark.parametrize("question", ["how old is she?", "where does she live?"])
def test_a_pronoun_beside_hardly_another_word_is_read_as_the_person_quoted(
    models: Models, question: str
) -> None:
    keeper = "Keeper Martha Inglis, 67, has lived in the tower since 1989."
    other = article_of("Kestrel needs Python 3.11.", "Logs rotate every night.", name="b.txt")
    lamp = article_of("Residents voted to keep the lamp lit.", keeper, "Salt has cracked the lens.")
    corpus = CorpusRetriever.build([lamp, other], models)
    quoted = [one for one in corpus.passages if one.text == keeper]
    given = answer_after(Search(corpus, 3, DEFAULT_THRESHOLD), Question.parse(question), quoted)
    assert given.answered
    assert given.quotes[0].passage.text == keeper
