"""The trash, from which removed and replaced seed files can be restored.

It is the folder `.trash` in the seeds folder, which the reader skips. Each removal makes a folder
in it, named by its time, in which a file keeps its path.
"""

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.articles.files import TRASH as FOLDER
from bot.seed_editing.errors import SeedBankError
from bot.seed_editing.model import Trashed
from bot.seed_editing.paths import is_plain_file, is_plain_folder

_TIME = "%Y%m%dT%H%M%S.%fZ"
_TRIES = 10
_BATCH = re.compile(r"\d{8}T\d{6}\.\d{6}Z")


def list_trash(root: Path) -> tuple[Trashed, ...]:
    """Return the files in the trash of the seeds folder `root`, the latest first."""
    trash = root / FOLDER
    if not is_plain_folder(trash):
        return ()
    batches = sorted((one for one in os.listdir(trash) if _BATCH.fullmatch(one)), reverse=True)
    return tuple(item for batch in batches for item in _items(trash, batch))


def open_batch(root: Path, now: datetime) -> Path:
    """Make a new folder in the trash for one removal, and return its path."""
    trash = root / FOLDER
    if os.path.lexists(trash) and not is_plain_folder(trash):
        raise SeedBankError(f"{FOLDER} in the seeds folder is not a folder; move it away.")
    trash.mkdir(exist_ok=True)
    # The time is the folder's name, and two removals may fall into one microsecond.
    while True:
        path = trash / now.astimezone(UTC).strftime(_TIME)
        with suppress(FileExistsError):
            path.mkdir()
            return path
        now += timedelta(microseconds=1)


def throw_away(root: Path, name: str, batch: Path) -> None:
    """Move a file of the seeds folder into a new batch."""
    _put(root / name, batch, name, os.rename)


def keep_copy(root: Path, name: str, batch: Path) -> Path:
    """Keep a file of the seeds folder, which stays, in a new batch too; return its path there."""
    return _put(root / name, batch, name, _copy)


def path_of(root: Path, item: Trashed) -> Path:
    """Return the path of a file in the trash."""
    return root / FOLDER / item.batch / item.name


def prune(root: Path, most: int) -> None:
    """Delete the oldest files in the trash beyond `most`, and the folders that are empty then."""
    for item in list_trash(root)[most:]:
        path_of(root, item).unlink(missing_ok=True)
    trash = root / FOLDER
    if is_plain_folder(trash):
        for batch in os.listdir(trash):
            if _BATCH.fullmatch(batch):
                _remove_empty(trash / batch)


def _put(source: Path, batch: Path, name: str, put: Callable[[Path, Path], None]) -> Path:
    """Move a file into a batch, which another process may delete while it is still empty."""
    target = batch / name
    for _ in range(_TRIES):
        with suppress(FileNotFoundError, FileExistsError):  # either may be raised of such a folder
            target.parent.mkdir(parents=True, exist_ok=True)
            put(source, target)
            return target
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(source))


def _copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)  # it may be swapped for a link meanwhile
    except FileNotFoundError:
        raise
    except OSError:  # a file system without hard links
        shutil.copy2(source, target, follow_symlinks=False)


def _items(trash: Path, batch: str) -> Iterator[Trashed]:
    folder = trash / batch
    if not is_plain_folder(folder):
        return
    removed = datetime.strptime(batch, _TIME).replace(tzinfo=UTC)
    for above, folders, leaves in os.walk(folder):  # which does not follow links
        folders.sort()
        for leaf in sorted(leaves):
            path = Path(above, leaf)
            with suppress(FileNotFoundError):  # deleted meanwhile
                if is_plain_file(path):
                    name = path.relative_to(folder).as_posix()
                    yield Trashed(batch, name, path.lstat().st_size, removed)


def _remove_empty(folder: Path) -> None:
    for above, _, _ in os.walk(folder, topdown=False):
        with suppress(OSError):  # not empty
            os.rmdir(above)
