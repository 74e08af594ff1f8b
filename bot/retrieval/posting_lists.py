"""Long lists of documents, in two bytes a document."""

import numpy as np
from numpy.typing import NDArray

from bot.retrieval.inverted import Inverted, narrowed

_PAGE_BITS = 16


class PostingLists:
    """The documents of every row, ascending, each as its place in a page of 65,536 documents.

    `low` has one list after the other. Where the documents of a row that are in a page begin there,
    `starts` says: for all pages of the first row, then of the second; with one more at its end.
    """

    def __init__(
        self, starts: NDArray[np.unsignedinteger], low: NDArray[np.uint16], pages: int
    ) -> None:
        self.starts, self.low, self.pages = starts, low, pages
        self._bases = np.arange(pages) << _PAGE_BITS

    @classmethod
    def of(cls, counted: Inverted) -> "PostingLists":
        """The lists of what was counted."""
        pages = pages_of(len(counted.lengths))
        low = counted.documents.astype(np.uint16)  # the lower half of each number
        starts = counted.starts
        if pages > 1:
            lists = np.repeat(np.arange(len(starts) - 1) * pages, np.diff(starts))
            lists += counted.documents >> _PAGE_BITS
            held = np.bincount(lists, minlength=(len(starts) - 1) * pages)
            starts = np.append(0, np.cumsum(held))
        return cls(narrowed(starts), low, pages)

    def span(self, row: int) -> slice:
        """Where the postings of a row are, among those of all rows."""
        first = row * self.pages
        return slice(self.starts.item(first), self.starts.item(first + self.pages))

    def documents(self, row: int) -> NDArray[np.intp]:
        """The documents of a row."""
        documents = self.low[self.span(row)].astype(np.intp)
        if self.pages > 1 and len(documents):
            first = row * self.pages
            starts = self.starts[first : first + self.pages + 1]
            documents += self._bases.repeat(starts[1:] - starts[:-1])
        return documents

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many documents each row has."""
        return np.diff(self.row_starts)

    @property
    def row_starts(self) -> NDArray[np.int64]:
        """Where the postings of each row begin, as in `Inverted`."""
        return self.starts[:: self.pages].astype(np.int64)

    @property
    def all_documents(self) -> NDArray[np.int32]:
        """The documents of all rows, one row after the other, as in `Inverted`."""
        starts = self.starts.astype(np.int64)
        held = starts[1:] - starts[:-1]
        bases = np.tile(self._bases.astype(np.int32), len(held) // self.pages)
        return self.low + bases.repeat(held)


def pages_of(documents: int) -> int:
    """How many pages so many documents have; there is one at least."""
    return max(1, -(-documents >> _PAGE_BITS))
