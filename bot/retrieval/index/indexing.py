"""The index of a version: segments, and the order of their articles."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, count, islice
from operator import is_not
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article
from bot.retrieval.index.bm25 import Bm25Index, IndexPart
from bot.retrieval.index.passage_offsets import (
    Numbers,
    PassageOffsets,
    concatenated,
    firsts,
    firsts_within,
    placed,
    runs,
    slices_in,
    taken,
)
from bot.retrieval.index.segments import (
    Columns,
    Part,
    Segment,
    columns_of,
    join_columns,
)
from bot.retrieval.index.vocabulary import Vocabulary

Chunk: TypeAlias = tuple[Sequence[Article], Columns]
"""Some articles, in order, and the columns made of them."""

Analyse: TypeAlias = Callable[[Sequence[Article]], Iterable[Chunk]]
"""Turns articles into chunks, in order."""

_MOSTLY_NEW = 0.5
"""The share of new articles above which a full rebuild is cheaper than an update."""


@dataclass(frozen=True, slots=True)
class Index:
    """Everything indexed about the articles of a version, except their texts.

    `order` has the articles in their order, each as its number among those of all parts, one part
    after the other. `paragraph_lengths` is the number of terms of each paragraph.
    """

    parts: tuple[Part, ...]
    order: Numbers
    offsets: PassageOffsets
    terms: Bm25Index
    headlines: Bm25Index
    vocabulary: Vocabulary
    paragraph_lengths: NDArray[np.unsignedinteger]

    @property
    def version(self) -> str:
        """What changes when any article's name or bytes do, in whatever order they come."""
        marks = [part.segment.marks[~part.gone].sum(dtype=np.uint64) for part in self.parts]
        return f"{int(np.array(marks, np.uint64).sum(dtype=np.uint64)):016x}"

    @property
    def sizes(self) -> list[int]:
        """The number of articles of each part's segment."""
        return [len(part.gone) for part in self.parts]

    @property
    def numbers(self) -> list[Numbers]:
        """For each part, its articles' numbers in the order; -1 if an article is gone."""
        return placed(self.order, self.sizes)


def in_one_piece(articles: Sequence[Article]) -> list[Chunk]:
    """Index all articles as one chunk, in this process."""
    return [(articles, columns_of(articles))]


def index_of(articles: Sequence[Article], analyse: Analyse = in_one_piece) -> Index:
    """Index articles from their texts, as one segment."""
    columns = joined_columns(articles, analyse)
    return index_over([Part.whole(Segment(tuple(articles), columns))], np.arange(len(articles)))


def joined_columns(articles: Sequence[Article], analyse: Analyse) -> Columns:
    """The columns of articles, of all chunks as one."""
    chunks = list(analyse(articles))
    if len(chunks) == 1:
        return chunks[0][1].searchable()
    starts = firsts(np.array([len(chunk) for chunk, _ in chunks], np.int64)).tolist()
    pieces = [
        (columns, np.arange(start, start + len(chunk), dtype=np.int32), columns.words)
        for start, (chunk, columns) in zip(starts, chunks, strict=True)
    ]
    return join_columns(pieces)[0]


def reindexed(
    index: Index,
    before: Sequence[Article],
    after: Sequence[Article],
    analyse: Analyse = in_one_piece,
    anew: Callable[[Sequence[Article]], Index] = index_of,
) -> Index:
    """Update the index of `before` to `after`, analysing only articles that are not in both.

    Articles are compared by identity. Those that are new make one segment more; where most are,
    `anew` makes the index.
    """
    were = numbers_before(before, after)
    # Updating would leave a small old segment and a large new one, and count the words of most
    # articles twice.
    if np.count_nonzero(were < 0) > _MOSTLY_NEW * len(were):
        return anew(after)
    if np.array_equal(were, np.arange(len(before))):
        return index
    stays = np.zeros(len(before), bool)
    stays[were[were >= 0]] = True
    gone = np.flatnonzero(~stays)
    parts = _without(
        index, [before[number] for number in gone.tolist()], index.order[gone], analyse
    )
    new = [after[number] for number in np.flatnonzero(were < 0).tolist()]
    slots = np.append(index.order, 0)[were].astype(np.int64)
    slots[were < 0] = np.arange(len(new)) + sum(index.sizes)
    if new:
        parts.append(Part.whole(Segment(tuple(new), joined_columns(new, analyse))))
    return _compacted(parts, slots)


