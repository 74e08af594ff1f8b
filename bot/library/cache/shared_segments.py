"""Segments that machines share: on a server, with a local folder as a cache."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.library.cache.columns import NotUsableError
from bot.library.cache.manifest import Manifest, digest_of
from bot.library.cache.segment_folder import SegmentFolder

if TYPE_CHECKING:
    from bot.querylog.postgresql.segments import PostgresqlParts


class Segments(Protocol):
    """Where segments and the manifest of the last version are kept.

    A method raises OSError, and NotUsableError if what it finds cannot be used.
    """

    @property
    def is_possible(self) -> bool:
        """Whether something can be kept."""

    def manifest(self) -> Manifest | None:
        """The manifest of the last version, if there is one."""

    def read(self, digest: str) -> bytes:
        """The bytes of this name."""

    def add(self, digest: str, data: bytes) -> None:
        """Keep bytes under their name."""

    def renew(self, digests: Collection[str]) -> frozenset[str]:
        """Say that these bytes are still needed; the names of those that are gone."""

    def publish(self, manifest: Manifest) -> None:
        """Make this the last version; all that it names must have been added."""

    def prune(self, keep: Collection[str]) -> None:
        """Delete bytes that nobody needs, but none of these names.

        Without names, the manifest goes, too.
        """


@dataclass(frozen=True, slots=True)
class SharedSegments:
    """Implements Segments: parts that this machine lacks are fetched, and cached in the folder.

    While the server is unreachable, the folder has the last version that was fetched.
    """

    folder: SegmentFolder
    server: "PostgresqlParts"

    def __str__(self) -> str:
        return str(self.folder)

    @property
    def is_possible(self) -> bool:
        """Whether something can be kept."""
        return True

    def manifest(self) -> Manifest | None:
        """The manifest on the server, or while that is away, the last one that was fetched."""
        try:
            data = self.server.manifest()
        # The server is away: better the last known version than none.
        except OSError:
            return self.folder.manifest()
        if data is None:
            return None
        manifest = Manifest.from_bytes(data)
        if self.folder.is_possible:
            self.folder.publish(manifest)
            self.folder.prune(manifest.digests)
        return manifest

    def read(self, digest: str) -> bytes:
        """The bytes of this name, from the folder if it has them whole."""
        try:
            return self.folder.read(digest)
        except (NotUsableError, OSError):
            data = self.server.read(digest)
        if data is None or digest_of(data) != digest:
            raise NotUsableError("is missing or damaged on the server")
        if self.folder.is_possible:
            self.folder.add(digest, data)
        return data

    def add(self, digest: str, data: bytes) -> None:
        """Keep bytes under their name, on the server and here."""
        self.server.add(digest, data)
        if self.folder.is_possible:
            self.folder.add(digest, data)

    def renew(self, digests: Collection[str]) -> frozenset[str]:
        """Say that these bytes are still needed here; the names of those gone from the server.

        A part that is gone from the folder alone is fetched again when it is read.
        """
        self.folder.renew(digests)
        return frozenset(digests) - self.server.renew(digests)

    def publish(self, manifest: Manifest) -> None:
        """Make this the last version on the server, and here."""
        self.server.publish(manifest.to_bytes())
        if self.folder.is_possible:
            self.folder.publish(manifest)

    def prune(self, keep: Collection[str]) -> None:
        """Delete bytes that nobody needs, on the server and here."""
        self.server.prune(keep)
        self.folder.prune(keep)
