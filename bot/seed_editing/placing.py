"""Writes files to the seeds folder atomically."""

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

PREFIX, SUFFIX = ".verbatim-", ".new"
"""Of the files that are not finished; their names are hidden, so that the reader passes over."""

_ABANDONED = 3_600  # seconds, after which nobody is still writing an article


def write_draft(folder: Path, data: bytes) -> Path:
    """Write bytes to a new hidden file, up to the disk, and return its path; may raise OSError."""
    path = folder / f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}"
    try:
        with open(path, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def place(source: Path, target: Path) -> None:
    """Move a file to a name that is free; raises FileExistsError if it is not, or OSError."""
    try:
        os.link(source, target)  # which, unlike a renaming, never overwrites
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.rename(source, target)
    else:
        os.unlink(source)


def sync_folder(folder: Path) -> None:
    """Make sure that names in a folder survive a power failure, if the system can do that."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep_drafts(folder: Path) -> None:
    """Delete the drafts of an interrupted process."""
    for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(FileNotFoundError):  # finished meanwhile, by another process
            if time.time() - path.lstat().st_mtime > _ABANDONED:
                path.unlink()