def index_over(parts: Sequence[Part], order: NDArray[np.integer]) -> Index:
    """The index over parts, whose articles that are not gone come in this order."""
    segments = [part.segment for part in parts]
    columns = [segment.columns for segment in segments]
    bounds = [len(part.gone) for part in parts]
    offsets = PassageOffsets.of([one.spans for one in columns], order)
    passages = concatenated(one.spans.passages for one in columns)
    related = concatenated(one.related for one in columns)
    paragraphs = slices_in(concatenated(one.spans.paragraphs for one in columns), order)
    lengths = concatenated(segment.article_lengths for segment in segments)
    listed = concatenated(segment.story_lengths for segment in segments)
    terms = zip((one.terms for one in columns), _places(passages, order, bounds), strict=True)
    stories = zip((one.stories for one in columns), _places(related, order, bounds), strict=True)
    return Index(
        tuple(parts),
        order.astype(np.int32),
        offsets,
        Bm25Index([IndexPart(*each) for each in terms], len(offsets), int(lengths[order].sum())),
        Bm25Index(
            [IndexPart(*each) for each in stories],
            int(related[order].sum()),
            int(listed[order].sum()),
        ),
        Vocabulary([part.words for part in parts], len(offsets)),
        taken((segment.paragraph_lengths for segment in segments), paragraphs),
    )


def numbers_before(before: Sequence[Article], after: Sequence[Article]) -> NDArray[np.int64]:
    """For each article of `after` its number in `before`, if it is the same object; else -1."""
    shorter = min(len(before), len(after))
    head = _alike(before, after, shorter)
    tail = _alike(reversed(before), reversed(after), shorter - head)
    between = len(after) - tail
    rest = {id(one): number for number, one in enumerate(before[head : len(before) - tail], head)}
    were = np.arange(len(after))
    were[head:between] = [rest.pop(id(one), -1) for one in after[head:between]]
    were[between:] += len(before) - len(after)
    return were


def _alike(before: Iterable[Article], after: Iterable[Article], most: int) -> int:
    """How many are the same objects before the first that is not; at `most` so many."""
    differ = islice(map(is_not, before, after), most)
    return next(compress(count(), differ), most)


def _without(
    index: Index, articles: Sequence[Article], slots: Numbers, analyse: Analyse
) -> list[Part]:
    """The parts without some articles, whose words are counted anew; `slots` are their numbers."""
    parts = list(index.parts)
    ends = np.cumsum(index.sizes)
    part_of = np.searchsorted(ends, slots, side="right")
    for number in np.flatnonzero(np.bincount(part_of, minlength=len(parts))).tolist():
        part, chosen = parts[number], np.flatnonzero(part_of == number)
        here = slots[chosen] - (ends[number] - len(part.gone))
        said: Counter[str] = Counter()
        # Words are counted again from the text of the removed articles: the segment keeps sums
        # only.
        if len(here) + np.count_nonzero(part.gone) < len(part.gone):  # else, all of it is dropped
            for _, columns in analyse([articles[each] for each in chosen.tolist()]):
                said.update(columns.words.occurrences())
        parts[number] = part.without(here, said)
    return parts


def _compacted(parts: Sequence[Part], order: NDArray[np.int64]) -> Index:
    """The index over those parts of which something is left."""
    sizes = np.array([len(part.gone) for part in parts], np.int64)
    stays = np.array([not part.gone.all() for part in parts], bool)
    less = np.repeat(np.cumsum(sizes * ~stays), sizes)
    return index_over([part for part in parts if not part.gone.all()], order - less[order])


def _places(
    counts: NDArray[np.int64], order: NDArray[np.integer], bounds: Sequence[int]
) -> list[NDArray[np.int32] | None]:
    """For each part, the place of each item in the whole, -1 if its article is gone.

    None if a part is the whole, as it is.
    """
    begins = np.full(len(counts), -1, np.int64)
    begins[order] = firsts(counts[order])
    if len(bounds) == 1 and np.array_equal(begins, firsts(counts)):
        return [None]
    starts = firsts_within(counts, bounds)
    shifts = (begins - starts).astype(np.int32)
    places: list[NDArray[np.int32] | None] = []
    end = 0
    for size in bounds:
        here = slice(end, end + size)
        end += size
        column = np.repeat(shifts[here], counts[here])
        column += np.arange(len(column), dtype=np.int32)
        gone = begins[here] < 0
        column[runs(starts[here][gone], counts[here][gone])] = -1
        places.append(column)
    return places
