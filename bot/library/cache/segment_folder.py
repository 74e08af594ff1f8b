"""A folder that keeps segments and the manifest of the last version.

Each part of a segment is a file named by the SHA-256 of its bytes, so that its name says whether it
is whole. A file is written beside its place and then moved there: whenever the process ends, the
last manifest and all that it names are there. The folder can be deleted at any time.

Several processes may write it: `verbatim ask` beside a bot. The time of a file's change is when a
process last said that it needs the file, and only what nobody has needed for a while is deleted.
"""

import os
import re
import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.common.atomic_files import make_private_folder, replacing
from bot.library.cache.columns import NotUsableError
from bot.library.cache.manifest import Manifest, digest_of

_MANIFEST = "manifest"
_NAME = re.compile(r"[0-9a-f]{64}")
_FILE = re.compile(rf"{_NAME.pattern}(?:\..*\.part)?")
"""Bytes under their name, or what a process that was killed has left of such a file."""


@dataclass(frozen=True, slots=True)
class SegmentFolder:
    """The folder at `path`; it is made where its parent is there, or where `makes_parents`.

    Bytes that are of no use stay for `kept_seconds`: another process may have added them for a
    manifest that it has yet to publish. What is read is checked, and copied into memory of this
    process. A file or folder that somebody else owns or may write is not used.
    """

    path: Path
    makes_parents: bool = False
    kept_seconds: float = 600.0

    def __str__(self) -> str:
        return str(self.path)

    @property
    def is_possible(self) -> bool:
        """Whether something can be kept: if there is no parent, nothing is."""
        return self.makes_parents or self.path.parent.is_dir()

    def manifest(self) -> Manifest | None:
        """The manifest of the last version, if there is one. Raises NotUsableError, OSError."""
        try:
            data = self._read(_MANIFEST)
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Manifest.from_bytes(data)

    def read(self, digest: str) -> bytes:
        """The bytes of this name. Raises NotUsableError if they are others, and OSError."""
        if not _NAME.fullmatch(digest):
            raise NotUsableError("names a part that is not named by its digest")
        data = self._read(digest)
        if digest_of(data) != digest:
            raise NotUsableError("is damaged")
        return data

    def add(self, digest: str, data: bytes) -> None:
        """Keep bytes under their name. Raises OSError."""
        self._write(digest, data)

    def renew(self, digests: Collection[str]) -> frozenset[str]:
        """Say that these bytes are still needed; the names of those that are gone.

        Raises OSError.
        """
        return frozenset(digest for digest in digests if not self._renew(digest))

    def publish(self, manifest: Manifest) -> None:
        """Make this the last version; all that it names must have been added. Raises OSError."""
        self._write(_MANIFEST, manifest.to_bytes())

    def prune(self, keep: Collection[str]) -> None:
        """Delete bytes that nobody has needed for a while, but none of these names.

        Without names, the manifest goes, too. Raises OSError.
        """
        if not keep:
            (self.path / _MANIFEST).unlink(missing_ok=True)
        for file in self.path.glob("*"):
            if file.name not in keep and _FILE.fullmatch(file.name):
                self._delete(file)

    def _renew(self, digest: str) -> bool:
        try:
            os.utime(self.path / digest)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def _delete(self, file: Path) -> None:
        """Delete a file unless it was needed a short while ago."""
        with suppress(FileNotFoundError):  # another process prunes, too
            if time.time() - file.stat().st_mtime >= self.kept_seconds:
                file.unlink()

    def _read(self, name: str) -> bytes:
        _require_own(os.stat(self.path))
        with (self.path / name).open("rb") as file:
            _require_own(os.fstat(file.fileno()))
            return file.read()  # a copy, which nobody else can change as they can a mapped file

    def _write(self, name: str, data: bytes) -> None:
        if self.makes_parents:
            make_private_folder(self.path.parent)
        self.path.mkdir(mode=0o700, exist_ok=True)
        with replacing(self.path / name) as file:
            file.write(data)


def _require_own(state: os.stat_result) -> None:
    if os.name == "posix" and (state.st_uid != os.geteuid() or state.st_mode & 0o022):
        raise NotUsableError("belongs to somebody else, or others may write it")
