"""The current corpus: loaded once, then replaced as a whole by each reload."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.articles.files import signature_of
from bot.articles.library import (
    NOTHING,
    Changes,
    Library,
    SeedsError,
    read_folder,
    succeed,
)
from bot.articles.model import Article
from bot.articles.rereading import read_again
from bot.common.interpreter import MANY, gc_paused, release_memory
from bot.common.progress import Progress, Step, ignore_progress
from bot.common.wording import write_count
from bot.library.building import CorpusBuilder
from bot.library.reloaded import Reload, report_reloaded
from bot.library.seed_source import OwnSeeds, SeedSource
from bot.retrieval.retriever import Retriever

logger = logging.getLogger(__name__)

_READ_AT_ONCE = 1_000
"""Passages that a start waits for to be read: some ten seconds."""


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """A library and the corpus built from it, so that both are swapped together."""

    library: Library
    corpus: Retriever


class LiveCorpus:
    """Holds the current corpus. A caller that holds `.corpus` keeps using that snapshot."""

    def __init__(
        self,
        seeds: SeedSource,
        max_bytes: int,
        library: Library,
        corpus: Retriever,
        builder: CorpusBuilder,
    ) -> None:
        self._seeds = seeds
        self._max_bytes = max_bytes
        self._builder = builder
        self._reader: CorpusBuilder | None = None  # what adds the meaning that a start postponed
        self._current = _Snapshot(library, corpus)
        self._reloading = asyncio.Lock()

    @classmethod
    def load(
        cls,
        seeds: Path | SeedSource,
        max_bytes: int,
        builder: CorpusBuilder | None = None,
        progress: Progress = ignore_progress,
        *,
        postpones: bool = False,
    ) -> Self:
        """Read the seeds folder and build the corpus; takes time, so not on an event loop.

        `seeds` is a folder, or where to fetch one; `max_bytes` is the size above which a seed file
        is rejected; `builder` makes the corpus. With `postpones`, many unread passages are found by
        words alone until `add_meaning` has had them read. Raises SeedsError if the folder as a
        whole cannot be read; rejected files are in `.library.rejected`.
        """
        builder = builder or CorpusBuilder()
        source = OwnSeeds(seeds) if isinstance(seeds, Path) else seeds
        source.update(at_start=True)
        folder = source.folder
        known, corpus = builder.load(folder) or (NOTHING, None)
        with source.held():
            library = read_folder(folder, max_bytes=max_bytes, known=known, progress=progress)
        corpus = builder.by_words.build(library, corpus)
        progress(Step.INDEXING, len(library.articles), len(library.articles))
        unread = builder.unread(corpus)
        is_postponed = postpones and unread > _READ_AT_ONCE
        if not is_postponed:
            corpus = builder.with_meaning(library, corpus)
        if unread or library.seen != known.seen:
            corpus = builder.save(library, corpus)
        live = cls(
            source, max_bytes, library, corpus, builder.by_words if is_postponed else builder
        )
        live._reader = builder if is_postponed else None
        return live

    @property
    def folder(self) -> Path:
        """The folder that the articles are read from."""
        return self._seeds.folder

    @property
    def corpus(self) -> Retriever:
        """The current corpus; get it again for each question."""
        return self._current.corpus

    @property
    def library(self) -> Library:
        """The library that the current corpus was built from, with the rejected files."""
        return self._current.library

    def is_as_read(self, article: Article) -> bool:
        """Whether the file of an article has not changed since it was read; looks at the file."""
        seen = self.library.seen.get(article.name)
        return (
            seen is not None
            and seen.signature is not None
            and seen.signature == signature_of(self.folder / article.name)
        )

    @property
    def is_reading(self) -> bool:
        """Whether answers come by words alone until all passages are read for their meaning."""
        return self._reader is not None

    async def add_meaning(self) -> None:
        """Have the passages read that a start postponed, if any, then swap the corpus.

        Reloads go on meanwhile; what they bring is read, too, before the swap.
        """
        reader, read = self._reader, None
        if reader is None:
            return
        logger.warning(
            "Answers come by words alone until %s are read for their meaning, which goes on in the"
            " background",
            write_count(reader.unread(self.corpus), "sentence"),
        )
        while self._reader is not None:
            snapshot = self._current
            read = await asyncio.to_thread(
                reader.with_meaning, snapshot.library, snapshot.corpus, read
            )
            async with self._reloading:
                if self._current is snapshot:
                    self._builder, self._reader = reader, None
                    self._current = _Snapshot(snapshot.library, read)
                    self._current = await asyncio.to_thread(self._keep)
        logger.info("All sentences are read: they are found by their meaning, too")

    async def reload(self, files: Collection[str] | None = None) -> Reload:
        """Read the seeds again in a worker thread, while answers go on, and swap the corpus.

        With the names of `files`, nothing but these is looked at: a caller that knows what changed.
        The last good version of an article stays where its file is now rejected. Reloads at the
        same time come one after the other. Raises SeedsError if the folder as a whole cannot
        be read; the corpus then stays as it was.
        """
        return await self.change(None, files)

    async def rebuild(self) -> Reload:
        """Read every file and index it anew, as `reload` does, for a corpus that is damaged."""
        return await self.change(None, anew=True)

    async def change(
        self,
        edit: Callable[[Path], object] | None,
        files: Collection[str] | None = None,
        *,
        anew: bool = False,
    ) -> Reload:
        """Edit the seeds folder in a worker thread, then reload, as one step among the reloads.

        With the names of `files`, only these are read again. With `anew`, nothing is taken over but
        the last good version of articles whose files are now rejected. What `edit` raises is raised
        here; the corpus then stays as it was.
        """
        async with self._reloading:
            if edit is not None:
                await asyncio.to_thread(self._seeds.change, edit)
            started = time.perf_counter()
            before = self._current.library
            # The previous version is given to no thread: it would stay in memory for so long.
            snapshot, changes = await asyncio.to_thread(self._read_again, files, anew=anew)
            self._current = snapshot
            reload = Reload.between(before, snapshot.library, changes, started)
            report_reloaded(reload, snapshot.corpus.version)
            # Also if no article changed: the signatures in the cache would make the next start read
            # the files again.
            is_new = bool(changes.changed) or snapshot.library.seen != before.seen
            is_large = anew or len(changes.changed) + len(changes.removed) >= MANY
            gone = list(before.articles) if is_large else []
            del before
            if is_new:
                self._current = await asyncio.to_thread(self._keep)
            # After small changes, the next one needs the memory again.
            is_merged = self._current.corpus is not snapshot.corpus
            del snapshot
            if is_large or is_merged:
                await asyncio.to_thread(release_memory, len(self.library.articles), gone)
        return reload

    async def dry_run(self) -> Reload:
        """Return what a reload would do, without changing the corpus. Raises as `reload` does."""
        async with self._reloading:
            started = time.perf_counter()
            library, changes = await asyncio.to_thread(self._read_library, self._current)
            return Reload.between(self._current.library, library, changes, started)

    def _keep(self) -> _Snapshot:
        snapshot = self._current
        corpus = self._builder.save(snapshot.library, snapshot.corpus)
        return _Snapshot(snapshot.library, corpus)

    def _read_again(
        self, files: Collection[str] | None, *, anew: bool
    ) -> tuple[_Snapshot, Changes]:
        previous = self._current
        with gc_paused(len(previous.library.articles)):
            library, changes = self._read_library(previous, files, anew=anew)
            corpus = previous.corpus
            if anew or changes.added or changes.changed or changes.removed:
                corpus = self._builder.build(library, None if anew else previous.corpus)
            return _Snapshot(library, corpus), changes

    def _read_library(
        self, previous: _Snapshot, files: Collection[str] | None = None, *, anew: bool = False
    ) -> tuple[Library, Changes]:
        known, folder, limit = previous.library, self._seeds.folder, self._max_bytes
        self._seeds.update()
        with self._seeds.held():
            if anew:
                library, changes = succeed(known, read_folder(folder, max_bytes=limit))
            else:
                names = None if self._seeds.is_shared else files
                library, changes = read_again(folder, names, max_bytes=limit, known=known)
        if known.articles and not library.articles:
            # Such as the place of a volume that is no longer there.
            raise SeedsError(
                f"The seeds folder {self._seeds.folder} has no articles any more. The loaded ones"
                " stay until it has one."
            )
        return library, changes
