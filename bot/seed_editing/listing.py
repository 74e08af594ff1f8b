"""The files of the seeds folder, as they are on the disk."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.articles.files import find_files
from bot.articles.library import require_folder
from bot.seed_editing.model import SeedFile


def list_files(folder: Path) -> tuple[SeedFile, ...]:
    """Return the seed files, in the order of their names; raises SeedsError without a folder."""
    require_folder(folder)
    return tuple(sorted(_files(folder), key=lambda file: file.name))


def _files(folder: Path) -> Iterator[SeedFile]:
    for found in find_files(folder):
        if isinstance(found, tuple):
            name, path = found
            try:
                status = path.stat()
            except OSError:  # gone meanwhile, or a link to nothing
                continue
            changed = datetime.fromtimestamp(status.st_mtime, UTC)
            yield SeedFile(name, status.st_size, changed)
