"""The snapshot that questions are asked of."""

from dataclasses import FrozenInstanceError, replace
from itertools import pairwise

import pytest

from bot.articles.model import Article
from bot.retrieval.answers.answering import answer
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question
from tests.retrieval.conftest import article_of

ONE = article_of("The wall fell. It was old.", "The sea rose.", name="one.txt")
TWO = article_of("The ferry sank.", name="two.txt")


def test_passages_come_in_reading_order() -> None:
    corpus = Corpus.build([ONE, TWO])
    assert [passage.text for passage in corpus.passages] == [
        "The wall fell.",
        "It was old.",
        "The sea rose.",
        "The ferry sank.",
    ]
    assert [(p.article.name, p.paragraph, p.sentence) for p in corpus.passages] == [
        ("one.txt", 1, 1),
        ("one.txt", 1, 2),
        ("one.txt", 2, 1),
        ("two.txt", 1, 1),
    ]


def test_each_passage_knows_its_paragraph() -> None:
    assert Corpus.build([ONE, TWO]).index.offsets.paragraph_of.tolist() == [0, 0, 1, 2]


def test_every_passage_is_word_for_word_in_its_paragraph(news_corpus: Corpus) -> None:
    for passage in news_corpus.passages:
        assert passage.text
        assert passage.text in passage.article.paragraphs[passage.paragraph - 1]
    for before, after in pairwise(news_corpus.passages):
        if (before.article, before.paragraph) == (after.article, after.paragraph):
            assert before.end <= after.start
            assert after.sentence == before.sentence + 1


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(replace(TWO, digest="0" * 64), id="bytes"),
        pytest.param(replace(TWO, name="renamed.txt"), id="name"),
    ],
)
def test_the_version_changes_with_a_file(changed: Article) -> None:
    assert Corpus.build([ONE, changed]).version != Corpus.build([ONE, TWO]).version


def test_the_version_changes_when_an_article_comes_or_goes() -> None:
    versions = {Corpus.build(articles).version for articles in ([], [ONE], [TWO], [ONE, TWO])}
    assert len(versions) == 4


def test_the_version_does_not_change_with_the_order_or_when_built_again() -> None:
    version = Corpus.build([ONE, TWO]).version
    assert Corpus.build([TWO, ONE]).version == version
    assert Corpus.build([ONE, TWO]).version == version


def test_an_answer_names_the_version_it_is_from() -> None:
    corpus = Corpus.build([ONE, TWO])
    assert answer(corpus, Question.parse("Did the ferry sink?")).corpus_version == corpus.version


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param([], id="no-article"),
        pytest.param([article_of()], id="no-paragraph"),
    ],
)
def test_a_corpus_without_a_sentence_answers_nothing(articles: list[Article]) -> None:
    nothing = answer(
        Corpus.build(articles), Question.parse("Where did the ferry sink?"), threshold=0
    )
    assert not nothing.answered
    assert nothing.confidence == 0
    assert nothing.quotes == ()
    assert nothing.related == ()


def test_a_corpus_of_words_of_grammar_answers_nothing() -> None:
    corpus = Corpus.build([article_of("It was that.")])
    assert not answer(corpus, Question.parse("Where did the ferry sink?"), threshold=0).answered


def test_a_corpus_of_one_sentence_answers_from_it() -> None:
    result = answer(Corpus.build([TWO]), Question.parse("Did the ferry sink?"), threshold=0)
    assert [quote.passage.text for quote in result.quotes] == ["The ferry sank."]
    assert result.answered


def test_a_corpus_does_not_change() -> None:
    corpus = Corpus.build([ONE])
    with pytest.raises(FrozenInstanceError):
        setattr(corpus, "version", "x")  # noqa: B010 (the type checker forbids the assignment)
