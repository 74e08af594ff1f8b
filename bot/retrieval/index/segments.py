"""Articles → a segment: an immutable part of the index, over some of the articles."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article, Passage
from bot.articles.sentences import passages_of
from bot.retrieval.catalogue import Titles
from bot.retrieval.headlines import Headings
from bot.retrieval.index.inverted import Inverted, invert, join, narrowed
from bot.retrieval.index.passage_offsets import (
    Numbers,
    PassageOffsets,
    PassageView,
    Spans,
    concatenated,
    firsts,
    in_order,
    placed,
    runs_in,
    slices_in,
    taken,
)
from bot.retrieval.index.vocabulary import Words
from bot.retrieval.semantic.vectors import Vectors
from bot.retrieval.text.analysis import Analysis, analyse, analyse_passage
from bot.retrieval.text.headings import heading_terms


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Columns:
    """What is indexed about some articles, without their texts. Another process can build it.

    `terms` covers the passages, `stories` the headlines of related stories, both in the order of
    the articles; `related` is how many of these each article has. `words` has the spelling of the
    words in the passages.
    """

    spans: Spans
    terms: Inverted
    stories: Inverted
    related: NDArray[np.unsignedinteger]
    words: Words

    def searchable(self) -> "Columns":
        """The same columns, whose words are found by their grams, too."""
        return replace(self, words=Words.of(self.words.occurrences())).sharing()

    def sharing(self) -> "Columns":
        """The same columns; a word that is spelt like a term is in memory once."""
        terms = self.terms.terms
        known = dict(zip(terms, terms, strict=True))
        of_stories, spelt = self.stories.terms, self.words.spelt
        stories = replace(self.stories, terms=tuple(map(known.get, of_stories, of_stories)))
        words = replace(self.words, spelt=tuple(map(known.get, spelt, spelt)))
        return replace(self, stories=stories, words=words)


@dataclass(frozen=True, eq=False)
class Segment:
    """Some articles and their columns."""

    articles: tuple[Article, ...]
    columns: Columns

    @property
    def passages(self) -> PassageView:
        """The passages of its articles."""
        order = np.arange(len(self.articles))
        return PassageView(self.articles, PassageOffsets.of([self.columns.spans], order))

    @cached_property
    def titles(self) -> Titles:
        """Its articles by title, name and digest."""
        return Titles(self.articles)

    @cached_property
    def headings(self) -> Headings:
        """Its articles by address and title."""
        return Headings(self.articles)

    @cached_property
    def article_lengths(self) -> NDArray[np.int64]:
        """The number of terms of each article's passages."""
        return _sums(self.columns.terms.lengths, self.columns.spans.passages)

    @cached_property
    def story_lengths(self) -> NDArray[np.int64]:
        """The number of terms of each article's headlines."""
        return _sums(self.columns.stories.lengths, self.columns.related)

    @cached_property
    def paragraph_lengths(self) -> NDArray[np.unsignedinteger]:
        """The number of terms of each paragraph."""
        return narrowed(_sums(self.columns.terms.lengths, self.columns.spans.sizes))

    @cached_property
    def marks(self) -> NDArray[np.uint64]:
        """A number for each article that changes with its name and its file's bytes."""
        return np.array([_mark(article) for article in self.articles], np.uint64)


@dataclass(frozen=True, slots=True)
class Part:
    """A segment in one version: which of its articles are gone, and the words of the others.

    `vectors` are those of its passages, where a model has read them.
    """

    segment: Segment
    gone: NDArray[np.bool_]
    words: Words
    vectors: Vectors | None = None

    @classmethod
    def whole(cls, segment: Segment) -> "Part":
        """A segment none of whose articles is gone."""
        return cls(segment, np.zeros(len(segment.articles), bool), segment.columns.words)

    def without(self, articles: Numbers, said: Mapping[str, int]) -> "Part":
        """The segment without some more of its articles; `said` counts the words of these."""
        gone = self.gone.copy()
        gone[articles] = True
        counts = np.fromiter(said.values(), np.int32, len(said))
        words = self.words.without(self.words.rows_of(said), counts)
        return replace(self, gone=gone, words=words)

    @property
    def is_read(self) -> bool:
        """Whether a model has read all of its passages."""
        count = len(self.segment.columns.spans)
        return self.vectors is not None and len(self.vectors.rows) == count

    @property
    def passages(self) -> int:
        """The number of passages that are left."""
        return int(self.segment.columns.spans.passages[~self.gone].sum(dtype=np.int64))


