import logging
from dataclasses import replace

import pytest

from bot.articles.model import Article, Layout, Passage
from bot.retrieval.answers.answering import answer, quote_at
from bot.retrieval.answers.verifying import flaw_of_passage, flaw_of_quote
from bot.retrieval.corpus import Corpus
from bot.retrieval.model import Attribution, Quote
from bot.retrieval.question import Question
from tests.retrieval.conftest import article_of, corpus_of

TEXT = "“It cost nine million,” the mayor said. He was proud of it."
ARTICLE = article_of(TEXT, "The ferries of Tarnwick stopped.")
PASSAGE = Passage(ARTICLE, 1, 1, 0, 39)
QUOTE = Quote(PASSAGE, 1.0, Attribution(("the mayor",)), (9, 21))
REWRITTEN = article_of(TEXT.replace("nine", "five"), "The ferries of Tarnwick stopped.")


def with_passages(corpus: Corpus, *passages: Passage) -> Corpus:
    """Put passages into a corpus in the place of its first ones."""
    return replace(corpus, passages=(*passages, *corpus.passages[len(passages) :]))


def test_what_stands_in_its_article_has_no_flaw() -> None:
    assert flaw_of_passage(PASSAGE, ARTICLE) is None
    assert flaw_of_quote(QUOTE, ARTICLE) is None


def test_an_equal_article_read_again_is_the_same_article() -> None:
    again = article_of(*ARTICLE.paragraphs)
    assert again is not ARTICLE
    assert flaw_of_quote(QUOTE, again) is None


@pytest.mark.parametrize(
    "place",
    [
        {"paragraph": 0},
        {"paragraph": 3},
        {"end": len(TEXT) + 1},
        {"start": -5, "end": -1},
        {"start": -5},
        {"start": 10, "end": 10},
        {"start": 11, "end": 10},
    ],
    ids=str,
)
def test_a_place_that_the_article_does_not_have_is_a_flaw(place: dict[str, int]) -> None:
    passage = Passage(
        ARTICLE,
        place.get("paragraph", 1),
        1,
        place.get("start", 0),
        place.get("end", 39),
    )
    assert flaw_of_passage(passage, ARTICLE)


@pytest.mark.parametrize(
    "standing",
    [REWRITTEN, article_of("Short."), article_of(*ARTICLE.paragraphs, name="other.txt")],
    ids=["other characters", "a shorter paragraph", "another article"],
)
def test_a_passage_of_another_text_than_the_one_that_is_held_is_a_flaw(standing: Article) -> None:
    assert flaw_of_passage(PASSAGE, standing)


@pytest.mark.parametrize(
    "quote",
    [
        replace(QUOTE, highlight=(30, 40)),
        replace(QUOTE, highlight=(-3, 4)),
        replace(QUOTE, highlight=(4, 4)),
        replace(QUOTE, attribution=Attribution(("The mayor",))),
        replace(QUOTE, attribution=Attribution((), ("AP",))),
        replace(QUOTE, attribution=Attribution(neighbour=Passage(ARTICLE, 1, 2, 40, 99))),
    ],
    ids=["highlight", "wrapped", "empty", "speaker", "outlet", "neighbour"],
)
def test_whatever_is_shown_with_a_passage_must_stand_there_too(quote: Quote) -> None:
    assert flaw_of_quote(quote, ARTICLE)


def test_a_name_from_another_paragraph_stands_in_the_article() -> None:
    quote = replace(QUOTE, attribution=Attribution(("Tarnwick",), inferred=True))
    assert flaw_of_quote(quote, ARTICLE) is None


def test_a_name_from_a_heading_stands_in_the_article() -> None:
    page = replace(ARTICLE, layout=(Layout(section=("Ann Example:",)), Layout()))
    passage = replace(PASSAGE, article=page)
    quote = replace(QUOTE, passage=passage, attribution=Attribution(("Ann Example",)))
    assert flaw_of_quote(quote, page) is None


def test_a_corrupt_passage_is_logged_and_left_out(caplog: pytest.LogCaptureFixture) -> None:
    corpus = corpus_of("The bridge cost nine million euros.", "The bridge is of steel.")
    good, bad = corpus.passages[0], replace(corpus.passages[1], end=1_000)
    corrupt = with_passages(corpus, good, bad)
    result = answer(corrupt, Question.parse("What did the bridge cost?"))
    assert result.answered
    assert [quote.passage for quote in result.quotes] == [good]
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage() == (
        "Left out what is not in a.txt, paragraph 2, characters 0 to 1000:"
        " the paragraph has 23 characters"
    )


def test_what_would_be_highlighted_beyond_the_passage_is_logged_and_not_shown(
    caplog: pytest.LogCaptureFixture,
) -> None:
    corpus = corpus_of("The ferry sank.")
    assert quote_at(corpus, 0, 1.0, lambda text: (4, len(text)))
    assert quote_at(corpus, 0, 1.0, lambda text: (4, len(text) + 1)) is None
    (record,) = caplog.records
    assert "highlighted" in record.getMessage()


def test_without_its_best_passage_a_question_is_not_answered() -> None:
    corpus = corpus_of("The bridge cost nine million euros.", "The bridge is of steel.")
    assert answer(corpus, Question.parse("What did the bridge cost?")).answered
    corrupt = with_passages(corpus, replace(corpus.passages[0], start=-8))
    result = answer(corrupt, Question.parse("What did the bridge cost?"))
    assert not result.answered
    assert result.confidence == 0
    assert [quote.passage.paragraph for quote in result.quotes] == [2]


def test_where_every_passage_is_corrupt_nothing_is_shown() -> None:
    corpus = corpus_of("The bridge cost nine million euros.")
    corrupt = with_passages(corpus, replace(corpus.passages[0], article=REWRITTEN))
    result = answer(corrupt, Question.parse("What did the bridge cost?"))
    assert not result.answered
    assert result.quotes == ()


def test_no_passage_of_the_news_is_left_out(
    news_corpus: Corpus, caplog: pytest.LogCaptureFixture
) -> None:
    for passage in news_corpus.passages:
        assert answer(news_corpus, Question.parse(passage.text)).quotes[0].passage == passage
    assert caplog.records == []
