"""The score of a paragraph is BM25's, though no index of paragraphs is kept."""

from itertools import chain

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.index.bm25 import Bm25Index
from bot.retrieval.index.paragraphs import ParagraphIndex

TERMS = st.sampled_from("abcdefg")
PARAGRAPHS = st.lists(
    st.lists(st.lists(TERMS, max_size=6), min_size=1, max_size=4), min_size=1, max_size=10
)
QUESTION = st.lists(st.sampled_from("abcdefgxyz"), max_size=6)


@given(PARAGRAPHS, QUESTION)
def test_paragraphs_score_as_in_an_index_of_their_own(
    paragraphs: list[list[list[str]]], question: list[str]
) -> None:
    sentences = Bm25Index.of(list(chain.from_iterable(paragraphs)))
    paragraph_of = np.repeat(np.arange(len(paragraphs)), [len(each) for each in paragraphs])
    whole = Bm25Index.of([list(chain.from_iterable(each)) for each in paragraphs])
    expected = whole.scores(question) / (whole.postings(question).mass or 1.0)
    lengths = np.array([sum(map(len, each)) for each in paragraphs], np.uint32)
    found = ParagraphIndex(sentences, paragraph_of.astype(np.int32), lengths).shares(question)
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-9)
