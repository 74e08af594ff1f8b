"""Chooses the database that the configuration names."""

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TypeAlias, cast

from bot.config import Config, ConfigError
from bot.config.storage import VARIABLE
from bot.querylog.privacy import key_beside
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.store import LogStore

_Opener: TypeAlias = Callable[[str, str | None, Path], LogStore]


def store_of(config: Config, *, patience: float = 0.0) -> LogStore:
    """Return the database of the query log, not opened yet.

    A lock of another process on a file is waited for, so many seconds of `patience`. Raises
    ConfigError if a package is missing.
    """
    if config.storage is None:
        return SqliteStore(config.log.path, patience=patience)
    key_file = key_beside(config.log.path)
    open_store = cast("_Opener", load_postgresql("store").open_store)
    return open_store(config.storage, os.environ.get(VARIABLE), key_file)


def recording_store(config: Config, *, patience: float = 0.0) -> LogStore | None:
    """Return what `store_of` does, or None if no query log is to be kept."""
    return store_of(config, patience=patience) if config.log.enabled else None


def load_postgresql(name: str) -> ModuleType:
    """Import a module that needs the extra `postgresql`. Raises ConfigError without that extra."""
    try:
        return import_module(f"bot.querylog.postgresql.{name}")
    except ImportError as error:
        raise ConfigError(
            "storage is a PostgreSQL server, but the extra postgresql is not installed"
            f" ({' '.join(str(error).split())}). Install it: pip install -c constraints.txt"
            " '.[postgresql]'"
        ) from None
