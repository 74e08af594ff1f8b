"""All articles and passages as sequences that fetch only the items in use."""

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article, Passage
from bot.library.remote.store import Store
from bot.retrieval.index.passage_offsets import PassageOffsets, PassageView


class RemoteArticles(Sequence[Article]):
    """All articles, in the order of their names; each is fetched when it is used."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __len__(self) -> int:
        return self._store.articles

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Article, ...]: ...
    def __getitem__(self, index: int | slice) -> Article | tuple[Article, ...]:
        numbers = range(len(self))[index]
        if isinstance(numbers, int):
            return self._store.text(numbers).article
        return tuple(text.article for text in self._store.texts(numbers))

    def __iter__(self) -> Iterator[Article]:
        return (text.article for text in self._store.texts(range(len(self))))


class RemotePassages(PassageView):
    """The passages of all articles, in reading order; an article is fetched when one is used."""

    def __init__(self, store: Store, offsets: PassageOffsets, starts: NDArray[np.int32]) -> None:
        """`starts` is the first passage of each article."""
        super().__init__(RemoteArticles(store), offsets)
        self._store = store
        self._starts = starts

    def _at(self, position: int) -> Passage:
        article = self._offsets.article_of.item(self._offsets.paragraph_of.item(position))
        return self._store.text(article).passage(position - self._starts.item(article))
