"""The offsets of every passage, as columns; passages are built on access."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article, Passage
from bot.retrieval.index.inverted import narrowed

Numbers = NDArray[np.int32]
_Narrow = NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True)
class Spans:
    """The passages of some articles, in reading order, and the paragraphs that contain any.

    Per article: `passages` and `paragraphs` are how many it has. Per paragraph: `numbers` is its
    number in its article, counted from 1; `sizes` is how many passages it has. Per passage:
    `starts` and `ends` are its characters in its paragraph.
    """

    passages: _Narrow
    paragraphs: _Narrow
    numbers: _Narrow
    sizes: _Narrow
    starts: _Narrow
    ends: _Narrow

    @classmethod
    def of(cls, split: Sequence[Sequence[Passage]]) -> "Spans":
        """Build the columns from each article's passages."""
        columns = [
            (article, each.paragraph, each.start, each.end)
            for article, passages in enumerate(split)
            for each in passages
        ]
        table = np.asarray(columns, dtype=np.int64).reshape(-1, 4)
        article, number, start, end = table.T
        # Article and paragraph as one number, so that one comparison finds where either changes.
        begins = np.flatnonzero(np.diff(article << 32 | number, prepend=-1))
        return cls(
            narrowed(np.bincount(article, minlength=len(split))),
            narrowed(np.bincount(article[begins], minlength=len(split))),
            narrowed(number[begins]),
            narrowed(np.diff(begins, append=len(table))),
            narrowed(start),
            narrowed(end),
        )

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def paragraph_of(self) -> NDArray[np.int32]:
        """The paragraph of each passage, counted from 0 over all articles."""
        return np.repeat(np.arange(len(self.sizes), dtype=np.int32), self.sizes)


def firsts(counts: NDArray[np.integer]) -> NDArray[np.int64]:
    """Where each of some runs of these lengths begins, if they follow each other."""
    ends: NDArray[np.int64] = np.cumsum(counts, dtype=np.int64)
    ends -= counts
    return ends


def runs(starts: NDArray[np.integer], counts: NDArray[np.integer]) -> NDArray[np.int64]:
    """The numbers of all runs, one after the other: of each, `counts` numbers from its start."""
    numbers: NDArray[np.int64] = np.arange(int(counts.sum(dtype=np.int64)))
    numbers += np.repeat(starts - firsts(counts), counts)
    return numbers


def runs_in(counts: NDArray[np.integer], order: NDArray[np.integer]) -> NDArray[np.int64]:
    """The numbers of all items of articles in an order; `counts` is how many each article has."""
    return runs(firsts(counts)[order], counts[order])


def firsts_within(counts: NDArray[np.int64], bounds: Sequence[int]) -> NDArray[np.int64]:
    """The first item of each article, counted within its part; `bounds` are articles of a part."""
    begins = firsts(counts)
    heads = np.append(begins, 0)[firsts(np.array(bounds, np.int64))]
    begins -= np.repeat(heads, bounds)
    return begins


def slices_in(counts: NDArray[np.integer], order: NDArray[np.integer]) -> list[slice]:
    """The same items as slices, of which articles that follow each other make one.

    In an index that has hardly changed these are few, and are copied much faster than one by one.
    """
    if not len(order):
        return []
    edges = np.append(0, np.cumsum(counts, dtype=np.int64))
    breaks = np.flatnonzero(np.diff(order) != 1) + 1
    starts, ends = order[np.append(0, breaks)], order[np.append(breaks, 0) - 1] + 1
    return list(map(slice, edges[starts].tolist(), edges[ends].tolist()))


def taken(columns: Iterable[_Narrow], slices: Iterable[slice]) -> _Narrow:
    """Slices of several columns, which are taken as one."""
    nothing = np.empty(0, np.uint8)
    column = np.concatenate([nothing, *columns])
    return narrowed(np.concatenate([nothing, *map(column.__getitem__, slices)]))


def concatenated(columns: Iterable[NDArray[np.integer]]) -> NDArray[np.int64]:
    """Columns of any types as one."""
    return np.concatenate([np.empty(0, np.int64), *columns]).astype(np.int64, copy=False)


def in_order(places: Iterable[Numbers]) -> NDArray[np.int64]:
    """The items of several columns, one after the other, in the order of their places.

    Those with the place -1 are left out.
    """
    joined = concatenated(places)
    # Those left out have the smallest place, so that they are sorted to the front and cut off.
    return np.argsort(joined, kind="stable")[np.count_nonzero(joined < 0) :]


