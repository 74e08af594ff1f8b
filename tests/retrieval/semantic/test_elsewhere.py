"""What is answered where articles in other languages than English are compared by meaning."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.quality.own_words import ROOT, outcomes, read_cases
from bot.articles.model import Article, Passage
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.confidence import MODEL_ELSEWHERE_WITH_MEANING, model_for
from bot.retrieval.model import Stage
from bot.retrieval.question import Question
from bot.retrieval.semantic.meaning import ELSEWHERE, Embedder, Rows
from bot.retrieval.semantic.models import Models
from tests.retrieval.conftest import article_of
from tests.retrieval.deciding.test_judging import ByWords, LikesWord
from tests.retrieval.test_languages import ARTICLES, LANGUAGES, READ


@pytest.fixture(scope="module")
def models(embedder: Embedder) -> Models:
    """Open the models that are shipped."""
    factory = import_module("bot.retrieval.reading.factory")
    return Models(embedder, factory.open_shipped_reader(factory.shipped_weights()))


@pytest.fixture(scope="module")
def corpus(models: Models) -> Corpus:
    """Build one corpus of all the languages."""
    return Corpus.build(ARTICLES, models)


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_find_their_sentence_and_know_it(corpus: Corpus, language: str) -> None:
    questions = READ[language][1]
    answers = [answer(corpus, Question.parse(question.text)) for question in questions]
    right = [
        question.gold in found.quotes[0].passage.text
        for question, found in zip(questions, answers, strict=True)
    ]
    assert sum(right) >= 0.8 * len(questions)
    assert sum(found.answered for found in answers) >= 0.9 * len(questions)
    assert all(found.stage is Stage.MEANING for found in answers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_silence_where_the_article_is_missing(
    corpus: Corpus, models: Models, language: str
) -> None:
    articles, questions = READ[language]
    without: dict[str, Corpus] = {}
    for article in articles:
        others = [other for other in ARTICLES if other.name != article.name]
        without[article.name] = Corpus.build(others, models, previous=corpus)
    silent = [
        not answer(without[asked.article], Question.parse(asked.text)).answered
        for asked in questions
    ]
    assert sum(silent) >= 0.9 * len(questions)


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("Gab es Tote?", ("Ein Brot kostet zwei Euro.", "Alle Opfer konnten gerettet werden.")),
        ("Скільки людей загинуло?", ("Хліб коштує два євро.", "Жертв удалося уникнути.")),
    ],
)
def test_a_sentence_that_shares_no_word_with_the_question_is_found(
    models: Models, question: str, sentences: tuple[str, ...]
) -> None:
    corpus = Corpus.build([article_of(*sentences)], models)
    found = answer(corpus, Question.parse(question), threshold=0).quotes[0]
    assert found.passage.text == sentences[-1]
    assert found.evidence
    assert model_for(found.evidence) is MODEL_ELSEWHERE_WITH_MEANING


def test_english_questions_are_answered_beside_other_languages_as_without(
    news: tuple[Article, ...], models: Models
) -> None:
    cases = read_cases(ROOT / "benchmarks" / "quality" / "own_words.jsonl")[::6]
    alone = Corpus.build(news, models)
    beside = Corpus.build([*news, *READ["de"][0], *READ["uk"][0]], models, previous=alone)
    first, second = list(outcomes(alone, cases)), list(outcomes(beside, cases))
    assert [one.rank == 1 for one in first] == [one.rank == 1 for one in second]


class Elsewhere(ByWords):
    """Marks its rows as made by the model for other languages, if it has read any in one."""

    def __init__(self, *, reads: bool = True) -> None:
        super().__init__()
        self.asked: list[bool] = []
        self._reads = reads

    def embed_passages(
        self, passages: Sequence[Passage], known: Mapping[bytes, Rows]
    ) -> Iterator[tuple[int, bytes, Rows]]:
        for first, key, rows in super().embed_passages(passages, known):
            if self._reads:
                rows[:, 0] = ELSEWHERE
            yield first, key, rows

    def embed_question(self, question: str, *, elsewhere: bool = False) -> NDArray[np.float32]:
        self.asked.append(elsewhere)
        vector = super().embed_question(question)
        vector[0] = 0
        return vector


def test_what_is_in_another_language_is_not_given_to_the_reader() -> None:
    reader = LikesWord("Brücke")
    models = Models(Elsewhere(), reader)
    corpus = Corpus.build([article_of("Die Brücke fiel in den Fluss.")], models)
    found = answer(corpus, Question.parse("Wohin fiel die Brücke?"))
    assert found.stage is Stage.MEANING
    assert reader.read_texts == []


def test_a_question_in_another_language_opens_no_model_where_no_article_is_in_one() -> None:
    embedder = Elsewhere(reads=False)
    corpus = Corpus.build([article_of("The ferry sank.")], Models(embedder))
    assert not answer(corpus, Question.parse("Хто написав цю пісню?")).answered
    assert True not in embedder.asked
