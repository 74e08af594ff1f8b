"""Keeps the articles and their index, so that a start reads only what has changed.

The cache is used only if the same code, libraries and settings made it, and a part of it only if
its name is the digest of its bytes; an article only if its file has not changed since.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from weakref import WeakKeyDictionary

import numpy as np

from bot.articles.library import Library, Seen
from bot.articles.reader import ReadArticle
from bot.library.cache.articles import pack_articles, unpack_articles
from bot.library.cache.columns import NotUsableError
from bot.library.cache.fingerprint import fingerprint
from bot.library.cache.index import pack_index, pack_vectors, unpack_index, unpack_vectors
from bot.library.cache.manifest import KeptSegment, Manifest, Tombstones, digest_of
from bot.library.cache.shared_segments import Segments
from bot.retrieval.index.indexing import Index, index_over
from bot.retrieval.index.segments import Columns, Part, Segment
from bot.retrieval.semantic.meaning import Rows
from bot.retrieval.semantic.vectors import Vectors

logger = logging.getLogger(__name__)

FOLDER_NAME = "index"
"""The folder's name, in the folder of the query log."""

_NUMBERS = 5
"""Of a signature, each of 8 bytes."""
_UNKNOWN = b"\xff" * 8 * _NUMBERS


@dataclass(frozen=True, slots=True)
class Kept:
    """The cached library and index of an earlier run; the index is of the library's articles."""

    library: Library
    index: Index