def columns_of(articles: Sequence[Article]) -> Columns:
    """Split, analyse and count articles; this is nearly all the work of indexing.

    Of the words, only the numbers are made: cutting grams is for all articles at once.
    """
    split = [passages_of(article) for article in articles]
    said: Counter[str] = Counter()
    # Passage by passage: the words of all take thirty times the memory of the columns.
    terms = invert(_terms_of(passage, said) for passage in chain.from_iterable(split))
    headlines = (story.headline for article in articles for story in article.related)
    return Columns(
        spans=Spans.of(split),
        terms=terms,
        stories=invert(analyse(headline).terms for headline in headlines),
        related=narrowed(np.array([len(article.related) for article in articles], np.int64)),
        words=Words.counted(said),
    )


Piece = tuple[Columns, Numbers, Words]
"""Columns, each article's number in a whole (-1 if it is gone), and the words of the others."""


def join_columns(pieces: Sequence[Piece]) -> tuple[Columns, list[Numbers]]:
    """Join columns; also return, for each piece, its passages' places in the whole."""
    spans = [columns.spans for columns, _, _ in pieces]
    order = in_order([numbers for _, numbers, _ in pieces])
    counts = concatenated(one.passages for one in spans)
    above = concatenated(one.paragraphs for one in spans)
    paragraphs, own = slices_in(above, order), slices_in(counts, order)
    passages = runs_in(counts, order)
    related = concatenated(columns.related for columns, _, _ in pieces)
    whole = Spans(
        narrowed(counts[order]),
        narrowed(above[order]),
        taken((one.numbers for one in spans), paragraphs),
        taken((one.sizes for one in spans), paragraphs),
        taken((one.starts for one in spans), own),
        taken((one.ends for one in spans), own),
    )
    places = placed(passages, list(map(len, spans)))
    story_order = runs_in(related, order)
    stories = placed(story_order, [len(columns.stories.lengths) for columns, _, _ in pieces])
    terms = [columns.terms for columns, _, _ in pieces]
    headlines = [columns.stories for columns, _, _ in pieces]
    words: Counter[str] = Counter()
    for _, _, said in pieces:
        words.update(said.occurrences())
    joined = Columns(
        whole,
        join(list(zip(terms, places, strict=True)), len(passages)),
        join(list(zip(headlines, stories, strict=True)), len(story_order)),
        narrowed(related[order]),
        Words.of(words),
    )
    return joined.sharing(), places


def _sums(column: NDArray[np.integer], counts: NDArray[np.integer]) -> NDArray[np.int64]:
    """The sums of runs of a column that follow each other, each of so many numbers."""
    sums: NDArray[np.int64] = np.append(0, np.cumsum(column, dtype=np.int64))
    starts = firsts(counts)
    return sums[starts + counts] - sums[starts]


def _mark(article: Article) -> int:
    named = f"{article.name}\0{article.digest}".encode(errors="surrogatepass")
    return int.from_bytes(sha256(named).digest()[:8], "big")


def _terms_of(passage: Passage, said: Counter[str]) -> Sequence[str]:
    """The terms of a passage, whose words as they are spelt are counted in `said`."""
    analysis = _analysis(passage)
    said.update(analysis.spelt)
    return analysis.terms


def _analysis(passage: Passage) -> Analysis:
    """The terms of a passage, and those of the headings that it stands below."""
    own = analyse_passage(passage.text)
    whole = tuple(heading_terms(passage))
    if not (passage.section or whole):
        return own
    above = _analysis_of_headings(passage.section)
    return Analysis(
        own.terms + above.terms + whole, own.words + above.words + whole, own.spelt + above.spelt
    )


@lru_cache(maxsize=1_024)  # the passages of a section follow each other
def _analysis_of_headings(section: tuple[str, ...]) -> Analysis:
    return analyse(" ".join(section))
