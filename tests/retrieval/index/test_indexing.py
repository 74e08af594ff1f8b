"""An index of what changed is that of all, made anew."""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.model import Article, RelatedStory
from bot.common.progress import Step
from bot.library.workers import in_processes
from bot.retrieval.corpus import Corpus
from bot.retrieval.index.indexing import Chunk, index_of
from bot.retrieval.index.segments import segment_of
from tests.retrieval.conftest import article_of, ferry_articles

SENTENCES = st.sampled_from(
    [
        "The ferry sank.",
        "It was old, the Tarnwick ferry.",
        "Violins puzzle oxen.",
        "The jackdaw sings the song of songs.",
        "!!!",
        "Shoigu met nobody.",
    ]
)
PARAGRAPHS = st.lists(st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join), max_size=3)
STORIES = st.lists(st.sampled_from(["Ferry sails", "Oxen rest"]).map(RelatedStory), max_size=2)
ARTICLE = st.builds(
    lambda name, paragraphs, related: article_of(*paragraphs, name=name, related=related),
    st.sampled_from([f"{letter}.txt" for letter in "abcdefgh"]),
    PARAGRAPHS,
    STORIES,
)
ARTICLES = st.lists(ARTICLE, max_size=6, unique_by=lambda article: article.name).map(
    lambda articles: sorted(articles, key=lambda article: article.name)
)
QUESTIONS = ("ferry", "Is the Tarnwick ferry old?", "oxen and violins", "shoygu jackdaw song")


def assert_same(one: Corpus, other: Corpus) -> None:
    assert one.version == other.version
    assert one.passages[:] == other.passages[:]
    for question in QUESTIONS:
        first, second = (
            each.index.terms.top(question.lower().split(), 20) for each in (one, other)
        )
        np.testing.assert_array_equal(first[0], second[0])
        np.testing.assert_allclose(first[1], second[1], rtol=0, atol=1e-9)
        assert one.stories.nearest(question, 5) == other.stories.nearest(question, 5)
        grams = [["ferry"], ["oxen"]]
        shares = [
            each.index.vocabulary.shares(["_fer", "erri", "oxen"], grams) for each in (one, other)
        ]
        assert shares[0] == pytest.approx(shares[1], abs=1e-9)
        likes = [set(each.index.vocabulary.like(question, 0.6)) for each in (one, other)]
        assert likes[0] == likes[1]


@given(ARTICLES, st.lists(ARTICLES, min_size=1, max_size=3))
def test_a_corpus_made_of_an_earlier_one_is_that_of_all_articles(
    start: Sequence[Article], steps: Sequence[Sequence[Article]]
) -> None:
    corpus = Corpus.build(start)
    for articles in steps:
        known = {article.name: article for article in corpus.articles}
        kept = [known[one.name] if known.get(one.name) == one else one for one in articles]
        corpus = Corpus.build(kept, previous=corpus)
        assert_same(corpus, Corpus.build(articles))


@given(ARTICLES, st.integers(1, 3))
def test_segments_of_some_articles_at_a_time_make_the_same_index(
    articles: Sequence[Article], size: int
) -> None:
    def by_size(given: Sequence[Article]) -> list[Chunk]:
        starts = range(0, len(given), size)
        return [(given[at : at + size], segment_of(given[at : at + size])) for at in starts]

    whole = tuple(articles)
    parted = Corpus.of_index(whole, index_of(whole, by_size))
    assert_same(parted, Corpus.build(articles))


def test_several_processes_make_the_same_index_and_tell_how_far_they_are() -> None:
    articles = ferry_articles()
    told: list[tuple[Step, int, int]] = []
    chunks = list(in_processes(articles, lambda *now: told.append(now), few=0))
    assert len(chunks) > 1
    through = accumulate(len(given) for given, _ in chunks)
    assert told == [(Step.INDEXING, done, 300) for done in through]
    assert told[-1] == (Step.INDEXING, 300, 300)
    whole = tuple(articles)
    assert_same(Corpus.of_index(whole, index_of(whole, lambda _: chunks)), Corpus.build(whole))


def test_nothing_changed_is_the_same_index() -> None:
    corpus = Corpus.build([article_of("The ferry sank.")])
    assert Corpus.build(corpus.articles, previous=corpus).index is corpus.index
