"""Paths inside the seeds folder; none leads out of it."""

import os
import stat
from pathlib import Path

from bot.seed_editing.errors import SeedBankError


def root_of(folder: Path) -> Path:
    """Return the seeds folder with links followed, as the reader does."""
    return Path(os.path.realpath(folder))


def path_in(root: Path, name: str) -> Path:
    """Return the path of a name in the seeds folder; raises SeedBankError if that leads out.

    The folder that the file is in is checked with links followed; the file itself need not be.
    """
    path = root / name
    is_inside = Path(os.path.realpath(path.parent)).is_relative_to(root)
    if not is_inside or not name or ".." in Path(name).parts or "\0" in name:
        raise SeedBankError(f"{name} is not a file in the seeds folder.")
    return path


def is_plain_file(path: Path) -> bool:
    """Whether there is a regular file, and not a folder or a link."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def is_plain_folder(path: Path) -> bool:
    """Whether there is a folder, and not a link to one."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False
