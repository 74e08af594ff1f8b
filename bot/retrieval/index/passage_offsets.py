"""The offsets of every passage of a corpus, as columns; passages are built on access."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import overload

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article, Passage
from bot.retrieval.index.inverted import narrowed


@dataclass(frozen=True, slots=True)
class Places:
    """The offsets of passages, in reading order, and of the paragraphs that contain any.

    Per passage: `paragraph_of` is its paragraph, counted from 0 over all articles; `starts` and
    `ends` are its characters there. Per paragraph: `article_of` is its article, counted from 0;
    `numbers` is its number in that article, counted from 1; `firsts` is its first passage. `firsts`
    has one extra entry at the end, the number of passages.
    """

    paragraph_of: NDArray[np.int32]
    starts: NDArray[np.unsignedinteger]
    ends: NDArray[np.unsignedinteger]
    article_of: NDArray[np.int32]
    numbers: NDArray[np.unsignedinteger]
    firsts: NDArray[np.int32]

    @classmethod
    def of(cls, split: Iterable[Sequence[Passage]]) -> "Places":
        """Build the columns from each article's passages."""
        columns = [
            (article, each.paragraph, each.start, each.end)
            for article, passages in enumerate(split)
            for each in passages
        ]
        table = np.asarray(columns, dtype=np.int64).reshape(-1, 4)
        article, number, start, end = table.T
        begins = np.flatnonzero(np.diff(article << 32 | number, prepend=-1))
        sizes = np.diff(begins, append=len(table))
        return cls.laid_out(article[begins], number[begins], sizes, start, end)

    @classmethod
    def laid_out(
        cls,
        article_of: NDArray[np.integer],
        numbers: NDArray[np.integer],
        sizes: NDArray[np.integer],
        starts: NDArray[np.integer],
        ends: NDArray[np.integer],
    ) -> "Places":
        """Build from columns of paragraphs (`sizes` in passages) and of passages."""
        count = np.arange(len(sizes), dtype=np.int32)
        return cls(
            paragraph_of=np.repeat(count, sizes),
            starts=narrowed(starts),
            ends=narrowed(ends),
            article_of=article_of.astype(np.int32),
            numbers=narrowed(numbers),
            firsts=np.append(0, np.cumsum(sizes)).astype(np.int32),
        )

    def __len__(self) -> int:
        return len(self.paragraph_of)

    @property
    def sizes(self) -> NDArray[np.int32]:
        """The number of passages of each paragraph."""
        return np.diff(self.firsts)

    def span_of_article(self, article: int) -> tuple[int, int]:
        """The half-open range of an article's passages."""
        start, end = np.searchsorted(self.article_of, (article, article + 1))
        return int(self.firsts[start]), int(self.firsts[end])


def join_places(
    parts: Iterable[tuple[Places, NDArray[np.int32]]],
) -> tuple[Places, list[NDArray[np.int32]]]:
    """Join parts; also return, for each part, its passages' positions in the whole.

    Each part comes with its articles' numbers in the whole; -1 drops an article, and its passages
    get the position -1.
    """
    parts = list(parts)
    article_of = _concatenated(number[part.article_of] for part, number in parts)
    sizes = _concatenated(part.sizes for part, _ in parts)
    order = np.argsort(article_of, kind="stable")[np.count_nonzero(article_of < 0) :]
    # Passages in the order of the whole, by their position in the concatenated parts.
    firsts = np.cumsum(sizes) - sizes
    taken = sizes[order]
    within = np.arange(taken.sum(), dtype=np.int64) - np.repeat(np.cumsum(taken) - taken, taken)
    passages = np.repeat(firsts[order], taken) + within
    whole = Places.laid_out(
        article_of[order],
        _concatenated(part.numbers for part, _ in parts)[order],
        taken,
        _concatenated(part.starts for part, _ in parts)[passages],
        _concatenated(part.ends for part, _ in parts)[passages],
    )
    place = np.full(int(sizes.sum()), -1, dtype=np.int32)
    place[passages] = np.arange(len(passages), dtype=np.int32)
    ends = accumulate(len(part) for part, _ in parts)
    return whole, [place[end - len(part) : end] for (part, _), end in zip(parts, ends, strict=True)]


def _concatenated(columns: Iterable[NDArray[np.integer]]) -> NDArray[np.int64]:
    return np.concatenate([np.empty(0, np.int64), *columns]).astype(np.int64, copy=False)


class PassageView(Sequence[Passage]):
    """The passages of articles, built on access, since a million would not fit in memory."""

    def __init__(self, articles: Sequence[Article], places: Places) -> None:
        """`articles` are in the order in which `places` numbers them."""
        self._articles = articles
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, index: int | slice) -> Passage | tuple[Passage, ...]:
        if isinstance(index, slice):
            return tuple(map(self._at, range(*index.indices(len(self)))))
        return self._at(range(len(self))[index])

    def __iter__(self) -> Iterator[Passage]:
        return map(self._at, range(len(self)))

    def _at(self, position: int) -> Passage:
        places = self._places
        paragraph = places.paragraph_of.item(position)
        return Passage(
            article=self._articles[places.article_of.item(paragraph)],
            paragraph=places.numbers.item(paragraph),
            sentence=position - places.firsts.item(paragraph) + 1,
            start=places.starts.item(position),
            end=places.ends.item(position),
        )
