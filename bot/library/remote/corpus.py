"""A Corpus whose texts and postings are on servers: the same answers from a few rows a question."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from bot.articles.model import Article
from bot.library.remote.directory import Directory, RemoteSegment
from bot.library.remote.index import RemoteBm25, RemoteVocabulary, word_keys
from bot.library.remote.rows import GRAMS, PASSAGES, STORIES, key_of
from bot.library.remote.sequences import RemoteArticles, RemotePassages
from bot.library.remote.store import Store
from bot.retrieval.answers.answering import OFFERED_STORIES
from bot.retrieval.candidates.features import AT_LEAST, NEARLY
from bot.retrieval.candidates.speech import terms_of_name
from bot.retrieval.catalogue import Catalogue
from bot.retrieval.deciding.judging import READ_AT_MOST
from bot.retrieval.headlines import Headlines
from bot.retrieval.index.accumulators import Accumulators
from bot.retrieval.index.bm25 import Bm25Index
from bot.retrieval.index.indexing import Index
from bot.retrieval.index.inverted import narrowed
from bot.retrieval.index.paragraphs import ParagraphIndex
from bot.retrieval.index.passage_offsets import PassageOffsets, concatenated, firsts
from bot.retrieval.index.stories import StoryIndex
from bot.retrieval.model import Answer
from bot.retrieval.question import Question
from bot.retrieval.retriever import CorpusRetriever
from bot.retrieval.speeches import MOST, Speaker, find_speakers
from bot.retrieval.text.analysis import analyse, term_of
from bot.retrieval.text.headings import heading_term

_64_BITS = 0xFFFF_FFFF_FFFF_FFFF
_A_BATCH = 32
"""Articles that are fetched at once if a few of many are looked for."""


class RemoteCatalogue(Catalogue):
    """A Catalogue that fetches the articles that it finds a batch at a time."""

    def __init__(self, store: Store, segments: Sequence[RemoteSegment]) -> None:
        titles = (segment.titles for segment in segments)
        parts = zip(titles, _numbers(segments), strict=True)
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


@dataclass(frozen=True, kw_only=True)
class RemoteCorpus(CorpusRetriever):
    """Articles that are fetched when they are used, and an index that is asked by SQL.

    Answers as a CorpusRetriever does, and equally. What reads may raise ArticlesUnavailable.
    """

    store: Store
    segments: tuple[RemoteSegment, ...]
    related: NDArray[np.int64]

    @classmethod
    def over(cls, store: Store, segments: Sequence[RemoteSegment]) -> "RemoteCorpus":
        """The corpus of segments, whose articles follow each other."""
        held = [segment.directory for segment in segments]
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
        return cls(
            RemoteArticles(store),
            RemotePassages(store, offsets, starts),
            f"{sum(one.mark for one in held) & _64_BITS:016x}",
            index,
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
        self.store.rows([*passages, *others, *stories, *grams], like)

    def will_read(self, positions: NDArray[np.integer]) -> None:
        """Fetch the articles of these passages at once when the first of them is used."""
        offsets = self.index.offsets
        self.store.want(offsets.article_of[offsets.paragraph_of[positions]].tolist())

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
        return Headlines(self.articles, zip(headings, _numbers(self.segments), strict=True))

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


def _numbers(segments: Sequence[RemoteSegment]) -> list[NDArray[np.int32]]:
    """For each segment, its articles' numbers in the corpus."""
    sizes = np.array([len(segment.directory.passages) for segment in segments], np.int64)
    order = np.arange(sizes.sum(), dtype=np.int32)
    return np.split(order, np.cumsum(sizes)[:-1]) if segments else []


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
