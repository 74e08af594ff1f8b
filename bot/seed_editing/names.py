"""Makes file names that are safe on every file system."""

import re
import unicodedata
from collections.abc import Container

from bot.articles.files import HIDDEN
from bot.documents.registry import SUFFIXES

LONGEST = 100
"""Characters of a name made here, with its suffix."""

NOT_SUPPORTED = f"is not of a supported kind: {', '.join(SUFFIXES)}"
"""Why a file cannot be a seed file, by its name."""

LONGEST_BYTES = 200
"""Of a name in UTF-8; file systems take 255, of which temporary names need some."""

_FALLBACK = "article"
_SLASHES = re.compile(r"[/\\]")
_NOT_IN_NAMES = re.compile(r"[<>:\"|?*/\\]+")
_HIDING = " .-~$"  # at the beginning, most of these hide a file, from the reader as well
_NOT_IN_SLUGS = re.compile(r"[\W_]+")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)


def file_name(given: str) -> str | None:
    """Make a safe name from that of an uploaded file, or from a path in an archive.

    It has no folders, is not hidden, and contains nothing that Windows, macOS or Linux refuse, or
    that is invisible. None if the suffix is not that of a seed file.
    """
    leaf = _visible(_SLASHES.split(given)[-1]).strip()
    # Before the other checks: an unknown kind is the error that people can do something about.
    suffix = next((one for one in SUFFIXES if leaf.lower().endswith(one)), None)
    if suffix is None:
        return None
    return _fit(_NOT_IN_NAMES.sub("-", leaf[: -len(suffix)]), suffix)


def name_of_title(title: str) -> str:
    """Make the name of a seed file from the title of its article: 'the-bridge-opens.txt'."""
    return _fit(_NOT_IN_SLUGS.sub("-", _visible(title).lower()), SUFFIXES[0])


def is_hidden(path: str) -> bool:
    """Whether a path in an archive is a file that systems hide and the reader passes over."""
    parts = _SLASHES.split(path)
    return any(part.startswith(HIDDEN) and part not in (".", "..") for part in parts) or (
        "__MACOSX" in parts
    )


def likeness(name: str) -> str:
    """Return a form that is equal for all names that some file system takes for the same."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def numbered(name: str, taken: Container[str]) -> str:
    """Return this name with a number that makes its likeness a free one."""
    stem, dot, suffix = name.rpartition(".")
    number = 2
    while likeness(result := _fit(stem, dot + suffix, f"-{number}")) in taken:
        number += 1
    return result


def _visible(text: str) -> str:
    """Normalise a text and drop invisible characters, such as control and reordering characters."""
    normal = unicodedata.normalize("NFC", " ".join(text.split()))
    seen = (char for char in normal if not unicodedata.category(char).startswith("C"))
    return " ".join("".join(seen).split())


def _fit(stem: str, suffix: str, number: str = "") -> str:
    """Put a name together that is neither hidden, nor reserved, nor too long."""
    # A name that begins with a full stop or a tilde would be hidden from the reader.
    stem = stem.strip(_HIDING) or _FALLBACK
    if stem.split(".")[0].strip().lower() in _DEVICES:
        stem = f"{_FALLBACK}-{stem}"
    end = number + suffix
    stem = stem[: LONGEST - len(end)]
    while len((stem + end).encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    return (stem.rstrip(_HIDING) or _FALLBACK) + end