@dataclass(frozen=True, slots=True)
class CorpusCache:
    """Keeps a corpus in `segments`, of seeds that are read with this limit of bytes a file.

    `model` names what makes vectors, or nothing does. Without one, a corpus of less than `fewest`
    passages is not kept: it is read and indexed in a second. Where several processes share the
    folder, one of them writes it: the others, without `is_writer`, only read it.
    """

    segments: Segments
    max_bytes: int
    model: str = ""
    fewest: int = 5_000
    is_writer: bool = True
    _names: WeakKeyDictionary[Segment | Columns | Vectors, str] = field(
        default_factory=WeakKeyDictionary, repr=False, compare=False
    )

    def load(self) -> Kept | None:
        """The cached corpus; None if there is none, or none that can be used."""
        made_by = fingerprint(self.max_bytes)  # also where nothing is kept, for a later `store`
        manifest = self._manifest()
        if manifest is None:
            return None
        # Other code may split or stem differently, so nothing of it is reused but vectors, which
        # depend on the text alone.
        if manifest.made_by != made_by:
            logger.info("%s was made with other settings or by another version", self.segments)
            return None
        try:
            return self._unpack(manifest)
        # A damaged cache costs time, never an answer: everything is read from the seeds again.
        except Exception as error:  # whatever columns of another make lead to
            logger.warning("%s is not as it was written: %r", self.segments, error)
        return None

    def vectors(self) -> Mapping[bytes, Rows]:
        """The windows that the same model has read, also for other code, by their keys."""
        manifest = self._manifest()
        if manifest is None or manifest.model != self.model:
            return {}
        known: dict[bytes, Rows] = {}
        for one in manifest.segments:
            if one.vectors and (data := self._read(one.vectors)):
                known |= unpack_vectors(data).within()
        return known

    def store(self, index: Index, library: Library) -> None:
        """Replace the cache with an index and the signatures of its files.

        A write error is one warning, since the index in memory is not affected.
        """
        if not self.is_writer:
            return
        try:
            if len(index.offsets) < self.fewest and not self.model:
                self.segments.prune(())
            elif self.segments.is_possible:
                self._store(index, library)
        except OSError as error:
            logger.warning("%s cannot be written: %s", self.segments, error.strerror or error)

    def _store(self, index: Index, library: Library) -> None:
        self._forget_lost()
        kept = tuple(self._add(part, library.seen) for part in index.parts)
        # To look the files up by name would take most of the time of writing a small change.
        seen: Iterable[Seen | None] = library.seen.values()
        if library.kept:
            seen = (library.seen.get(article.name) for article in library.articles)
        signatures = ((one and one.signature) or _UNKNOWN for one in seen)
        manifest = Manifest(
            fingerprint(self.max_bytes),
            self.model,
            kept,
            index.order,
            np.frombuffer(b"".join(signatures), np.int64).reshape(-1, _NUMBERS),
        )
        # The manifest comes last, when all parts that it names are there; only then are others
        # deleted.
        self.segments.publish(manifest)
        self.segments.prune(manifest.digests)

    def _forget_lost(self) -> None:
        """Have parts added again that another process has pruned as parts of an old version."""
        lost = self.segments.renew(frozenset(self._names.values()))
        for kept, name in list(self._names.items()):
            if name in lost:
                del self._names[kept]

    def _add(self, part: Part, seen: Mapping[str, Seen]) -> KeptSegment:
        segment, said = part.segment, part.segment.columns.words.counts
        less = said.astype(np.int64) - part.words.counts
        words = np.flatnonzero(less)
        vectors = part.vectors
        return KeptSegment(
            len(segment.articles),
            self._name(segment, lambda: pack_articles(segment.articles, seen)),
            self._name(segment.columns, lambda: pack_index(segment.columns)),
            self._name(vectors, lambda: pack_vectors(vectors)) if vectors else None,
            Tombstones(
                np.flatnonzero(part.gone).astype(np.int32),
                words.astype(np.int32),
                less[words].astype(np.int32),
            ),
        )

    def _name(self, kept: Segment | Columns | Vectors, pack: Callable[[], bytes]) -> str:
        """The name under which a part is kept; it is added if it is not yet."""
        if kept not in self._names:
            data = pack()
            name = digest_of(data)
            self.segments.add(name, data)
            self._names[kept] = name
        return self._names[kept]

    def _manifest(self) -> Manifest | None:
        try:
            return self.segments.manifest()
        except NotUsableError as error:
            logger.warning("%s is not used: its manifest %s", self.segments, error)
        except OSError as error:
            logger.warning("%s cannot be read: %s", self.segments, error.strerror or error)
        return None

    def _read(self, name: str) -> bytes | None:
        try:
            return self.segments.read(name)
        except NotUsableError as error:
            logger.warning("A part of %s %s; it is made again", self.segments, error)
        except OSError as error:
            logger.warning("A part of %s cannot be read: %s", self.segments, error.strerror)
        return None

    def _unpack(self, manifest: Manifest) -> Kept:
        """The segments that can be used; the articles of others are read and indexed anew."""
        found = [self._part(kept, manifest.model) for kept in manifest.segments]
        sizes = [kept.size for kept in manifest.segments]
        # A segment that cannot be read takes its articles out of the order; their files are then
        # read like new ones.
        usable = np.repeat(np.array([one is not None for one in found], bool), sizes)
        order = (np.cumsum(usable) - 1)[manifest.order[usable[manifest.order]]]
        signatures = manifest.signatures[usable[manifest.order]].view("V40").ravel().tolist()
        reads = [read for one in found if one for read in one[1]]
        seen = {
            reads[slot].article.name: Seen(
                reads[slot], None if signature == _UNKNOWN else signature, is_cached=True
            )
            for slot, signature in zip(order.tolist(), signatures, strict=True)
        }
        articles = tuple(each.read.article for each in seen.values())
        index = index_over([one[0] for one in found if one], order)
        return Kept(Library(articles, seen=MappingProxyType(seen)), index)

    def _part(self, kept: KeptSegment, model: str) -> tuple[Part, tuple[ReadArticle, ...]] | None:
        texts, columns = self._read(kept.articles), self._read(kept.index)
        if texts is None or columns is None:
            return None
        reads = tuple(unpack_articles(texts))
        segment = Segment(tuple(read.article for read in reads), unpack_index(columns))
        self._names[segment], self._names[segment.columns] = kept.articles, kept.index
        part, went = Part.whole(segment), kept.tombstones
        part.gone[went.gone] = True
        if len(went.words):
            part = replace(part, words=part.words.without(went.words, went.counts))
        if kept.vectors and model == self.model and (data := self._read(kept.vectors)):
            vectors = unpack_vectors(data)
            self._names[vectors] = kept.vectors
            part = replace(part, vectors=vectors)
        return part, reads
