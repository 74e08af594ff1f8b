"""Builds the corpus from articles and the cache of an earlier start."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from bot.articles.library import Library
from bot.articles.model import Article
from bot.common.progress import Progress, ignore_progress
from bot.library.cache.corpus_cache import CorpusCache
from bot.library.indexing_process import index_elsewhere
from bot.library.source_check import SourceCheck
from bot.library.workers import in_processes
from bot.retrieval.index.embedded import EmbeddingStopped, all_vectors
from bot.retrieval.index.indexing import index_of
from bot.retrieval.retriever import CorpusRetriever, Retriever
from bot.retrieval.semantic.meaning import Rows
from bot.retrieval.semantic.models import WORDS_ALONE, Models

_LARGEST = 64 * 1_024 * 1_024  # bytes of a file that is compared, if no limit is configured


@dataclass(frozen=True, slots=True)
class CorpusBuilder:
    """Indexes articles in the memory of this process; every method blocks.

    With `models`, passages are also found by their meaning, and read; with a `cache`, a start reads
    and indexes only the files that have changed since the last one.
    """

    models: Models = WORDS_ALONE
    cache: CorpusCache | None = None
    progress: Progress = ignore_progress
    check: SourceCheck = field(default_factory=SourceCheck)

    def load(self, folder: Path) -> tuple[Library, Retriever] | None:
        """Read the cache; each of its articles is compared with its file before it is quoted."""
        kept = self.cache.load() if self.cache else None
        max_bytes = self.cache.max_bytes if self.cache else _LARGEST
        # Also without a cache, because the check must know the folder.
        self.check.begin(folder, max_bytes)
        if kept is None:
            return None
        # Without meaning, which is made once this corpus has become that of today's files.
        corpus = CorpusRetriever.of_index(kept.library.articles, kept.index)
        return kept.library, replace(corpus, source_flaw=self.check.flaw_of)

    def build(self, library: Library, previous: Retriever | None) -> Retriever:
        """Index articles, in several processes if they are many.

        A previous retriever can answer questions meanwhile. If embedding is stopped, the vectors
        made so far are cached.
        """
        earlier = previous if isinstance(previous, CorpusRetriever) else None
        try:
            corpus = self._build(library.articles, earlier)
        except EmbeddingStopped as stopped:
            if self.cache:
                self.cache.store(stopped.index, library)
            raise
        self.check.follow(library)
        corpus = replace(corpus, source_flaw=self.check.flaw_of)
        corpus.warm_up()
        return corpus

    @property
    def by_words(self) -> "CorpusBuilder":
        """The same builder without models."""
        return replace(self, models=WORDS_ALONE)

    def unread(self, retriever: Retriever) -> int:
        """The number of passages that the embedding model, if there is one, has yet to read."""
        if self.models.embedder is None or not isinstance(retriever, CorpusRetriever):
            return 0
        return sum(part.passages for part in retriever.index.parts if not part.is_read)

    def with_meaning(
        self, library: Library, retriever: Retriever, read: Retriever | None = None
    ) -> Retriever:
        """The same articles, found by their meaning, too; what is unread takes long.

        Of `read`, an earlier result, nothing is read again. If embedding is stopped, the vectors
        made so far are cached.
        """
        if self.models.embedder is None or not isinstance(retriever, CorpusRetriever):
            return retriever
        known: Mapping[bytes, Rows] = {}
        if isinstance(read, CorpusRetriever):
            known = all_vectors(read.index)
        elif self.cache and self.unread(retriever):
            known = self.cache.vectors()
        articles, index = retriever.articles, retriever.index
        try:
            made = CorpusRetriever.of_index(articles, index, self.models, known)
        except EmbeddingStopped as stopped:
            if self.cache:
                self.cache.store(stopped.index, library)
            raise
        made = replace(made, source_flaw=retriever.source_flaw)
        made.warm_up()
        return made

    def save(self, library: Library, retriever: Retriever) -> Retriever:
        """Let go of articles that went, merge segments, and write the cache."""
        # Only now that the new corpus has been swapped in.
        self.check.release(library)
        if not isinstance(retriever, CorpusRetriever):
            return retriever
        corpus = retriever.merged()
        if self.cache:
            self.cache.store(corpus.index, library)
        if corpus is not retriever:
            corpus.warm_up()
        return corpus

    def _build(
        self, articles: Sequence[Article], earlier: CorpusRetriever | None
    ) -> CorpusRetriever:
        analyse = partial(in_processes, progress=self.progress)
        if earlier is None:
            index = index_of(articles, analyse)
            known = self.cache.vectors() if self.cache and self.models.embedder else {}
            return CorpusRetriever.of_index(articles, index, self.models, known)
        # Of a corpus that is replaced nearly whole nothing can be reused, and a large one is better
        # indexed out of this process.
        anew = partial(index_elsewhere, progress=self.progress)
        return CorpusRetriever.build(
            articles, self.models, previous=earlier, analyse=analyse, anew=anew
        )
