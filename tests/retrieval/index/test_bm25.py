"""The scores are rank-bm25's own, and defined on every corpus."""

import math
from itertools import chain

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bot.retrieval.index.bm25 import K1, B, Bm25Index, LuceneOkapi

TERMS = st.sampled_from("abcdefghij")
DOCUMENTS = st.lists(st.lists(TERMS, max_size=12), min_size=1, max_size=25)
QUESTION = st.lists(st.sampled_from("abcdefghijxyz"), unique=True, max_size=8)


def first_ten(scores: NDArray[np.float64], count: int = 10) -> list[int]:
    """Order documents by score, those with the same score by their place."""
    order = sorted(range(len(scores)), key=lambda place: (-float(scores[place]), place))
    return order[:count]


@given(DOCUMENTS, QUESTION)
def test_scores_and_order_are_those_of_rank_bm25(
    documents: list[list[str]], question: list[str]
) -> None:
    assume(any(documents))  # without a term at all, rank-bm25 divides by zero
    ours = Bm25Index.of(documents).scores(question)
    theirs = LuceneOkapi(documents, k1=K1, b=B).get_scores(question)
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-9)
    assert first_ten(ours) == first_ten(theirs)


def test_so_they_are_where_a_document_is_longer_and_says_more_than_any_sentence() -> None:
    documents = [["a"] * 3_000, ["a"] * 300 + ["b"], ["b"], ["a", "b", "b"], []]
    ours = Bm25Index.of(documents).scores(["a", "b"])
    theirs = LuceneOkapi(documents, k1=K1, b=B).get_scores(["a", "b"])
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-9)
    assert first_ten(ours) == first_ten(theirs)


def test_so_they_are_where_there_are_more_documents_than_two_bytes_can_count() -> None:
    documents = [[f"n{place % 7}", *("a" for _ in range(place % 3))] for place in range(140_000)]
    index, question = Bm25Index.of(documents), ["a", "n5"]
    theirs = LuceneOkapi(documents, k1=K1, b=B).get_scores(question)
    np.testing.assert_allclose(index.scores(question), theirs, rtol=0, atol=1e-9)
    found, _ = index.top(question, 10)
    assert found.tolist() == np.argsort(-theirs, kind="stable")[:10].tolist()


@given(DOCUMENTS, QUESTION, st.integers(0, 12))
def test_the_best_are_those_of_all_scores_in_order(
    documents: list[list[str]], question: list[str], count: int
) -> None:
    index = Bm25Index.of(documents)
    for _ in range(2):  # what one question leaves behind must not touch the next
        found, scores = index.top(question, count)
        everything = index.scores(question)
        expected = [place for place in first_ten(everything, count) if everything[place] > 0]
        assert found.tolist() == expected
        np.testing.assert_allclose(scores, everything[expected], rtol=0, atol=1e-9)


@given(DOCUMENTS)
def test_every_term_adds_to_the_score_of_the_documents_that_hold_it_and_no_other(
    documents: list[list[str]],
) -> None:
    index = Bm25Index.of(documents)
    for term in set(chain.from_iterable(documents)):
        holders = [place for place, document in enumerate(documents) if term in document]
        assert index.postings([term]).mass > 0
        assert index.postings([term]).documents.tolist() == holders
        assert np.flatnonzero(index.scores([term]) > 0).tolist() == holders


@pytest.mark.parametrize(
    "documents",
    [
        pytest.param([["a"]], id="alone"),
        pytest.param([["a"], ["b"]], id="half"),
        pytest.param([["a"], ["a", "b"], ["a", "c"]], id="all"),
    ],
)
def test_a_term_that_okapi_would_give_nothing_or_less_counts(documents: list[list[str]]) -> None:
    index = Bm25Index.of(documents)
    assert index.postings(["a"]).mass > 0
    assert index.scores(["a"])[0] > 0


def test_a_rarer_term_tells_more_and_an_unknown_one_most() -> None:
    index = Bm25Index.of([["a", "b"], ["a", "c"], ["a"]])
    assert (
        index.postings(["unknown"]).mass > index.postings(["b"]).mass > index.postings(["a"]).mass
    )


def test_an_unknown_term_adds_nothing() -> None:
    index = Bm25Index.of([["a"], ["b"]])
    assert index.scores(["unknown"]).tolist() == [0, 0]
    assert index.postings(["unknown"]).documents.size == 0
    assert "unknown" not in index
    assert "a" in index


def test_a_term_of_the_question_counts_once() -> None:
    index = Bm25Index.of([["a", "b"], ["b"]])
    assert index.scores(["a", "a"]).tolist() == index.scores(["a"]).tolist()
    assert index.postings(["a", "a"]).mass == index.postings(["a"]).mass


def test_the_mass_of_a_question_is_the_idf_of_all_its_terms_known_or_not() -> None:
    index = Bm25Index.of([["a", "b"], ["b"]])
    assert math.isclose(
        index.postings(["a", "x"]).mass, index.postings(["a"]).mass + index.postings(["x"]).mass
    )
    assert index.postings([]).mass == 0


@pytest.mark.parametrize(
    "documents", [pytest.param([], id="empty"), pytest.param([[], []], id="empty-documents")]
)
def test_a_corpus_without_a_term_scores_nothing(documents: list[list[str]]) -> None:
    index = Bm25Index.of(documents)
    assert index.scores(["a"]).tolist() == [0] * len(documents)
    assert index.postings(["a"]).documents.size == 0
    assert index.postings(["a"]).mass > 0


def test_an_empty_document_among_others_scores_nothing() -> None:
    scores = Bm25Index.of([["a"], [], ["a", "b"]]).scores(["a", "b"])
    assert scores[1] == 0
    assert scores[2] > scores[0] > 0
