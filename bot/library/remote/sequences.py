"""All articles and passages as sequences that fetch only the items in use."""

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article, Passage
from bot.library.remote.store import Store
from bot.retrieval.index.passage_offsets import PassageOffsets


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


class RemotePassages(Sequence[Passage]):
    """The passages of all articles, in reading order; an article is fetched when one is used."""

    def __init__(self, store: Store, offsets: PassageOffsets, starts: NDArray[np.int32]) -> None:
        """`starts` is the first passage of each article."""
        self._store = store
        self._offsets = offsets
        self._starts = starts

    def __len__(self) -> int:
        return len(self._offsets)

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, index: int | slice) -> Passage | tuple[Passage, ...]:
        positions = range(len(self))[index]
        if isinstance(positions, int):
            return self._at(positions)
        return tuple(map(self._at, positions))

    def _at(self, position: int) -> Passage:
        article = self._offsets.article_of.item(self._offsets.paragraph_of.item(position))
        return self._store.text(article).passage(position - self._starts.item(article))
