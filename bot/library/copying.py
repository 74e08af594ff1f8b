"""Copies the articles and their index between a machine's folders and a server."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol, TypeVar

from bot.articles.seed_store import Difference, Listing, SeedStore, bring
from bot.library.cache.shared_segments import Segments

_BATCH = 100  # files in one transaction, so that a copy that is interrupted goes on from there

_Result = TypeVar("_Result")


class SeedPlace(Protocol):
    """A folder or a server with seed files. A method raises OSError, and what `work` raises."""

    def reading(self, work: Callable[[SeedStore], _Result]) -> _Result:
        """Do something with the files as they are at one moment."""

    def writing(self, work: Callable[[SeedStore], _Result]) -> _Result:
        """Do something that changes the files."""


@dataclass(frozen=True, slots=True)
class CopiedSeeds:
    """The number of files that a copy wrote, and the source's files in both places.

    `source` and `target` have the digests of the files' bytes by name.
    """

    written: int
    source: Listing
    target: Listing

    @property
    def unequal(self) -> tuple[str, ...]:
        """The names of the files that the target has with other bytes, or not at all."""
        return tuple(sorted(name for name in self.source if self._differs(name)))

    @property
    def digest(self) -> str:
        """The SHA-256 over names and digests of the source's files, in hexadecimal."""
        lines = (f"{digest}  {name}\n" for name, digest in sorted(self.source.items()))
        return sha256("".join(lines).encode()).hexdigest()

    def _differs(self, name: str) -> bool:
        return self.target.get(name) != self.source[name]


def copy_seeds(source: SeedPlace, target: SeedPlace) -> CopiedSeeds:
    """Copy the files that the target lacks, also those in the trash; then list both again.

    A file that the target has with other bytes stays. Raises OSError.
    """
    listing = source.reading(_listing)
    missing = Difference.between(target.reading(_listing), listing).new
    for batch in _batches(missing):
        difference = Difference(new=batch)

        def read(files: SeedStore, difference: Difference = difference) -> None:
            target.writing(lambda there: bring(files, there, difference, listing))

        source.reading(read)
    return CopiedSeeds(len(missing), source.reading(_listing), target.reading(_listing))


def copy_segments(source: Segments, target: Segments) -> int | None:
    """Copy the index of the last version, and return the number of its parts.

    None if there is no index. Parts are checked by their digests. Raises OSError, and
    NotUsableError if a part is damaged.
    """
    manifest = source.manifest()
    if manifest is None:
        return None
    for digest in sorted(target.renew(manifest.digests)):
        target.add(digest, source.read(digest))
    target.publish(manifest)
    return len(manifest.digests)


def _listing(files: SeedStore) -> Listing:
    return files.listing()


def _batches(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return (names[start : start + _BATCH] for start in range(0, len(names), _BATCH))
