"""The data of changes to the seeds folder, as immutable values."""

from dataclasses import dataclass
from datetime import datetime

from bot.articles.model import Article
from bot.documents.problem import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits in bytes for a file and an upload, and in files for the folder and the trash."""

    file_bytes: int
    upload_bytes: int
    files: int
    trashed: int


@dataclass(frozen=True, slots=True)
class SeedText:
    """A file that may become a seed: its original name, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that was read as an article, and can be stored under a safe name."""

    name: str
    data: bytes
    article: Article


@dataclass(frozen=True, slots=True)
class Plan:
    """What storing an upload would do: nothing has been written yet.

    `new` and `replacing` would be written, the latter over files that are there; `same` are the
    names of files that are there with the very same bytes.
    """

    new: tuple[Draft, ...] = ()
    replacing: tuple[Draft, ...] = ()
    same: tuple[str, ...] = ()
    rejected: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A file of the seeds folder, by its path in it; `size` in bytes."""

    name: str
    size: int
    changed: datetime


@dataclass(frozen=True, slots=True)
class Trashed:
    """A file in the trash: its former name in the seeds folder, and the time of its removal.

    `batch` is the folder in the trash with everything that was removed together with it.
    """

    batch: str
    name: str
    size: int
    removed: datetime
