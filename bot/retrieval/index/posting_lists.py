"""Posting lists in two bytes a document."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.inverted import Inverted, narrowed

_PAGE_BITS = 16


class PostingLists:
    """The documents of every row, ascending, each as its offset in a page of 65,536 documents.

    `low` concatenates the lists; a row's list begins at `starts[row]`, and there is one extra start
    at the end. `held` counts, for each row and page, the row's documents in the page; it is empty
    if there is only one page.
    """

    def __init__(
        self,
        starts: NDArray[np.unsignedinteger],
        held: NDArray[np.unsignedinteger],
        low: NDArray[np.uint16],
        pages: int,
    ) -> None:
        self.starts, self.held, self.low, self.pages = starts, held, low, pages
        self._bases = np.arange(pages) << _PAGE_BITS

    @classmethod
    def of(cls, counted: Inverted) -> "PostingLists":
        """Build the lists from an inverted index."""
        pages = pages_of(len(counted.lengths))
        low = counted.documents.astype(np.uint16)  # the lower half of each number
        starts = narrowed(counted.starts)
        if pages == 1:
            return cls(starts, np.empty(0, np.uint8), low, pages)
        rows = len(starts) - 1
        lists = np.repeat(np.arange(rows) * pages, np.diff(counted.starts))
        lists += counted.documents >> _PAGE_BITS
        held = np.bincount(lists, minlength=rows * pages).reshape(rows, pages)
        return cls(starts, narrowed(held), low, pages)

    def span(self, row: int) -> slice:
        """The slice of a row's postings among all postings."""
        return slice(self.starts.item(row), self.starts.item(row + 1))

    def documents(self, rows: Sequence[int]) -> NDArray[np.intp]:
        """The documents of some rows, concatenated."""
        low = np.concatenate([self.low[:0], *(self.low[self.span(row)] for row in rows)])
        documents = low.astype(np.intp)
        if self.pages > 1:
            held = self.held.take(np.array(rows, dtype=np.intp), axis=0)
            documents += np.tile(self._bases, len(rows)).repeat(held.ravel())
        return documents

    @property
    def counts(self) -> NDArray[np.int64]:
        """The number of documents of each row."""
        return np.diff(self.row_starts)

    @property
    def row_starts(self) -> NDArray[np.int64]:
        """The start of each row's postings, as in `Inverted`."""
        return self.starts.astype(np.int64)

    @property
    def all_documents(self) -> NDArray[np.int32]:
        """The documents of all rows, concatenated, as in `Inverted`."""
        if self.pages == 1:
            return self.low.astype(np.int32)
        bases = np.tile(self._bases.astype(np.int32), len(self.held))
        return self.low + bases.repeat(self.held.ravel())


def pages_of(documents: int) -> int:
    """The number of pages for so many documents, at least one."""
    return max(1, -(-documents >> _PAGE_BITS))
