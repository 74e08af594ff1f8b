"""A fingerprint of the code, libraries and settings that an index depends on."""

import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import bot

_LIBRARIES = (
    *("charset-normalizer", "markdown-it-py", "mdit-py-plugins", "numpy", "pystemmer", "pyyaml"),
    *("rank-bm25", "regex", "sentencex", "stopwordsiso"),
)
_PACKAGES = ("common", "documents", "articles", "retrieval", "library")
_KINDS = frozenset({".py", ".txt", ".yaml"})


@cache
def fingerprint(max_bytes: int) -> str:
    """A digest that changes when anything does that could make another index of the same seeds.

    `max_bytes` is the size above which a seed file is rejected. It is of the code as it was when
    this was first asked for in a process, which is the code that runs there: files that an update
    has replaced since are not.
    """
    state = blake2b(digest_size=32)
    # Python's Unicode tables decide what a letter is, so that another Python may split words
    # differently.
    parts = [f"{max_bytes}", sys.version, unicodedata.unidata_version]
    parts += (f"{library} {version(library)}" for library in _LIBRARIES)
    state.update("\n".join(parts).encode())
    for path in code_files():
        state.update(path.read_bytes())
    return state.hexdigest()


def code_files() -> Iterator[Path]:
    """The files of Verbatim, code and word lists, that reading and indexing seeds depends on."""
    for root in map(Path, bot.__path__):
        for package in _PACKAGES:
            found = sorted((root / package).rglob("*.*"))
            yield from (path for path in found if path.suffix in _KINDS)
