"""An index of what changed is that of all, made anew."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.articles.model import Article, RelatedStory
from bot.common.progress import Step
from bot.library.workers import in_processes
from bot.retrieval.corpus import Corpus
from bot.retrieval.index.bm25 import K1, B, LuceneOkapi
from bot.retrieval.index.indexing import Chunk, index_of
from bot.retrieval.index.merging import merge
from bot.retrieval.index.segments import columns_of
from bot.retrieval.text.analysis import analyse
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
            each.index.vocabulary.shares(["_fer", "erri", "oxen"], grams, grams[::-1])
            for each in (one, other)
        ]
        np.testing.assert_allclose(shares[0], shares[1], rtol=0, atol=1e-9)
        likes = [set(each.index.vocabulary.like(question, 0.6)) for each in (one, other)]
        assert likes[0] == likes[1]


class ChangingCorpus(RuleBasedStateMachine):
    """Articles come, change and go, and segments are merged, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.corpus = Corpus.build([])

    def change(self, articles: Iterable[Article]) -> None:
        ordered = sorted(articles, key=lambda article: article.name)
        self.corpus = Corpus.build(ordered, previous=self.corpus)

    @rule(article=ARTICLE)
    def put(self, article: Article) -> None:
        others = (one for one in self.corpus.articles if one.name != article.name)
        self.change((*others, article))

    @precondition(lambda self: self.corpus.articles)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        gone = data.draw(st.sampled_from(self.corpus.articles))
        self.change(one for one in self.corpus.articles if one is not gone)

    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        parts = range(len(self.corpus.index.parts))
        chosen = data.draw(st.lists(st.sampled_from(parts), unique=True)) if parts else []
        if chosen:
            index = merge(self.corpus.index, sorted(chosen))
            self.corpus = Corpus.of_index(self.corpus.articles, index)

    @rule()
    def merge_what_is_due(self) -> None:
        self.corpus = self.corpus.merged()

    @invariant()
    def scores_are_those_of_rank_bm25_over_the_passages_that_are_left(self) -> None:
        texts = [analyse(passage.searched).terms for passage in self.corpus.passages]
        if not any(texts):  # without a term at all, rank-bm25 divides by zero
            return
        okapi = LuceneOkapi(texts, k1=K1, b=B)
        for question in QUESTIONS:
            terms = tuple(dict.fromkeys(analyse(question).terms))
            expected = okapi.get_scores(terms)
            index = self.corpus.index.terms
            np.testing.assert_allclose(index.scores(terms), expected, rtol=0, atol=1e-9)
            best = np.lexsort((np.arange(len(texts)), -index.scores(terms)))
            found, _ = index.top(terms, 4)
            assert found.tolist() == [one for one in best.tolist() if expected[one] > 0][:4]

    @invariant()
    def all_is_as_in_a_corpus_made_anew(self) -> None:
        assert_same(self.corpus, Corpus.build(self.corpus.articles))


TestChangingCorpus = ChangingCorpus.TestCase
TestChangingCorpus.settings = settings(max_examples=50, stateful_step_count=12)


@given(ARTICLES, st.integers(1, 3))
def test_chunks_of_some_articles_at_a_time_make_the_same_index(
    articles: Sequence[Article], size: int
) -> None:
    def by_size(given: Sequence[Article]) -> list[Chunk]:
        starts = range(0, len(given), size)
        return [(given[at : at + size], columns_of(given[at : at + size])) for at in starts]

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


def test_what_was_in_an_earlier_version_is_not_indexed_again() -> None:
    one, other = article_of("The ferry sank."), article_of("Oxen rest.", name="b.txt")
    before = Corpus.build([one])
    analysed: list[str] = []

    def analyse_and_tell(articles: Sequence[Article]) -> list[Chunk]:
        analysed.extend(article.name for article in articles)
        return [(articles, columns_of(articles))]

    after = Corpus.build([one, other], previous=before, analyse=analyse_and_tell)
    assert analysed == ["b.txt"]
    assert after.index.parts[0] is before.index.parts[0]
