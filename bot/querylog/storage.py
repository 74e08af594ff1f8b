"""Chooses the database that the configuration names, and opens the query log in it."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from bot.config import Config, ConfigError
from bot.config.model import Who
from bot.config.storage import SCHEMES, VARIABLE, checked_url
from bot.querylog.log import QueryLog
from bot.querylog.privacy import key_beside
from bot.querylog.recorder import Recorder
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.store import LogStore

_NO_DATABASE = (
    "This URL cannot be used: name the path of an SQLite file, or a PostgreSQL server as"
    " postgresql://user@host/database."
)


@dataclass(frozen=True, slots=True)
class LogDatabase:
    """A database of a query log, and the file with the key of its hashes.

    `server` is the URL of a server, None for a file.
    """

    store: LogStore
    key_file: Path
    server: str | None = None


def database_at(name: str, config: Config, *, patience: float = 0.0) -> LogDatabase:
    """Return the database at a URL of PostgreSQL or at a path, not opened yet.

    A lock of another process on a file is waited for, so many seconds of `patience`. Raises
    ConfigError if a package is missing, or the URL cannot be used.
    """
    if not name.startswith(tuple(f"{scheme}:" for scheme in SCHEMES)):
        if "://" in name:  # not shown: it may hold a password
            raise ConfigError(_NO_DATABASE)
        path = Path(name)
        return LogDatabase(SqliteStore(path, patience=patience), key_beside(path))
    try:
        url = checked_url(name)
    except ValueError as error:
        raise ConfigError(f"This URL cannot be used: {error}.") from None
    key_file = key_beside(config.log.path)
    store = cast("LogStore", from_postgresql("store", "open_store", url, key_file))
    return LogDatabase(store, key_file, url)


def configured_database(config: Config, *, patience: float = 0.0) -> LogDatabase:
    """Return the database that the configuration names, as `database_at` does."""
    return database_at(config.storage or str(config.log.path), config, patience=patience)


def store_of(config: Config, *, patience: float = 0.0) -> LogStore:
    """Return the database that the configuration names, as `database_at` does."""
    return configured_database(config, patience=patience).store


def recording_store(config: Config, *, patience: float = 0.0) -> LogStore | None:
    """Return what `store_of` does, or None if no query log is to be kept."""
    return store_of(config, patience=patience) if config.log.enabled else None


@asynccontextmanager
async def open_recorder(store: LogStore | None, who: Who = Who.HASHED) -> AsyncIterator[Recorder]:
    """Open the query log in a database, or without one the log that keeps nothing.

    A database that is out of reach is tried again, and answers go on meanwhile. Raises
    QueryLogError.
    """
    if store is None:
        yield Recorder()
    else:
        async with QueryLog.open(store, who, waits=True) as log:
            yield log


def from_postgresql(module: str, function: str, url: str, *arguments: Path | str) -> object:
    """Call a function that needs the extra `postgresql` with a URL, the password, and arguments.

    Raises ConfigError without that extra, and what the function raises.
    """
    try:
        # By name, so that the base install runs without psycopg.
        found = import_module(f"bot.querylog.postgresql.{module}")
    except ImportError as error:
        raise ConfigError(
            "storage is a PostgreSQL server, but the extra postgresql is not installed"
            f" ({' '.join(str(error).split())}). Install it: pip install -c constraints.txt"
            " '.[postgresql]'"
        ) from None
    made: object = getattr(found, function)(url, os.environ.get(VARIABLE) or None, *arguments)
    return made
