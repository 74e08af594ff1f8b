"""Segments are merged by tiers, and an answer does not tell how the articles lie in them."""

from benchmarks.speed.segments import count_different
from bot.retrieval.corpus import Corpus
from bot.retrieval.index.merging import merged
from tests.retrieval.conftest import article_of


def test_answers_after_random_changes_are_those_of_a_corpus_made_anew() -> None:
    assert count_different(passages=600, changes=12, asked=30) == (30, 0)


def test_many_small_segments_are_merged_into_one() -> None:
    articles = [article_of("The ferry sank.", name=f"{number:02}.txt") for number in range(60)]
    corpus = Corpus.build(articles[:20])
    most = 0
    for count in range(21, 61):
        corpus = Corpus.build(articles[:count], previous=corpus).merged()
        most = max(most, len(corpus.index.parts))
    assert most < 8
    assert corpus.passages[:] == Corpus.build(articles).passages[:]


def test_a_segment_of_which_much_went_is_written_anew() -> None:
    articles = [article_of("The ferry sank.", name=f"{number:02}.txt") for number in range(30)]
    corpus = Corpus.build(articles[:19], previous=Corpus.build(articles))
    assert len(corpus.merged().index.parts[0].gone) == 19
    corpus = Corpus.build(articles[:21], previous=Corpus.build(articles))
    assert merged(corpus.index) is corpus.index


def test_a_large_segment_stays_while_small_ones_are_merged() -> None:
    large = article_of(*["The ferry sank."] * 300, name="large.txt")
    small = [article_of("The ferry sank.", name=f"{number:02}.txt") for number in range(20)]
    corpus = first = Corpus.build([large])
    for count in range(1, 21):
        corpus = Corpus.build([large, *small[:count]], previous=corpus).merged()
        assert corpus.index.parts[0].segment is first.index.parts[0].segment
        assert len(corpus.index.parts) <= 1 + 7
