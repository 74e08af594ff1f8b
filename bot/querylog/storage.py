"""Chooses the database that the configuration names."""

from bot.config import Config
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.store import LogStore


def store_of(config: Config, *, patience: float = 0.0) -> LogStore:
    """Return the database of the query log, not opened yet.

    A lock of another process on a file is waited for, so many seconds of `patience`.
    """
    return SqliteStore(config.log.path, patience=patience)


def recording_store(config: Config, *, patience: float = 0.0) -> LogStore | None:
    """Return what `store_of` does, or None if no query log is to be kept."""
    return store_of(config, patience=patience) if config.log.enabled else None
