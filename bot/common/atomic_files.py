"""Replaces files atomically: a reader sees the old file or the new one, never a part."""

import glob
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_PART = ".part"
_ABANDONED_SECONDS = 3_600.0


@contextmanager
def replacing(path: Path, *, makes_folder: bool = False) -> Iterator[IO[bytes]]:
    """Open a file that takes the place of the one at `path` when the `with` ends without a fault.

    It is readable by its owner only. Its folder must exist, unless `makes_folder`. Several
    processes may do this at the same time: one of their files stays. The unfinished file of a
    process that was killed is deleted after an hour. Raises OSError.
    """
    if makes_folder:
        make_private_folder(path.parent)
    _sweep(path)
    with tempfile.NamedTemporaryFile(
        "w+b", dir=path.parent, prefix=f"{path.name}.", suffix=_PART, delete=False
    ) as file:
        beside = Path(file.name)
        try:
            yield file
            file.close()
            beside.replace(path)
        except BaseException:
            file.close()
            beside.unlink(missing_ok=True)
            raise


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, unless it exists. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _sweep(path: Path) -> None:
    """Delete the parts for a path that nobody writes any more."""
    for part in path.parent.glob(f"{glob.escape(path.name)}.*{_PART}"):
        with suppress(OSError):  # another process may be at it, too
            if time.time() - part.stat().st_mtime > _ABANDONED_SECONDS:
                part.unlink()
