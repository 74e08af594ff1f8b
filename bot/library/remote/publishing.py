"""Publishes a folder of articles on servers, a segment at a time, so that memory stays bounded.

Published data never changes, and the manifest is written last: whenever publishing stops, a
complete version is there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.articles.files import find_files, itself_and_above
from bot.articles.library import (
    Changes,
    Library,
    Problem,
    SeedsError,
    is_rejection,
    library_of,
    read_file,
    require_folder,
)
from bot.articles.model import Article
from bot.common.progress import Progress, Step, ignore_progress
from bot.library.cache.fingerprint import fingerprint
from bot.library.remote.coarse import Coarse
from bot.library.remote.directory import Directory, Place
from bot.library.remote.dividing import LARGEST, Range, divide
from bot.library.remote.errors import NotPublished, PublishingError, unusable
from bot.library.remote.manifest import Published, digest_of
from bot.library.remote.rows import rows_of
from bot.library.remote.texts import Text
from bot.library.remote.vectors import KeptVectors, kept_vectors, known_windows
from bot.library.workers import in_processes
from bot.querylog.postgresql.wanted import Wanted, article_key
from bot.retrieval.index.indexing import joined_columns
from bot.retrieval.index.segments import Segment
from bot.retrieval.semantic.models import WORDS_ALONE, Models
from bot.retrieval.semantic.vectors import read_vectors

if TYPE_CHECKING:
    from bot.querylog.postgresql.remote_index import RemoteIndex
    from bot.querylog.postgresql.remote_writing import RemoteWriter


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: how many articles and passages, and how many segments are new.

    `library` has the problems of the files, but not the articles.
    """

    changes: Changes
    library: Library
    articles: int
    passages: int
    segments: int

    @property
    def is_new(self) -> bool:
        """Whether there is another version now."""
        changes = self.changes
        return bool(self.segments or changes.added or changes.changed or changes.removed)


