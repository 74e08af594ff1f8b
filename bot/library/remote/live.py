"""The current version of an archive on servers: opened once, then replaced by each reload."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.articles.library import Changes, Library
from bot.common.wording import write_count
from bot.library.building import CorpusBuilder
from bot.library.cache.columns import NotUsableError
from bot.library.cache.fingerprint import fingerprint
from bot.library.live import LiveCorpus
from bot.library.reloaded import Reload
from bot.library.remote.corpus import RemoteCorpus
from bot.library.remote.directory import Directory, RemoteSegment
from bot.library.remote.errors import ArticlesUnavailable, NotPublished, unusable
from bot.library.remote.manifest import Published, digest_of
from bot.library.remote.publishing import Publication, Publisher
from bot.library.seed_source import SeedSource
from bot.retrieval.semantic.models import WORDS_ALONE, Models

if TYPE_CHECKING:
    from bot.querylog.postgresql.remote_index import RemoteIndex


logger = logging.getLogger(__name__)

_PUBLISH = "Publish them with the extra semantic: verbatim publish"
_OTHER_VERSION = (
    "was published by another version of Verbatim, of Python or of a library, or with another"
    " seeds.max_file_bytes: all machines need the same"
)
_OTHER_SERVERS = (
    "was published for other servers: retrieval must name the same, in this order, on all machines"
)


class RemoteLive(LiveCorpus):
    """Holds the version that was published last when it was opened or reloaded.

    The library has the articles. Of files, it has only the problems of those that this process
    published.
    """

    def __init__(self, source: SeedSource, publisher: Publisher, corpus: RemoteCorpus) -> None:
        library = Library(corpus.articles)
        super().__init__(source, publisher.max_bytes, library, corpus, CorpusBuilder())
        self._publisher = publisher
        self._corpus = corpus

    @classmethod
    def open(cls, source: SeedSource, publisher: Publisher) -> Self:
        """Open the version on the servers; blocks. The `source` has the files to publish.

        Raises NotPublished, and ArticlesUnavailable if a server is away.
        """
        corpus = open_version(publisher.index, publisher.max_bytes, models=publisher.models)
        return cls(source, publisher, corpus)

    async def reload(self, files: Collection[str] | None = None) -> Reload:
        """Take the version that was published last, whatever `files` have changed here.

        Raises as `open` does; the corpus then stays as it was.
        """
        del files
        async with self._reloading:
            return await asyncio.to_thread(self._take, self._compare)

    async def rebuild(self) -> Reload:
        """Take the version that was published last: what is damaged is not in this process."""
        return await self.reload()

    async def change(
        self,
        edit: Callable[[Path], object] | None,
        files: Collection[str] | None = None,
        *,
        anew: bool = False,
    ) -> Reload:
        """Edit the seeds, publish them, and take that version.

        With `anew`, nothing stays of the version before. Raises what `edit` raises, SeedsError, and
        PublishingError.
        """
        del files
        async with self._reloading:
            if edit is not None:
                await asyncio.to_thread(self._seeds.change, edit)
            return await asyncio.to_thread(self._take, partial(self._publish, anew=anew))

    async def dry_run(self) -> Reload:
        """Return what `reload` would change. Raises as that does."""
        return (await asyncio.to_thread(self._compare))[0]

    def _take(self, find: Callable[[], tuple[Reload, RemoteCorpus]]) -> Reload:
        # Found whole before anything is replaced: if a server is away, the old version stays.
        reload, corpus = find()
        self._corpus = corpus
        self._current = replace(self._current, library=reload.library, corpus=corpus)
        logger.info(
            "Took version %s of %s in %.0f ms: %d added, %d changed, %d removed",
            *(corpus.version, write_count(len(corpus.articles), "article"), reload.milliseconds),
            *map(len, (reload.changes.added, reload.changes.changed, reload.changes.removed)),
        )
        return reload

    def _compare(self) -> tuple[Reload, RemoteCorpus]:
        started, before = time.perf_counter(), self._corpus
        corpus = self._newest()
        library, changes = Library(corpus.articles), _changes(before, corpus)
        return Reload.between(self.library, library, changes, started), corpus

    def _publish(self, *, anew: bool) -> tuple[Reload, RemoteCorpus]:
        started = time.perf_counter()
        published = publish_from(self._seeds, self._publisher, anew=anew)
        corpus = self._newest()
        library = replace(published.library, articles=corpus.articles)
        return Reload.between(self.library, library, published.changes, started), corpus

    def _newest(self) -> RemoteCorpus:
        before, models = self._corpus, self._publisher.models
        return open_version(before.store.index, self._max_bytes, before, models)


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ArticlesUnavailable(unusable(error)) from error


def publish_from(source: SeedSource, publisher: Publisher, *, anew: bool = False) -> Publication:
    """Publish the newest files. Raises SeedsError and PublishingError."""
    source.update()
    with source.held():
        return publisher.publish(source.folder, anew=anew)


def open_version(
    index: "RemoteIndex",
    max_bytes: int,
    before: RemoteCorpus | None = None,
    models: Models = WORDS_ALONE,
) -> RemoteCorpus:
    """The version that was published last, which shares segments with one `before`; blocks.

    With `models`, passages are found by their meaning, too, if it was published with their vectors.

    Raises NotPublished and ArticlesUnavailable.
    """
    with _unavailable():
        data = index.manifest()
        if data is None:
            raise NotPublished(index.name, "has no articles yet")
        published = Published.from_bytes(data, index.name)
        if published.made_by != fingerprint(max_bytes):
            raise NotPublished(index.name, _OTHER_VERSION)
        if not all(0 <= server < len(index.servers) for server, _ in published.places):
            raise NotPublished(index.name, _OTHER_SERVERS)
        known = {one.place: one for one in before.segments} if before else {}
        new = [(place, digest) for place, digest in published.segments if place not in known]
        # Only of the segments that are new: a change of one file must not fetch the whole archive
        # again.
        found = index.directories([place for place, _ in new])
    for place, digest in new:
        data = found.pop(place, b"")
        if digest_of(data) != digest:
            raise NotPublished(index.name, f"lacks a part, or {_OTHER_SERVERS}")
        try:
            known[place] = RemoteSegment.of(place, Directory.from_bytes(data))
        except (LookupError, NotUsableError, ValueError) as error:
            raise NotPublished(index.name, f"has a damaged index ({error!r})") from error
    segments = [known[place] for place in published.places]
    corpus = RemoteCorpus.over(index, segments, models)
    if models.embedder and not corpus.meaning:
        logger.warning("Answers come by words alone, since no vectors were published. %s", _PUBLISH)
    # So that the first question after a reload is not the slow one.
    corpus.warm_up()
    return corpus


def _changes(before: RemoteCorpus, after: RemoteCorpus) -> Changes:
    """What has changed, by the directories of the segments that only one of the versions has."""
    were, are = ({one.place for one in corpus.segments} for corpus in (before, after))
    return Changes.between(_digests(before, were - are), _digests(after, are - were))


def _digests(corpus: RemoteCorpus, places: Iterable[tuple[int, int]]) -> dict[str, str]:
    """The digest of each article of some segments, as far as these are still there."""
    with _unavailable():
        found = corpus.store.index.directories(sorted(places)).values()
    articles = (one for data in found for one in Directory.from_bytes(data).articles)
    return {one.name: one.digest for one in articles}