def placed(order: NDArray[np.integer], sizes: Sequence[int]) -> list[Numbers]:
    """The reverse: for columns of these sizes, the place of each item in the order, else -1."""
    places = np.full(sum(sizes), -1, np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return np.split(places, np.cumsum(sizes)[:-1]) if sizes else []


@dataclass(frozen=True, slots=True)
class PassageOffsets:
    """The passages of several segments in reading order: that of the articles of a version.

    Per passage: `paragraph_of` is its paragraph, counted from 0 over all articles. Per paragraph:
    `article_of` is its article, counted from 0; `firsts` is its first passage, with the number of
    passages at the end. Per article: `segment_of` is its segment; `shifts` and `paragraph_shifts`
    are what is added to a passage's and a paragraph's number for the number in the segment.
    """

    segments: tuple[Spans, ...]
    paragraph_of: NDArray[np.int32]
    article_of: NDArray[np.int32]
    firsts: NDArray[np.int32]
    segment_of: NDArray[np.int32]
    shifts: NDArray[np.int64]
    paragraph_shifts: NDArray[np.int64]

    @classmethod
    def of(cls, segments: Sequence[Spans], order: NDArray[np.integer]) -> "PassageOffsets":
        """The places over segments; `order` names articles by their number among those of all."""
        bounds = [len(one.passages) for one in segments]
        passages = concatenated(one.passages for one in segments)
        paragraphs = concatenated(one.paragraphs for one in segments)
        sizes = taken((one.sizes for one in segments), slices_in(paragraphs, order))
        places = np.zeros(len(sizes) + 1, np.int32)
        np.cumsum(sizes, out=places[1:])
        # A passage's number here and in its segment differ by the same for a whole article, so that
        # a number for each article is kept, not for each passage.
        starts, above = firsts(passages[order]), firsts(paragraphs[order])
        return cls(
            segments=tuple(segments),
            # numpy repeats by numbers of this type five times faster than by small ones.
            paragraph_of=np.repeat(
                np.arange(len(sizes), dtype=np.int32), sizes.astype(np.int64, copy=False)
            ),
            article_of=np.repeat(np.arange(len(order), dtype=np.int32), paragraphs[order]),
            firsts=places,
            segment_of=np.repeat(np.arange(len(segments), dtype=np.int32), bounds)[order],
            shifts=firsts_within(passages, bounds)[order] - starts,
            paragraph_shifts=firsts_within(paragraphs, bounds)[order] - above,
        )

    def __len__(self) -> int:
        return len(self.paragraph_of)

    def span_of_article(self, article: int) -> tuple[int, int]:
        """The half-open range of an article's passages."""
        start, end = np.searchsorted(self.article_of, (article, article + 1))
        return int(self.firsts[start]), int(self.firsts[end])

    def in_segment(self, position: int) -> tuple[int, int]:
        """The segment of a passage, and the passage's number there."""
        article = self.article_of.item(self.paragraph_of.item(position))
        return self.segment_of.item(article), position + self.shifts.item(article)


class PassageView(Sequence[Passage]):
    """The passages of articles, built on access, since a million would not fit in memory."""

    def __init__(self, articles: Sequence[Article], offsets: PassageOffsets) -> None:
        """`articles` are in the order in which `offsets` numbers them."""
        self._articles = articles
        self._offsets = offsets

    def __len__(self) -> int:
        return len(self._offsets)

    @overload
    def __getitem__(self, index: int) -> Passage: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, index: int | slice) -> Passage | tuple[Passage, ...]:
        if isinstance(index, slice):
            return tuple(map(self._at, range(*index.indices(len(self)))))
        # `range` counts from the end and refuses what is out of range, as a sequence must.
        return self._at(index if index >= 0 else range(len(self))[index])

    def __iter__(self) -> Iterator[Passage]:
        return map(self._at, range(len(self)))

    def _at(self, position: int) -> Passage:
        offsets = self._offsets
        paragraph = offsets.paragraph_of.item(position)
        article = offsets.article_of.item(paragraph)
        segment = offsets.segments[offsets.segment_of.item(article)]
        place = position + offsets.shifts.item(article)
        return Passage(
            article=self._articles[article],
            paragraph=segment.numbers.item(paragraph + offsets.paragraph_shifts.item(article)),
            sentence=position - offsets.firsts.item(paragraph) + 1,
            start=segment.starts.item(place),
            end=segment.ends.item(place),
        )
