"""Stores of seed files, and copying from one to another."""

import errno
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol, TypeAlias

Listing: TypeAlias = Mapping[str, str]
"""The SHA-256 of each file's bytes, in hexadecimal, by the file's name."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A seed file: its path in the store, its last change in nanoseconds since 1970, its bytes."""

    name: str
    changed: int
    data: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


class SeedStore(Protocol):
    """Files by name: the seeds, and the files in the trash. Every method may raise OSError."""

    def listing(self) -> Listing:
        """Return the files and their digests."""

    def read(self, names: Collection[str]) -> Iterator[StoredFile]:
        """Yield the named files, in any order."""

    def apply(self, files: Iterable[StoredFile], gone: Collection[str]) -> None:
        """Remove the files that are `gone`, and write others, replacing earlier ones.

        If `files` raises an error, nothing is changed.
        """


@dataclass(frozen=True, slots=True)
class Difference:
    """How a store differs from an earlier one: its new and changed files, and those gone."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @classmethod
    def between(cls, before: Listing, after: Listing) -> "Difference":
        """Return the changes that turn `before` into `after`."""
        common = before.keys() & after.keys()
        return cls(
            tuple(sorted(after.keys() - common)),
            tuple(sorted(name for name in common if before[name] != after[name])),
            tuple(sorted(before.keys() - common)),
        )


def transfer(source: SeedStore, target: SeedStore) -> None:
    """Make a store equal to another. Raises OSError; the target is then as it was."""
    listing = source.listing()
    bring(source, target, Difference.between(target.listing(), listing), listing)


def bring(source: SeedStore, target: SeedStore, difference: Difference, listing: Listing) -> None:
    """Copy the differences to a store; `listing` is the source's. Raises OSError as `transfer`."""
    wanted = difference.new + difference.changed
    if wanted or difference.gone:
        target.apply(_checked(source.read(wanted), listing), difference.gone)


def _checked(files: Iterable[StoredFile], listing: Listing) -> Iterator[StoredFile]:
    for file in files:
        if file.digest != listing[file.name]:
            raise OSError(
                errno.EINVAL, "is not as it was listed: damaged, or just changed", file.name
            )
        yield file
