"""Questions that go on from an answer."""

from collections.abc import Sequence

import pytest

from bot.articles.model import Article, Passage
from bot.config.model import DEFAULT_THRESHOLD
from bot.retrieval.answers.follow_ups import Search, answer_after
from bot.retrieval.model import Answer
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever
from tests.retrieval.conftest import article_of

BRIDGE = article_of(
    "The new bridge over the river opened on Monday in Novograd, the mayor said. It was late.",
    "It cost nine million euros. Two hundred workers took four years to build it.",
    "Nobody knows when the tolls end.",
    name="bridge.txt",
)
TUNNEL = article_of(
    "The tunnel under the hill was dug by miners from Silesia.",
    "It cost forty million euros, the ministry said.",
    name="tunnel.txt",
)
CORPUS = CorpusRetriever.build([TUNNEL, BRIDGE])


def sentence(article: Article, paragraph: int, number: int = 1) -> Passage:
    """Return a sentence of an article, both counted from 1."""
    found = CORPUS.passages_in(article)
    return next(one for one in found if (one.paragraph, one.sentence) == (paragraph, number))


OPENING, LATE, COST = sentence(BRIDGE, 1), sentence(BRIDGE, 1, 2), sentence(BRIDGE, 2)
DUG = sentence(TUNNEL, 1)


def follow(question: str, *quoted: Passage, corpus: CorpusRetriever = CORPUS) -> Answer:
    return answer_after(Search(corpus, 1, DEFAULT_THRESHOLD), Question.parse(question), quoted)


def texts(given: Answer) -> Sequence[str]:
    return [quote.passage.text for quote in given.quotes] if given.answered else []


@pytest.mark.parametrize(("before", "after"), [(OPENING, COST), (DUG, sentence(TUNNEL, 2))])
def test_the_article_of_the_answer_before_is_read_first(before: Passage, after: Passage) -> None:
    assert texts(follow("How many euros did it cost?", before)) == [after.text]


def test_what_that_article_does_not_answer_is_asked_of_all() -> None:
    followed = follow("Who dug the tunnel under the hill?", OPENING)
    assert texts(followed) == [DUG.text]
    assert not followed.in_context


def test_a_word_that_only_other_articles_have_is_about_them() -> None:
    followed = follow("How many million euros did the tunnel cost?", OPENING)
    assert texts(followed) == ["It cost forty million euros, the ministry said."]
    assert not followed.in_context


def test_a_question_about_a_pronoun_is_answered_by_that_article() -> None:
    assert texts(follow("How much did it cost?", OPENING)) == [COST.text]
    assert texts(follow("How much did it cost?", DUG)) == [sentence(TUNNEL, 2).text]


@pytest.mark.parametrize("question", ["Was it dug?", "Who dug it?"])
def test_a_question_about_a_pronoun_is_answered_by_no_other_article(question: str) -> None:
    followed = follow(question, OPENING)
    assert texts(followed) == []
    assert followed.in_context


@pytest.mark.parametrize("question", ["How much did it cost?", "Was it dug?", "Who dug it?"])
def test_without_an_answer_before_a_question_about_a_pronoun_has_none(question: str) -> None:
    followed = follow(question)
    assert texts(followed) == []
    assert followed.confidence == 0
    assert not followed.in_context


def test_where_there_is_one_article_a_pronoun_is_about_that() -> None:
    corpus = CorpusRetriever.build([BRIDGE])
    assert texts(follow("What did it cost?", corpus=corpus)) == [COST.text]
    assert texts(follow("and when?", corpus=corpus)) == []


def test_it_is_told_where_the_answer_before_made_the_answer() -> None:
    question = "How many million euros was the total cost?"
    first = follow(question)
    assert not first.in_context
    (same, other) = (OPENING, DUG) if texts(first) == [COST.text] else (DUG, OPENING)
    assert not follow(question, same).in_context
    assert follow(question, other).in_context


@pytest.mark.parametrize(
    ("question", "quoted", "answer"),
    [
        ("and when?", OPENING, OPENING),
        ("Where was that?", OPENING, OPENING),
        ("who said that?", OPENING, OPENING),
        ("how many?", COST, COST),
        pytest.param("And when?", LATE, OPENING, id="beside-it-in-its-paragraph"),
    ],
)
def test_a_bare_question_is_answered_by_what_was_quoted_or_stands_beside_it(
    question: str, quoted: Passage, answer: Passage
) -> None:
    followed = follow(question, quoted)
    assert texts(followed) == [answer.text]
    assert followed.in_context