@dataclass(slots=True)
class Publisher:
    """Publishes to servers; those numbered in `data` hold the segments.

    `max_bytes` is the size above which a file is rejected. With an embedder among the `models`,
    vectors are published, too.
    """

    index: "RemoteIndex"
    writer: "RemoteWriter"
    data: Sequence[int]
    max_bytes: int
    largest: int = LARGEST
    models: Models = WORDS_ALONE
    progress: Progress = ignore_progress
    _rejected: list[Problem] = field(default_factory=list)
    _warnings: list[Problem] = field(default_factory=list)
    _unread: set[str] = field(default_factory=set)

    def publish(self, folder: Path, *, anew: bool = False) -> Publication:
        """Publish the articles of a folder, and return what has changed; with `anew`, index all.

        Raises SeedsError if the folder as a whole cannot be read, and PublishingError if a
        server cannot be used, or another process publishes.
        """
        require_folder(folder)
        try:
            with self.writer.alone() as is_alone:
                if not is_alone:
                    raise PublishingError("Another process is publishing. Wait until it has ended.")
                return self._publish(folder, anew=anew)
        except OSError as error:
            raise PublishingError(unusable(error)) from error

    def _publish(self, folder: Path, *, anew: bool) -> Publication:
        before = self._published()
        ranges = [] if anew else self._ranges(before)
        known = {name: digest for one in ranges for name, digest in one.articles.items()}
        now: dict[str, str] = {}
        kept: list[str] = []
        segments: list[tuple[Place, str]] = []
        passages = {server: 0 for server in self.data}
        new = 0
        for found in divide(self._read(folder, ranges, now, kept), ranges, self.largest):
            if isinstance(found, Range):
                one = found
            else:
                # The server with the fewest passages, so that all are asked about as much.
                one = self._add(min(self.data, key=passages.__getitem__), found)
                new += 1
            passages[one.place[0]] += one.passages
            segments.append((one.place, one.digest))
        # A folder that is not mounted looks like an empty one; it must not empty the servers.
        if known and not now:
            raise SeedsError(
                f"The seeds folder {folder} has no articles any more. The published ones stay until"
                " it has one."
            )
        if new or segments != [(one.place, one.digest) for one in ranges]:
            self._finish(Published(fingerprint(self.max_bytes), tuple(segments)), before)
        return Publication(
            Changes.between(known, now, kept),
            self._library(),
            len(now),
            sum(passages.values()),
            new,
        )

    def _published(self) -> Published | None:
        """The version on the servers, if this code can build on it."""
        data = self.index.manifest()
        try:
            return Published.from_bytes(data, self.index.name) if data else None
        except NotPublished:
            return None

    def _ranges(self, before: Published | None) -> list[Range]:
        """The segments of the previous version that can stay: all that this code has made."""
        if before is None or before.made_by != fingerprint(self.max_bytes):
            return []
        # A segment on a server that was taken out of the configuration is published again
        # elsewhere.
        usable = [one for one in before.segments if one[0][0] in self.data]
        found = self.index.directories([place for place, _ in usable])
        ranges: list[Range] = []
        for place, digest in usable:
            data = found.get(place, b"")
            # A directory that is missing or damaged costs its segment, which is then indexed anew.
            if digest_of(data) == digest:
                directory = Directory.from_bytes(data)
                articles = {one.name: one.digest for one in directory.articles}
                passages = int(directory.passages.sum(dtype=np.int64))
                whole = self._has_vectors(directory)
                ranges.append(Range(place, digest, passages, articles, whole))
        return ranges

    def _has_vectors(self, directory: Directory) -> bool:
        """Whether it has those of the model here, if there is one."""
        embedder, coarse = self.models.embedder, directory.coarse
        return embedder is None or (coarse is not None and coarse.model == embedder.model)

    def _read(
        self, folder: Path, ranges: Sequence[Range], now: dict[str, str], kept: list[str]
    ) -> Iterator[Article]:
        """Yield the articles of the folder in order; of a rejected file, the one before.

        Notes the names and digests in `now`, and the names of earlier ones in `kept`.
        """
        found = list(find_files(folder))
        files = dict(one for one in found if not isinstance(one, Problem))
        self._rejected = [one for one in found if isinstance(one, Problem)]
        self._unread = {one.name for one in self._rejected if is_rejection(one)}
        self._warnings = []
        earlier = {name: one for one in ranges for name in one.articles}
        names = sorted({*files, *earlier})
        for number, name in enumerate(names):
            self.progress(Step.READING, number, len(names))
            article = self._article(name, files[name]) if name in files else None
            # As a reload does: a file with a fault in it does not take away what people could ask
            # yesterday.
            if article is None and name in earlier and self._is_rejected(name):
                article = self._earlier(earlier[name], name)
                kept.append(name)
            if article is not None:
                now[name] = article.digest
                yield article

    def _article(self, name: str, path: Path) -> Article | None:
        read = read_file(name, path, self.max_bytes)
        if isinstance(read, Problem):
            self._rejected.append(read)
            if is_rejection(read):
                self._unread.add(name)
            return None
        self._warnings += read.warnings
        return read.article

    def _is_rejected(self, name: str) -> bool:
        """Whether its file, or a folder above it, could not be read."""
        return not self._unread.isdisjoint(itself_and_above(name))

    def _earlier(self, known: Range, name: str) -> Article:
        place = (known.place, list(known.articles).index(name))
        found = self.index.find(Wanted(articles=[place]))
        return Text.from_bytes(found[known.place][article_key(place[1])]).article

    def _add(self, server: int, articles: Sequence[Article]) -> Range:
        analyse = partial(in_processes, progress=self.progress)
        segment = Segment(tuple(articles), joined_columns(articles, analyse))
        coarse: Coarse | None = None
        vectors: Iterable[KeptVectors] = repeat((None, None))
        if self.models.embedder:
            known = known_windows(self.index, self.models.embedder.model, articles)
            made = read_vectors(self.models.embedder, segment.passages, known)
            coarse = Coarse.of(self.models.embedder.model, made.rows)
            vectors = kept_vectors(made, segment, coarse.model)
        data = Directory.of(segment, coarse).to_bytes()
        texts = (text.to_bytes() for text in _texts(segment))
        found = ((text, *of) for text, of in zip(texts, vectors, strict=False))
        place = self.writer.add(server, data, rows_of(segment), found)
        passages = len(segment.columns.spans)
        return Range(place, digest_of(data), passages, {one.name: one.digest for one in articles})

    def _finish(self, published: Published, before: Published | None) -> None:
        # The version before stays readable, since bots answer from it until they have heard of this
        # one.
        previous = before.places if before else ()
        whole = Published(published.made_by, published.segments, previous)
        self.writer.publish(whole.to_bytes())
        self.writer.prune({*whole.places, *previous})

    def _library(self) -> Library:
        return library_of((), self._rejected, self._warnings)


def _texts(segment: Segment) -> Iterator[Text]:
    """Each article with the places of its passages."""
    passages = segment.passages
    start = 0
    for article, size in zip(
        segment.articles, segment.columns.spans.passages.tolist(), strict=True
    ):
        own = passages[start : start + size]
        start += size
        rows = [(one.paragraph, one.sentence, one.start, one.end) for one in own]
        yield Text(article, np.array(rows, np.int32).reshape(-1, 4))
