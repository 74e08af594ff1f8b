"""The immutable snapshot that questions are asked of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article, Passage
from bot.common.latest import Latest
from bot.retrieval.catalogue import Catalogue
from bot.retrieval.headlines import Headlines
from bot.retrieval.index.accumulators import Accumulators
from bot.retrieval.index.embedded import vectors_gone, with_vectors
from bot.retrieval.index.indexing import Analyse, Index, in_one_piece, index_of, reindexed
from bot.retrieval.index.merging import merged
from bot.retrieval.index.paragraphs import ParagraphIndex
from bot.retrieval.index.passage_offsets import PassageView, concatenated, firsts
from bot.retrieval.index.stories import StoryIndex
from bot.retrieval.reading.model import Reader
from bot.retrieval.semantic.meaning import Meaning, MeaningInMemory, Rows
from bot.retrieval.semantic.models import WORDS_ALONE, Models
from bot.retrieval.speeches import Speaker, find_speakers

if TYPE_CHECKING:
    from bot.retrieval.candidates.ranking import Ranking

_NOTHING: Final[Mapping[bytes, Rows]] = MappingProxyType({})

SourceFlaw: TypeAlias = Callable[[Article], str | None]


def no_flaw(_article: Article) -> str | None:
    """Every article is what its file said when this process read it."""
    return None


@dataclass(frozen=True)
class Corpus:
    """Articles, their passages in reading order, and the indexes over them.

    `version` names what was loaded: it changes when any file's name or bytes do. `meaning` is there
    if an embedding model was given, `reader` if one was. `source_flaw` says why an article
    cannot be quoted; it may read the article's file.
    """

    articles: Sequence[Article]
    passages: Sequence[Passage]
    version: str
    index: Index
    meaning: Meaning | None = None
    reader: Reader | None = None
    source_flaw: SourceFlaw = no_flaw

    @classmethod
    def build(
        cls,
        articles: Sequence[Article],
        models: Models = WORDS_ALONE,
        *,
        previous: "Corpus | None" = None,
        analyse: Analyse = in_one_piece,
        anew: Callable[[Sequence[Article]], Index] = index_of,
    ) -> Self:
        """Splits, analyses and indexes `articles`; takes time, so not on an event loop.

        Of articles that are the same objects in `previous`, nothing is read again; where most are
        others, `anew` makes the index.
        """
        # Segments compare articles by identity, so the very objects are kept.
        kept = tuple(articles)
        if previous is None:
            return cls.of_index(kept, index_of(kept, analyse), models)
        index = reindexed(previous.index, previous.articles, kept, analyse, anew)
        known = vectors_gone(previous.index, index) if models.embedder else {}
        return cls.of_index(kept, index, models, known)

    @classmethod
    def of_index(
        cls,
        articles: Sequence[Article],
        index: Index,
        models: Models = WORDS_ALONE,
        known: Mapping[bytes, Rows] = _NOTHING,
    ) -> Self:
        """The corpus of articles that are indexed; windows of a `known` key are not read.

        Raises EmbeddingStopped if the embedder gives up.
        """
        passages, meaning = PassageView(articles, index.offsets), None
        if models.embedder:
            index = with_vectors(index, models.embedder, known)
            rows = [part.vectors.rows for part in index.parts if part.vectors]
            positions = [part.places for part in index.terms.parts]
            parts = tuple(zip(rows, positions, strict=True))
            meaning = MeaningInMemory(parts, index.offsets, models.embedder)
        return cls(articles, passages, index.version, index, meaning, models.reader)

    def merged(self) -> Self:
        """The same corpus with the segments merged that are due; the same object if none is."""
        index = merged(self.index)
        if index is self.index:
            return self
        # Merging changes how the index is stored, not what it says; every cached property is made
        # anew.
        models = Models(self.meaning.embedder if self.meaning else None, self.reader)
        made = type(self).of_index(self.articles, index, models)
        return replace(made, source_flaw=self.source_flaw)

    def warm_up(self) -> None:
        """Make what the first questions would have to wait for."""
        made = (self.paragraphs, self.stories, self.headlines, self.catalogue, self.opens)
        del made

    @cached_property
    def paragraphs(self) -> ParagraphIndex:
        """The terms of the passages by whole paragraphs."""
        index = self.index
        return ParagraphIndex(index.terms, index.offsets.paragraph_of, index.paragraph_lengths)

    @cached_property
    def stories(self) -> StoryIndex:
        """The related stories of all articles, by topic."""
        return StoryIndex(self.articles, self.index.headlines)

    @cached_property
    def headlines(self) -> Headlines:
        """Which headlines are articles that are loaded."""
        parts, numbers = self.index.parts, self.index.numbers
        headings = (part.segment.headings for part in parts)
        return Headlines(self.articles, zip(headings, numbers, strict=True))

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who is quoted; reads every passage, so not on an event loop."""
        return find_speakers(self.articles, self.passages_in)

    @cached_property
    def accumulators(self) -> Accumulators:
        """Arrays with a place for each passage, to add up in."""
        return Accumulators(len(self.passages))

    @cached_property
    def rankings(self) -> Latest["Ranking"]:
        """The latest rankings: a question is looked up again after a draft of its answer."""
        return Latest(kept=2)  # of the question, and of its correction

    @cached_property
    def opens(self) -> NDArray[np.bool_]:
        """Whether a passage is the first of its article; one more at the end is as if it were."""
        counts = self._passages_of_each
        opens = np.zeros(len(self.index.offsets) + 1, dtype=bool)
        opens[firsts(counts)[counts > 0]] = True
        # So the passage after the last one needs no special case: nothing follows on from it.
        opens[-1] = True
        return opens

    @property
    def _passages_of_each(self) -> NDArray[np.int64]:
        """How many passages each article has."""
        counts = concatenated(part.segment.columns.spans.passages for part in self.index.parts)
        return counts[self.index.order]

    def will_read(self, positions: NDArray[np.integer]) -> None:
        """Announces passages that are about to be read, so that a remote index can fetch them."""

    def article_at(self, position: int) -> Article:
        """The article in which the passage at a position stands."""
        offsets = self.index.offsets
        return self.articles[int(offsets.article_of[offsets.paragraph_of[position]])]

    def passages_in(self, article: Article) -> tuple[Passage, ...]:
        """The sentences of one of the articles, in reading order."""
        start, end = self.span_of(article)
        return tuple(self.passages[start:end])

    def span_of(self, article: Article) -> tuple[int, int]:
        """The half-open range of positions of an article's passages."""
        number = self.catalogue.number_of(article.name)
        if number is None:
            raise KeyError(article.name)
        return self.index.offsets.span_of_article(number)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The articles by title and short name."""
        parts, numbers = self.index.parts, self.index.numbers
        titles = (part.segment.titles for part in parts)
        return Catalogue(self.articles, zip(titles, numbers, strict=True))