@pytest.mark.parametrize(
    ("question", "marked"),
    [("and when?", "Monday"), ("Where was that?", "Novograd"), ("who said that?", "the mayor")],
)
def test_what_answers_a_bare_question_is_marked(question: str, marked: str) -> None:
    (quote,) = follow(question, OPENING).quotes
    assert quote.highlight is not None
    assert quote.passage.text[slice(*quote.highlight)] == marked


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        pytest.param("and when?", COST, id="no-date-in-the-paragraph"),
        pytest.param("where?", COST, id="no-place"),
        pytest.param("how many?", OPENING, id="no-number"),
        pytest.param("who said that?", DUG, id="no-source"),
        pytest.param("who is he?", OPENING, id="a-name-may-be-anything"),
        pytest.param("why?", OPENING, id="a-reason-has-no-form"),
    ],
)
def test_a_bare_question_that_these_do_not_answer_stays_unanswered(
    question: str, quoted: Passage
) -> None:
    followed = follow(question, quoted)
    assert texts(followed) == []
    assert followed.in_context


def test_a_day_is_no_number_and_a_date_no_place() -> None:
    article = article_of("The treaty was signed on 22 March in April by Kim.")
    corpus = CorpusRetriever.build([article])
    (signed,) = corpus.passages
    assert texts(follow("how many?", signed, corpus=corpus)) == []
    assert texts(follow("where?", signed, corpus=corpus)) == []


def test_articles_that_are_too_long_to_be_indexed_meanwhile_are_left_alone() -> None:
    long = article_of("It was late. " * 30_000, "It cost nine million euros.")
    corpus = CorpusRetriever.build([long, TUNNEL])
    assert not follow("and when?", corpus.passages[0], corpus=corpus).in_context


def test_the_answer_names_the_corpus_that_was_asked() -> None:
    followed = follow("How many euros did it cost?", OPENING)
    assert followed.corpus_version == CORPUS.version


DIG = article_of(
    "The museum’s director, Colin Baird, expects visitors from all over the country.",
    "Dr Aileen Ross led the dig. “Peat keeps out oxygen,” she said. The boat is very old.",
    "“We need a bigger hall,” Baird said.",
    name="dig.txt",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what did she say?", "“Peat keeps out oxygen,” she said."),
        ("who is she?", "Dr Aileen Ross led the dig."),
    ],
)
def test_a_pronoun_is_the_person_whom_the_quoted_sentence_names(question: str, answer: str) -> None:
    corpus = CorpusRetriever.build([DIG, TUNNEL])
    led = next(one for one in corpus.passages if one.text.startswith("Dr Aileen Ross"))
    assert texts(follow(question, led, corpus=corpus)) == [answer]


def test_only_the_article_spoken_of_is_asked() -> None:
    asked = Question.parse("How many million euros did the tunnel cost?")
    within = CORPUS.answer(asked, top=3, threshold=DEFAULT_THRESHOLD, within=BRIDGE)
    assert {quote.passage.article.name for quote in within.quotes} == {BRIDGE.name}


DAM = article_of(
    "Гребля над Кельмором прорвалася у вівторок уночі, заявила мерка.",
    "Ремонт коштуватиме 40 мільйонів євро.",
    name="dam.txt",
)
DAM_CORPUS = CorpusRetriever.build([DAM])


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("а коли?", "вівторок"),
        ("хто це сказав?", "мерка"),
        ("де?", "Кельмором"),
        ("а скільки це?", "40 мільйонів"),
    ],
)
def test_a_bare_question_in_ukrainian_is_answered_by_what_was_quoted_or_stands_beside_it(
    question: str, marked: str
) -> None:
    said, cost = DAM_CORPUS.passages_in(DAM)
    quoted = cost if marked.startswith("40") else said
    (quote,) = follow(question, quoted, corpus=DAM_CORPUS).quotes
    assert quote.highlight is not None
    assert quote.passage.text[slice(*quote.highlight)] == marked
