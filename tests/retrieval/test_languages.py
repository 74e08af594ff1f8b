"""Articles and questions in many languages, side by side in one corpus."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.articles.model import Article
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.confidence import MODEL, MODEL_ELSEWHERE, model_for
from bot.retrieval.question import Question
from bot.retrieval.text.question_analysis import analyse_question
from tests.retrieval.conftest import article_of

FILES = sorted((Path(__file__).parents[1] / "languages").glob("*.txt"))
LANGUAGES = [path.stem for path in FILES]


@dataclass(frozen=True, slots=True)
class Written:
    """A question about one of the written articles, and the words that its answer holds."""

    text: str
    gold: str
    article: str


def _read(path: Path) -> tuple[list[Article], list[Written]]:
    """Read `# title`, paragraphs, and `? question = words of the answer`."""
    articles: list[Article] = []
    questions: list[Written] = []
    for block in path.read_text("utf-8").split("# ")[1:]:
        name = f"{path.stem}-{len(articles) + 1}.txt"
        _, *lines = block.splitlines()
        articles.append(article_of(*(line for line in lines if line[0] != "?"), name=name))
        for line in lines:
            if line[0] == "?":
                text, gold = line[2:].rsplit(" = ", 1)
                questions.append(Written(text, gold, name))
    return articles, questions


READ = {path.stem: _read(path) for path in FILES}
ARTICLES = [article for articles, _ in READ.values() for article in articles]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Build one corpus of all the languages."""
    return Corpus.build(ARTICLES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_find_their_sentence_and_know_it(corpus: Corpus, language: str) -> None:
    questions = READ[language][1]
    answers = [answer(corpus, Question.parse(question.text)) for question in questions]
    right = [
        given_answer.quotes[0].passage.article.name == question.article
        and question.gold in given_answer.quotes[0].passage.text
        for question, given_answer in zip(questions, answers, strict=True)
    ]
    assert sum(right) >= 0.8 * len(questions)
    assert sum(given_answer.answered for given_answer in answers) >= 0.8 * len(questions)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_silence_where_the_article_is_missing(language: str) -> None:
    articles, questions = READ[language]
    without = {
        article.name: Corpus.build([other for other in ARTICLES if other.name != article.name])
        for article in articles
    }
    silent = [
        not answer(without[asked.article], Question.parse(asked.text)).answered
        for asked in questions
    ]
    assert sum(silent) >= 0.9 * len(questions)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("Welche Krankheit hatte die Malerin?", ("krankheit", "malerin"), id="de"),
        pytest.param("¿Dónde está la ballena?", ("ballena",), id="es"),
        pytest.param("彼女はどこで味噌を作る？", ("で味", "味噌", "噌を", "を作", "作る"), id="ja"),
        pytest.param("大熊猫为什么吃竹子？", ("大熊", "熊猫", "吃竹", "竹子"), id="zh"),
        pytest.param("Who is in La La Land?", ("la", "la", "land"), id="en"),
        pytest.param(
            "Скільки років у якому полку він служив?", ("років", "полку", "служив"), id="uk"
        ),
        pytest.param("राम कब और कहाँ गया?", ("राम",), id="hi"),
        pytest.param("Đền tháp cao bao nhiêu mét?", ("đền", "thap", "met"), id="vi-phrase"),
    ],
)
def test_words_of_grammar_are_left_out_of_a_question(question: str, words: tuple[str, ...]) -> None:
    assert analyse_question(question).content == words


@pytest.mark.parametrize(
    ("question", "text", "in_english"),
    [
        pytest.param("Who wrote the song?", "Anna wrote the song – quickly.", True, id="en"),
        pytest.param("Хто написав пісню?", "Пісню написала Ганна.", False, id="uk"),
        pytest.param("Wer schrieb das Lied?", "Das Lied schrieb Käthe für ihn.", False, id="de"),
        pytest.param("lied käthe", "Das Lied schrieb Käthe für ihn.", False, id="no-sign"),
        pytest.param("song anna", "Anna wrote the song – quickly.", True, id="no-sign-in-english"),
    ],
)
def test_english_and_other_languages_are_judged_by_models_of_their_own(
    question: str, text: str, *, in_english: bool
) -> None:
    found = answer(Corpus.build([article_of(text)]), Question.parse(question)).quotes[0]
    assert found.evidence is not None
    assert found.evidence.other_language == (not in_english)
    assert (model_for(found.evidence) is MODEL) is in_english
    assert (model_for(found.evidence) is MODEL_ELSEWHERE) is not in_english


def test_a_question_of_grammar_alone_keeps_its_words() -> None:
    assert analyse_question("¿Dónde está?").analysis.words
