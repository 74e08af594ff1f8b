"""The made-up archive, and the questions about it."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.speed.corpus_maker import SENTENCES, CorpusMaker, write_seeds
from benchmarks.speed.question_maker import WORDS, make_questions
from benchmarks.speed.words import content_words, zipf
from bot.articles.library import read_folder
from bot.articles.model import Article
from bot.articles.sentences import passages_of


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """An archive of 3,000 passages."""
    return list(CorpusMaker().articles(3_000))


def test_it_is_the_same_each_time_and_a_small_one_is_the_beginning_of_a_large_one(
    articles: list[Article],
) -> None:
    assert list(CorpusMaker().articles(300)) == articles[:10]


def test_another_seed_makes_another_archive(articles: list[Article]) -> None:
    (other,) = CorpusMaker(seed=2).articles(SENTENCES)
    assert other.paragraphs != articles[0].paragraphs


def test_each_article_is_thirty_sentences_of_about_twenty_words(articles: list[Article]) -> None:
    sentences = [[passage.text for passage in passages_of(article)] for article in articles]
    assert {len(of_article) for of_article in sentences} == {SENTENCES}
    lengths = [len(text.split()) for of_article in sentences for text in of_article]
    assert np.mean(lengths) == pytest.approx(20, abs=1)


def test_its_files_are_read_as_the_articles_that_they_were_written_from(
    articles: list[Article], tmp_path: Path
) -> None:
    write_seeds(iter(articles[:3]), tmp_path)
    library = read_folder(tmp_path)
    assert not library.rejected
    assert not library.warnings
    for read, written in zip(library.articles, articles, strict=False):
        assert (read.name, read.title) == (written.name, written.title)
        assert (read.paragraphs, read.related) == (written.paragraphs, written.related)


def test_its_words_are_as_frequent_as_zipf_has_it() -> None:
    shares = zipf(1_000, 10.0)
    assert shares.sum() == pytest.approx(1)
    assert shares[0] / shares[99] == pytest.approx(110 / 11)


def test_its_words_are_different_and_every_eighth_is_a_name() -> None:
    words = content_words(8_000, np.random.default_rng(1))
    assert len({word.lower() for word in words}) == 8_000
    assert sum(word[0].isupper() for word in words) == 1_000


def test_a_question_asks_for_words_of_one_sentence(articles: list[Article]) -> None:
    sentences = [
        frozenset(passage.text.strip(".").replace(",", "").lower().split())
        for article in articles
        for passage in passages_of(article)
    ]
    for question in make_questions(articles, 10):
        words = question.content.lower().split()
        assert len(set(words)) == WORDS
        assert any(words_of.issuperset(words) for words_of in sentences)


def test_as_typed_it_has_words_of_grammar_between_the_same_words(articles: list[Article]) -> None:
    for question in make_questions(articles, 10):
        typed = question.typed.rstrip("?").split()
        assert [word for word in typed if word in question.content.split()]
        assert len(typed) > 2 * WORDS
