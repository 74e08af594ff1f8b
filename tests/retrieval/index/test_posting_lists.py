"""Lists of documents in two bytes a document are the lists of these documents."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.index.inverted import Inverted
from bot.retrieval.index.posting_lists import PostingLists
from bot.retrieval.index.string_pool import StringPool

MANY = 200_000  # documents: more than three pages of them
LISTS = st.lists(st.lists(st.integers(0, MANY - 1), unique=True, max_size=12).map(sorted))


def counted(lists: list[list[int]], size: int) -> Inverted:
    documents = np.asarray([one for each in lists for one in each], dtype=np.int32)
    return Inverted(
        terms=StringPool.of(map(str, range(len(lists)))),
        starts=np.cumsum([0, *map(len, lists)], dtype=np.int64),
        documents=documents,
        frequencies=np.ones(len(documents), dtype=np.uint8),
        lengths=np.zeros(size, dtype=np.int32),
    )


@given(LISTS)
def test_each_row_has_its_documents_in_order(lists: list[list[int]]) -> None:
    held = PostingLists.of(counted(lists, MANY))
    assert [held.documents([row]).tolist() for row in range(len(lists))] == lists
    assert held.counts.tolist() == list(map(len, lists))


@given(LISTS)
def test_they_can_be_laid_out_again_as_they_were(lists: list[list[int]]) -> None:
    given_ = counted(lists, MANY)
    held = PostingLists.of(given_)
    assert held.row_starts.tolist() == given_.starts.tolist()
    assert held.all_documents.tolist() == given_.documents.tolist()
    for row in range(len(lists)):
        assert held.all_documents[held.span(row)].tolist() == lists[row]


@pytest.mark.parametrize(
    ("size", "pages"), [(0, 1), (1, 1), (65_536, 1), (65_537, 2), (131_073, 3)]
)
def test_there_is_a_page_for_every_65_536_documents(size: int, pages: int) -> None:
    last = [[size - 1]] if size else []
    held = PostingLists.of(counted(last, size))
    assert held.pages == pages
    assert held.documents(range(len(last))).tolist() == [one for each in last for one in each]
