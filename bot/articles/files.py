"""The seed files of a folder: which files there are, and their bytes."""

import os
import re
import stat
import struct
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from bot.documents.problem import PassedOver, Problem, Rejected
from bot.documents.registry import why_not_read

TRASH = ".trash"
"""The folder for removed and replaced seed files, in the seeds folder; hidden from the reader."""

HIDDEN = (".", "~$")
"""How the names of files and folders begin that are passed over."""

# The last two runs turn the direction of writing, so that a name looks like another one.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def find_files(folder: Path) -> Iterator[tuple[str, Path] | Problem]:
    """Yield the seed files below a folder as (name, path), and problems in reaching them.

    A name is the path relative to the folder, with `/`. Files and folders whose name begins with
    '.' or '~$' (hidden, or an editor's) are left out silently; files of a kind that is not
    read are listed as passed over. A link is followed if it stays in the folder, and no folder is
    entered twice.
    """
    root = Path(os.path.realpath(folder))
    yield from _walk(root, root, "", {root})


def find_again(folder: Path, names: Iterable[str]) -> list[tuple[str, Path] | Problem] | None:
    """Return what `find_files` yields for these names, without a walk; nothing for those gone.

    None if only a walk can find out what a name is: one that is a folder, or behind a link.
    """
    root = os.path.realpath(folder)
    found: list[tuple[str, Path] | Problem] = []
    for name in names:
        path = os.path.join(root, *name.split("/"))
        if os.name == "nt" or os.path.realpath(path) != path or os.path.isdir(path):
            return None
        is_hidden = any(part.startswith(HIDDEN) for part in name.split("/"))
        if os.path.exists(path) and not is_hidden:
            found.append(_file(name, Path(path)))
    return found


def itself_and_above(name: str) -> Iterator[str]:
    """Yield a name and those of the folders that its file is in."""
    yield name
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


Signature: TypeAlias = bytes
"""What changes with a file: its device, number, size, and times of change in nanoseconds."""

_SIGNATURE = struct.Struct("=2Q3q")
_64_BITS = 2**64 - 1
_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is written again has another time, on any file system."""


def signature_of(path: Path) -> Signature | None:
    """Return what shows whether a file is the same as before, without reading it.

    None if that cannot be known: it is not there, or was changed so lately that its time of
    change would be the same if it were changed once more.
    """
    now = time.time_ns()
    try:
        found = os.stat(path)
    except OSError:
        return None
    if abs(now - max(found.st_mtime_ns, found.st_ctime_ns)) < _SETTLED:
        return None
    return _SIGNATURE.pack(
        found.st_dev & _64_BITS,
        found.st_ino & _64_BITS,  # of 128 bits on some file systems of Windows
        found.st_size,
        found.st_mtime_ns,
        found.st_ctime_ns,
    )


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """Return the bytes of a file that is whole: one that nobody writes to while it is read.

    `path` has no links, as `find_files` yields it: one that has come into it since is not followed.
    Raises Rejected for a file that is larger than `max_bytes` (without reading it), that changes
    while it is read, twice, or that cannot be read.
    """
    try:
        for _ in range(2):
            data = _read_unchanged(path, max_bytes)
            if data is not None:
                return data
    except OSError as error:
        raise Rejected(None, f"cannot be read: {error.strerror}") from None
    raise Rejected(None, "is being written; reload when it is finished")


def _walk(
    root: Path, folder: Path, prefix: str, entered: set[Path]
) -> Iterator[tuple[str, Path] | Problem]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(printable(prefix.rstrip("/")), None, f"cannot be read: {error.strerror}")
        return
    for entry in entries:
        leaf, name = entry.name, prefix + entry.name
        if leaf.startswith(HIDDEN):
            continue
        # To resolve every path would take most of the time if there are many.
        is_plain = os.name != "nt" and not entry.is_symlink()
        try:
            target = folder / leaf if is_plain else Path(os.path.realpath(entry.path))
        except OSError as error:  # a link that has gone since it was seen
            yield Problem(printable(name), None, f"cannot be read: {error.strerror}")
            continue
        if not is_plain and not target.is_relative_to(root):
            if why_not_read(leaf) is None or target.is_dir():
                yield Problem(
                    printable(name), None, "is a link that leads out of the seeds folder; copy it"
                )
        elif entry.is_dir():
            if target not in entered:
                entered.add(target)
                yield from _walk(root, target, f"{name}/", entered)
        else:
            yield _file(name, target)


def _file(name: str, path: Path) -> tuple[str, Path] | Problem:
    unread = why_not_read(name)
    if unread is not None:
        return PassedOver(printable(name), None, unread)
    return (name, path) if name == printable(name) else _unprintable(name)


def _unprintable(name: str) -> Problem:
    return Problem(
        printable(name),
        None,
        "has a name that is not UTF-8, or that holds control characters; rename it",
    )


def printable(name: str) -> str:
    r"""Return a name with bytes that are not UTF-8, and control characters, as `\x…` escapes."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda match: ascii(match[0])[1:-1], text)


def _read_unchanged(path: Path, max_bytes: int) -> bytes | None:
    """Return a file's bytes, or None if it changed meanwhile."""
    # Opening a named pipe would wait for its other end.
    descriptor = _open_without_links(
        path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    with open(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise Rejected(None, "is not a regular file")
        if before.st_size > max_bytes:
            raise Rejected(
                None,
                f"is larger than the limit: {before.st_size:,} bytes of at most {max_bytes:,};"
                " split it, or raise seeds.max_file_bytes",
            )
        data = file.read(max_bytes + 1)
        after = os.fstat(descriptor)
    is_same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return data if is_same and len(data) == after.st_size else None


def _open_without_links(path: Path, flags: int) -> int:
    """Open a file by a path without links. Raises OSError, also if a part of it is a link now.

    Otherwise, a file or folder that is swapped for a link after it was found would lead out.
    """
    if os.open not in os.supports_dir_fd:  # Windows
        return os.open(path, flags)
    # O_PATH needs no permission to list a folder; macOS does not have it.
    to_folder = os.O_DIRECTORY | os.O_NOFOLLOW | getattr(os, "O_PATH", os.O_RDONLY)
    folder = os.open(path.anchor, to_folder)
    try:
        for part in path.parts[1:-1]:
            above, folder = folder, os.open(part, to_folder, dir_fd=folder)
            os.close(above)
        return os.open(path.name, flags | os.O_NOFOLLOW, dir_fd=folder)
    finally:
        os.close(folder)
