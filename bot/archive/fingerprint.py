"""What an index depends on besides the seeds: code, libraries and settings."""

import sys
import unicodedata
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

import bot.archive
import bot.articles
import bot.retrieval
from bot.archive.container import KEY_BYTES

_LIBRARIES = ("numpy", "pystemmer", "rank-bm25", "regex", "sentencex", "stopwordsiso")
_CODE = (bot.archive, bot.articles, bot.retrieval)


def fingerprint(max_bytes: int) -> bytes:
    """A digest that changes when anything does that could make another index of the same seeds.

    `max_bytes` is the size above which a seed file is rejected.
    """
    state = blake2b(digest_size=KEY_BYTES)
    parts = [f"{max_bytes}", sys.version, unicodedata.unidata_version]
    parts += (f"{library} {version(library)}" for library in _LIBRARIES)
    state.update("\n".join(parts).encode())
    for package in _CODE:
        for folder in package.__path__:
            for path in sorted(Path(folder).rglob("*.*")):
                if path.suffix in {".py", ".txt"}:
                    state.update(path.read_bytes())
    return state.digest()
