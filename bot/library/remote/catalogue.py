"""The articles by title, and their related stories by topic; what is used is fetched."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article
from bot.library.remote.directory import RemoteSegment
from bot.library.remote.sequences import RemoteArticles
from bot.library.remote.store import Store
from bot.retrieval.catalogue import Catalogue
from bot.retrieval.index.bm25 import Bm25Index
from bot.retrieval.index.stories import StoryIndex
from bot.retrieval.text.analysis import analyse

_A_BATCH = 32
"""Articles that are fetched at once if a few of many are looked for."""


class RemoteCatalogue(Catalogue):
    """A Catalogue that fetches the articles that it finds a batch at a time."""

    def __init__(self, store: Store, segments: Sequence[RemoteSegment]) -> None:
        titles = (segment.titles for segment in segments)
        parts = zip(titles, numbers_in(segments), strict=True)
        super().__init__(RemoteArticles(store), parts)
        self._store = store

    def where(self, is_meant: Callable[[str], bool]) -> Iterator[Article]:
        """Yield the articles whose title is meant; fetches those whose folded title is."""
        for titles, numbers in self._parts:
            lines = chain.from_iterable(text[1:-1].split("\n") for text in titles.shards)
            # The folded titles are in memory and decide cheaply; only the few that pass are
            # fetched.
            found = (at for at, line in enumerate(lines) if is_meant(line.partition("\0")[0]))
            yield from (one for one in self._shown(found, numbers) if is_meant(one.title))

    def _shown(self, found: Iterable[int], numbers: NDArray[np.integer]) -> Iterator[Article]:
        left = iter(found)
        while some := list(islice(left, _A_BATCH)):
            self._store.want(numbers[some].tolist())
            yield from super()._shown(some, numbers)


class RemoteStories(StoryIndex):
    """A StoryIndex that knows how many related stories each article has."""

    def __init__(
        self, articles: Sequence[Article], headlines: Bm25Index, related: NDArray[np.int64]
    ) -> None:
        super().__init__(articles, headlines)
        self._related = related

    def articles_near(self, topic: str, limit: int) -> list[int]:
        """The numbers of the articles that have the headlines nearest to a topic."""
        found, _ = self.headlines.top(analyse(topic).terms, limit)
        numbers: list[int] = (np.searchsorted(self._firsts, found, side="right") - 1).tolist()
        return numbers

    @cached_property
    def _firsts(self) -> NDArray[np.int64]:
        return np.append(0, np.cumsum(self._related))


def numbers_in(segments: Sequence[RemoteSegment]) -> list[NDArray[np.int32]]:
    """For each segment, its articles' numbers in the corpus."""
    sizes = np.array([len(segment.directory.passages) for segment in segments], np.int64)
    order = np.arange(sizes.sum(), dtype=np.int32)
    return np.split(order, np.cumsum(sizes)[:-1]) if segments else []
