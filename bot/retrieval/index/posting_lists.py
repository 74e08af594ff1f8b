"""Long lists of documents, in two bytes a document."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.index.inverted import Inverted, narrowed

_PAGE_BITS = 16


class PostingLists:
    """The documents of every row, ascending, each as its place in a page of 65,536 documents.

    `low` has one list after the other, each from `starts[row]` on; there is one more start at the
    end. `held` has, for each row and page, how many documents of the row are in the page; where
    there is one page alone, it is empty.
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
        """The lists of what was counted."""
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
        """Where the postings of a row are, among those of all rows."""
        return slice(self.starts.item(row), self.starts.item(row + 1))

    def documents(self, rows: Sequence[int]) -> NDArray[np.intp]:
        """The documents of some rows, one row after the other."""
        low = np.concatenate([self.low[:0], *(self.low[self.span(row)] for row in rows)])
        documents = low.astype(np.intp)
        if self.pages > 1:
            held = self.held.take(np.array(rows, dtype=np.intp), axis=0)
            documents += np.tile(self._bases, len(rows)).repeat(held.ravel())
        return documents

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many documents each row has."""
        return np.diff(self.row_starts)

    @property
    def row_starts(self) -> NDArray[np.int64]:
        """Where the postings of each row begin, as in `Inverted`."""
        return self.starts.astype(np.int64)

    @property
    def all_documents(self) -> NDArray[np.int32]:
        """The documents of all rows, one row after the other, as in `Inverted`."""
        if self.pages == 1:
            return self.low.astype(np.int32)
        bases = np.tile(self._bases.astype(np.int32), len(self.held))
        return self.low + bases.repeat(self.held.ravel())


def pages_of(documents: int) -> int:
    """How many pages so many documents have; there is one at least."""
    return max(1, -(-documents >> _PAGE_BITS))
