"""A Corpus whose texts and postings are on servers: the same answers from a few rows a question."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article
from bot.library.remote.catalogue import RemoteCatalogue, RemoteStories, numbers_in
from bot.library.remote.coarse import Coarse
from bot.library.remote.directory import Directory, RemoteSegment
from bot.library.remote.index import RemoteBm25, RemoteVocabulary, word_keys
from bot.library.remote.meaning import RemoteCosines, RemoteMeaning
from bot.library.remote.rows import GRAMS, PASSAGES, STORIES, key_of
from bot.library.remote.sequences import RemoteArticles, RemotePassages
from bot.library.remote.store import Store
from bot.retrieval.answers.answering import OFFERED_STORIES
from bot.retrieval.candidates.features import AT_LEAST, NEARLY
from bot.retrieval.candidates.ranking import NEAREST
from bot.retrieval.candidates.speech import terms_of_name
from bot.retrieval.catalogue import Catalogue
from bot.retrieval.deciding.judging import READ_AT_MOST
from bot.retrieval.headlines import Headlines
from bot.retrieval.index.accumulators import Accumulators
from bot.retrieval.index.indexing import Index
from bot.retrieval.index.inverted import narrowed
from bot.retrieval.index.paragraphs import ParagraphIndex
from bot.retrieval.index.passage_offsets import PassageOffsets, concatenated, firsts
from bot.retrieval.model import Answer
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever
from bot.retrieval.semantic.meaning import Embedder
from bot.retrieval.semantic.models import Models
from bot.retrieval.speeches import MOST, Speaker, find_speakers
from bot.retrieval.text.analysis import analyse, term_of
from bot.retrieval.text.headings import heading_term

if TYPE_CHECKING:
    from bot.querylog.postgresql.remote_index import RemoteIndex

_64_BITS = 0xFFFF_FFFF_FFFF_FFFF


@dataclass(frozen=True, kw_only=True)
class RemoteCorpus(CorpusRetriever):
    """Articles that are fetched when they are used, and an index that is asked by SQL.

    Answers as a CorpusRetriever does, and equally. What reads may raise ArticlesUnavailable.
    """

    meaning: RemoteMeaning | None = None
    store: Store
    segments: tuple[RemoteSegment, ...]
    related: NDArray[np.int64]

    @classmethod
    def over(
        cls, index_at: "RemoteIndex", segments: Sequence[RemoteSegment], models: Models
    ) -> "RemoteCorpus":
        """The corpus of segments, whose articles follow each other."""
        held = [segment.directory for segment in segments]
        coarse = _coarse(held, models.embedder)
        store = Store(
            index_at,
            [segment.place for segment in segments],
            (len(one.passages) for one in held),
            max((one.width for one in coarse), default=0),
        )
        passages = concatenated(one.passages for one in held)
        offsets = _offsets(passages, concatenated(one.paragraphs for one in held), held)
        related = concatenated(one.related for one in held)
        of_segment = np.array([one.passages.sum(dtype=np.int64) for one in held], np.int64)
        stories = np.array([one.related.sum(dtype=np.int64) for one in held], np.int64)
        size, listed = len(offsets), int(stories.sum())
        terms = RemoteBm25(store, PASSAGES, firsts(of_segment), size, sum(o.terms for o in held))
        headlines = RemoteBm25(
            store, STORIES, firsts(stories), listed, sum(one.story_terms for one in held)
        )
        index = Index(
            (),
            np.arange(len(passages), dtype=np.int32),
            offsets,
            terms,
            headlines,
            RemoteVocabulary(store, size, sum(one.grams for one in held)),
            narrowed(concatenated(one.lengths for one in held)),
        )
        starts = firsts(passages).astype(np.int32)
        meaning = None
        if coarse and models.embedder:
            meaning = RemoteMeaning(store, coarse, offsets, models.embedder)
        return cls(
            RemoteArticles(store),
            RemotePassages(store, offsets, starts),
            f"{sum(one.mark for one in held) & _64_BITS:016x}",
            index,
            meaning=meaning,
            reader=models.reader if meaning else None,
            store=store,
            segments=tuple(segments),
            related=related,
        )

    def answer(
        self,
        question: Question,
        *,
        top: int,
        threshold: float,
        within: Article | None = None,
        read: int = READ_AT_MOST,
    ) -> Answer:
        """The best `top` passages, and whether they answer."""
        self.will_ask(question)
        self._fetch_for_unknown(question)
        if self.meaning and within is None:
            # With the passages that words find, so that no statement more is needed for these.
            near = _cosines(self.meaning, question).nearest(NEAREST, None)
            self.store.want(self._articles_of(near))
        return super().answer(question, top=top, threshold=threshold, within=within, read=read)

    def _fetch_for_unknown(self, question: Question) -> None:
        """Fetch the rows of all words similar to unknown ones in one statement."""
        analysis = question.analysis
        pairs = zip(analysis.words, analysis.terms, strict=True)
        unknown = [word for word, term in pairs if not self.store.row(key_of(PASSAGES, term))]
        if unknown:
            like = (self.index.vocabulary.like(word, NEARLY, AT_LEAST) for word in unknown)
            terms = map(term_of, chain.from_iterable(like))
            self.store.rows([key_of(PASSAGES, term) for term in terms])
            # Likely unanswered: so the related stories come in one statement with the passages.
            self.store.want(self.stories.articles_near(question.clause, OFFERED_STORIES))

    def will_ask(self, question: Question) -> None:
        """Fetch the rows of all terms, and words similar to unknown ones, in one statement."""
        analysis = question.analysis
        passages = [key_of(PASSAGES, term) for term in analysis.terms]
        stories = (key_of(STORIES, term) for term in analyse(question.clause).terms)
        grams = (key_of(GRAMS, gram) for gram in analysis.grams)
        like = dict(zip(passages, map(word_keys, analysis.words), strict=True))
        headings = filter(None, map(heading_term, (question.clause, question.message)))
        whole = (*headings, *terms_of_name(question.asked.about))
        others = (key_of(PASSAGES, term) for term in whole)
        likely: list[tuple[int, int]] = []
        if self.meaning:
            likely = self.meaning.places(_cosines(self.meaning, question).likely)
        self.store.rows([*passages, *others, *stories, *grams], like, likely)

    def will_read(self, positions: NDArray[np.integer]) -> None:
        """Fetch the articles of these passages at once when the first of them is used."""
        self.store.want(self._articles_of(positions))
        if self.meaning:
            self.meaning.will_compare(positions)

    def _articles_of(self, positions: NDArray[np.integer]) -> list[int]:
        offsets = self.index.offsets
        numbers: list[int] = offsets.article_of[offsets.paragraph_of[positions]].tolist()
        return numbers

    @property
    def _passages_of_each(self) -> NDArray[np.int64]:
        return concatenated(segment.directory.passages for segment in self.segments)

    @cached_property
    def paragraphs(self) -> ParagraphIndex:
        """The terms of the passages by whole paragraphs."""
        paragraphs = ParagraphIndex(
            self.index.terms, self.index.offsets.paragraph_of, self.index.paragraph_lengths
        )
        paragraphs.accumulators = Accumulators(len(self.index.paragraph_lengths), kept=0)
        return paragraphs

    @cached_property
    def accumulators(self) -> Accumulators:
        """Arrays with a place for each passage, none of which is kept: they take 8 bytes each."""
        return Accumulators(len(self.passages), kept=0)

    @cached_property
    def stories(self) -> RemoteStories:
        """The related stories of all articles, by topic."""
        return RemoteStories(self.articles, self.index.headlines, self.related)

    @cached_property
    def headlines(self) -> Headlines:
        """Which headlines are articles that are loaded."""
        headings = (segment.headings for segment in self.segments)
        return Headlines(self.articles, zip(headings, numbers_in(self.segments), strict=True))

    @cached_property
    def catalogue(self) -> Catalogue:
        """The articles by title and short name."""
        return RemoteCatalogue(self.store, self.segments)

    @cached_property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who is quoted in the newest articles, which are all fetched."""
        days = concatenated(segment.titles.days for segment in self.segments)
        passages = concatenated(segment.directory.passages for segment in self.segments)
        newest = np.argsort(-days, kind="stable")
        read = newest[np.cumsum(passages[newest]) <= MOST]
        texts = {text.article.name: text for text in self.store.texts(read.tolist())}
        articles = [text.article for text in texts.values()]
        return find_speakers(articles, lambda article: texts[article.name].passages)


def _coarse(held: Sequence[Directory], embedder: Embedder | None) -> list[Coarse]:
    """The vectors of the segments coarsely; none if they are not all by this model."""
    coarse = [one.coarse for one in held if one.coarse]
    if embedder is None or any(one.model != embedder.model for one in coarse):
        return []
    return coarse if len(coarse) == len(held) else []


def _offsets(
    passages: NDArray[np.int64], paragraphs: NDArray[np.int64], held: Sequence[Directory]
) -> PassageOffsets:
    sizes = concatenated(one.sizes for one in held)
    nothing = np.empty(0, np.int64)
    return PassageOffsets(
        segments=(),
        paragraph_of=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        article_of=np.repeat(np.arange(len(passages), dtype=np.int32), paragraphs),
        firsts=np.append(0, np.cumsum(sizes)).astype(np.int32),
        segment_of=nothing.astype(np.int32),
        shifts=nothing,
        paragraph_shifts=nothing,
    )


def _cosines(meaning: RemoteMeaning, question: Question) -> RemoteCosines:
    """Those that the ranking will ask for, as far as the question alone tells."""
    return meaning.cosines(question.clause, elsewhere=not question.may_be_english)
