"""Checks the query log and its access rights."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.common.wording import write_count
from bot.config import Config
from bot.config.model import Who
from bot.doctor.model import Finding, fault, fine, hint
from bot.doctor.postgresql import check_server
from bot.querylog.errors import QueryLogError
from bot.querylog.privacy import key_beside, read_or_make_key
from bot.querylog.sqlite.database import check_is_ours, check_is_whole
from bot.querylog.sqlite.migrations import read_migrations, version_of
from bot.querylog.sqlite.reading import connect

_ROOM = 100 * 1024 * 1024
_OTHERS = 0o077
_SUBJECT = "query log"


def check_log(config: Config) -> Iterator[Finding]:
    """Check the database, its key, and the access rights of both; changes nothing."""
    path = config.log.path
    if not config.log.enabled:
        yield fine(_SUBJECT, "off: nothing is stored, and /settings is not available")
        return
    if config.storage is not None:
        yield from check_server(config, config.storage)
        yield from _check_readers(path)
        return
    if path.exists():
        yield from _check_database(path)
        yield from _check_key(path, config.log.who)
        yield from _check_owner(path)
        yield from _check_readers(path)
    else:
        yield _check_place(path)
    yield from _check_room(path)


def _check_place(path: Path) -> Finding:
    """Check whether the database can be created."""
    folder = next(one for one in path.absolute().parents if one.exists())
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return fine(_SUBJECT, f"{path} will be created at the first start")
    remedy = "Give the bot write permission, or set another log.path."
    return fault(_SUBJECT, f"{path} cannot be created in {folder}", remedy)


def _check_database(path: Path) -> Iterator[Finding]:
    if not os.access(path, os.R_OK | os.W_OK):
        remedy = "Give the bot read and write permission, and run this command as the bot's user."
        yield fault(_SUBJECT, f"{path} cannot be read and written", remedy)
        return
    newest = read_migrations()[-1].number
    try:
        with closing(connect(path)) as connection:
            check_is_ours(connection, path, newest)
            check_is_whole(connection, path)
            version = version_of(connection)
            journal: str = connection.execute("PRAGMA journal_mode").fetchone()[0]
            if version:
                yield _describe(connection, path)
    except QueryLogError as error:
        yield fault(_SUBJECT, str(error))
        return
    except sqlite3.Error as error:
        yield fault(_SUBJECT, f"{path}: {error}", "Move it away, or restore a backup.")
        return
    if version < newest:
        remedy = "The next start upgrades it. Make a backup first: verbatim backup FILE"
        yield hint(_SUBJECT, f"{path} was written by an earlier version", remedy)
    if version and journal != "wal":
        remedy = (
            "If it was restored from a backup, the next start creates one. If not, is it on a"
            " network file system? Move it to a local disk."
        )
        yield hint(_SUBJECT, f"{path} has no write-ahead log", remedy)


def _describe(connection: sqlite3.Connection, path: Path) -> Finding:
    count: int = connection.execute("SELECT count(*) FROM queries").fetchone()[0]
    return fine(_SUBJECT, f"{path}, intact, with {write_count(count, 'question')}")


def _check_key(path: Path, who: Who) -> Iterator[Finding]:
    key = key_beside(path)
    if key.exists():
        try:
            read_or_make_key(key)
        except QueryLogError as error:
            yield fault(_SUBJECT, str(error))
    elif who is Who.HASHED and _has_hashes(path):
        remedy = "Restore it from a backup. With a new key, nobody in the log can be recognised."
        yield fault(_SUBJECT, f"The key of the pseudonyms, {key}, is gone", remedy)


def _has_hashes(path: Path) -> bool:
    try:
        with closing(connect(path)) as connection:
            found = connection.execute("SELECT 1 FROM queries WHERE asker GLOB 'h:*' LIMIT 1")
            return found.fetchone() is not None
    except sqlite3.Error:  # said already
        return False


def _check_owner(path: Path) -> Iterator[Finding]:
    if os.name == "posix" and path.stat().st_uid != os.geteuid():
        remedy = "Run this command as the bot's user, so that it can check that user's permissions."
        yield hint(_SUBJECT, f"{path} belongs to another user", remedy)


def _check_readers(path: Path) -> Iterator[Finding]:
    """Check the access rights of the key, and of the database if it is a file."""
    if os.name != "posix":  # elsewhere the mode says nothing of others
        return
    for file in (path, key_beside(path)):
        if file.exists() and file.stat().st_mode & _OTHERS:
            text = f"Other users on this machine can read {file}"
            yield fault(_SUBJECT, text, f"chmod 600 {file}")


def _check_room(path: Path) -> Iterator[Finding]:
    folder = next(one for one in path.absolute().parents if one.exists())
    free = shutil.disk_usage(folder).free
    if free < _ROOM:
        yield hint(
            _SUBJECT,
            f"only {free // 1024 // 1024} MB are free in {folder}",
            "Free some space. Otherwise entries wait in memory and are lost in the end.",
        )
