"""The index over articles: built from segments, or from an earlier index and the changes since."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article
from bot.retrieval.index.bm25 import Bm25Index
from bot.retrieval.index.inverted import Inverted, join
from bot.retrieval.index.passage_offsets import Places, join_places
from bot.retrieval.index.segments import Segment, segment_of
from bot.retrieval.index.stories import story_counts
from bot.retrieval.index.vocabulary import Vocabulary, recount

Chunk: TypeAlias = tuple[Sequence[Article], Segment]
"""Some articles, in order, and the segment made of them."""

Analyse: TypeAlias = Callable[[Sequence[Article]], Iterable[Chunk]]
"""Turns articles into chunks, in order."""

_MOSTLY_NEW = 0.5
"""The share of new articles above which a full rebuild is cheaper than an update."""


@dataclass(frozen=True, slots=True)
class Index:
    """Everything indexed about articles, except their texts."""

    places: Places
    terms: Bm25Index
    headlines: Bm25Index
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class _Part:
    """Columns for some articles, and each article's number in the whole; -1 drops the article."""

    articles: Sequence[Article]
    numbers: NDArray[np.int32]
    places: Places
    terms: Inverted
    headlines: Inverted


def in_one_piece(articles: Sequence[Article]) -> list[Chunk]:
    """Index all articles as one chunk, in this process."""
    return [(articles, segment_of(articles))]


def index_of(articles: Sequence[Article], analyse: Analyse = in_one_piece) -> Index:
    """Index articles from their texts."""
    parts: list[_Part] = []
    words: Counter[str] = Counter()
    first = 0
    for chunk, segment in analyse(articles):
        numbers = np.arange(first, first + len(chunk), dtype=np.int32)
        parts.append(_Part(chunk, numbers, segment.places, segment.terms, segment.stories))
        words.update(segment.words)
        first += len(chunk)
    places, terms, headlines = _joined(parts, articles)
    return Index(places, terms, headlines, Vocabulary.of(words, len(places)))


def is_mostly_new(before: Sequence[Article], after: Sequence[Article]) -> bool:
    """Whether so few articles are the same objects in both that a full rebuild is cheaper."""
    known = set(map(id, before))
    return sum(id(one) not in known for one in after) > _MOSTLY_NEW * len(after)


def reindexed(
    index: Index,
    before: Sequence[Article],
    after: Sequence[Article],
    analyse: Analyse = in_one_piece,
) -> Index:
    """Update the index of `before` to `after`, analysing only articles that are not in both.

    Articles are compared by identity. The result equals `index_of(after)` except for the order of
    its terms and words.
    """
    if is_mostly_new(before, after):
        return index_of(after, analyse)
    number_of = {id(article): number for number, article in enumerate(after)}
    kept = np.fromiter((number_of.pop(id(one), -1) for one in before), np.int32, len(before))
    new = np.fromiter(number_of.values(), np.int32, len(number_of))
    if len(after) == len(before) and np.array_equal(kept, np.arange(len(after))):
        return index
    gone = [article for article, number in zip(before, kept.tolist(), strict=True) if number < 0]
    parts = [_Part(before, kept, index.places, index.terms.counted, index.headlines.counted)]
    said: Counter[str] = Counter()
    first = 0
    for chunk, segment in analyse([after[number] for number in new.tolist()]):
        numbers = new[first : first + len(chunk)]
        parts.append(_Part(chunk, numbers, segment.places, segment.terms, segment.stories))
        said.update(segment.words)
        first += len(chunk)
    unsaid: Counter[str] = Counter()
    for _, segment in analyse(gone):
        unsaid.update(segment.words)
    places, terms, headlines = _joined(parts, after)
    vocabulary = recount(index.vocabulary, said, unsaid, len(places))
    return Index(places, terms, headlines, vocabulary)


def _joined(
    parts: Sequence[_Part], articles: Sequence[Article]
) -> tuple[Places, Bm25Index, Bm25Index]:
    places, passages = join_places([(part.places, part.numbers) for part in parts])
    terms = join(zip((part.terms for part in parts), passages, strict=True), len(places))
    counts = story_counts(articles)
    firsts = np.append(np.cumsum(counts) - counts, 0)  # the last slot is for dropped articles
    stories = [(part.headlines, _story_places(part, firsts)) for part in parts]
    headlines = join(stories, int(counts.sum()))
    return places, Bm25Index.of_counted(terms), Bm25Index.of_counted(headlines)


def _story_places(part: _Part, firsts: NDArray[np.int64]) -> NDArray[np.int32]:
    """Each headline's place in the whole; `firsts` has the place of each article's first one."""
    counts = story_counts(part.articles)
    number = np.repeat(part.numbers, counts)
    within = np.arange(len(number)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.where(number < 0, -1, firsts[number] + within).astype(np.int32)
