"""A folder as a store of seed files."""

import errno
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from bot.articles.files import HIDDEN, TRASH, Signature, find_files, signature_of
from bot.articles.seed_store import Listing, StoredFile
from bot.documents.problem import PassedOver

_INCOMING = ".incoming"

_Result = TypeVar("_Result")


class SeedFolder:
    """Implements SeedStore: the files that are not hidden, of any kind, and those in the trash.

    Files of more than `most_bytes` are left out, since the reader rejects them; `too_large` are
    those of the last listing. A listing reads only files that may have changed since the one
    before.
    """

    def __init__(self, path: Path, most_bytes: int | None = None) -> None:
        self.path = path
        self._most_bytes = most_bytes
        self.too_large: tuple[str, ...] = ()
        self._known: dict[str, tuple[Signature, str]] = {}

    def listing(self) -> Listing:
        """Return the files and their digests."""
        listing: dict[str, str] = {}
        known: dict[str, tuple[Signature, str]] = {}
        too_large: list[str] = []
        for name, path in self._files():
            with suppress(FileNotFoundError):  # gone meanwhile, or a link to nothing
                state = path.stat()
                if not stat.S_ISREG(state.st_mode):
                    continue
                if self._most_bytes is not None and state.st_size > self._most_bytes:
                    too_large.append(name)
                    continue
                signature = signature_of(path)
                before = self._known.get(name)
                is_same = before is not None and signature == before[0]
                listing[name] = before[1] if before and is_same else _digest_of(path)
                if signature is not None:
                    known[name] = (signature, listing[name])
        self._known, self.too_large = known, tuple(too_large)
        return listing

    def read(self, names: Collection[str]) -> Iterator[StoredFile]:
        """Yield the named files."""
        for name, path in self._paths(names):
            with path.open("rb") as file:
                yield StoredFile(name, os.fstat(file.fileno()).st_mtime_ns, file.read())

    def apply(self, files: Iterable[StoredFile], gone: Collection[str]) -> None:
        """Remove files and write others, which are all read before anything is changed."""
        incoming = self.path / _INCOMING
        shutil.rmtree(incoming, ignore_errors=True)
        incoming.mkdir(parents=True)
        try:
            written = {file.name: _write(incoming / f"{n}", file) for n, file in enumerate(files)}
            for _, path in self._paths(gone):
                self._remove(path)
            for name, path in self._paths(written):
                written[name].replace(path)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)

    def reading(self, work: Callable[["SeedFolder"], _Result]) -> _Result:
        """Run `work` on the files, as a server does in a transaction."""
        return work(self)

    writing = reading

    def _files(self) -> Iterator[tuple[str, Path]]:
        for found in find_files(self.path):
            if isinstance(found, tuple):
                yield found
            elif isinstance(found, PassedOver):  # another machine may have the extra that reads it
                yield found.name, self.path / found.name
        for above, folders, leaves in os.walk(self.path / TRASH):  # which does not follow links
            folders.sort()
            for path in map(Path(above).joinpath, leaves):
                if not path.is_symlink():
                    yield path.relative_to(self.path).as_posix(), path

    def _paths(self, names: Iterable[str]) -> Iterator[tuple[str, Path]]:
        """Yield the paths of files, and make missing folders.

        Raises OSError for a name that leads out of the folder.
        """
        root = os.path.realpath(self.path)
        entered: set[Path] = set()
        for name in names:
            parts = name.removeprefix(f"{TRASH}/").split("/")
            if "\0" in name or any(not part or part.startswith(HIDDEN) for part in parts):
                raise OSError(errno.EINVAL, "is no path of a seed file", name)
            path = self.path / name
            if path.parent not in entered:
                if not Path(os.path.realpath(path.parent)).is_relative_to(root):
                    raise OSError(errno.EINVAL, "leads out of the folder", name)
                path.parent.mkdir(parents=True, exist_ok=True)
                entered.add(path.parent)
            yield name, path

    def _remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        with suppress(OSError):  # not empty
            for folder in path.parents:
                if folder == self.path:
                    break
                folder.rmdir()


def _write(path: Path, file: StoredFile) -> Path:
    path.write_bytes(file.data)
    os.utime(path, ns=(file.changed, file.changed))
    return path


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
