"""Copies a query log as it is at one moment, also while the bot writes it."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.querylog.errors import QueryLogError
from bot.querylog.privacy import key_beside
from bot.querylog.sqlite.database import check_is_ours, check_is_whole
from bot.querylog.sqlite.migrations import read_migrations
from bot.querylog.sqlite.reading import connect

_OTHER_NAME = "Name another; a backup overwrites nothing."


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup consists of: the database, and the key of the hashes if there is one.

    Each lies to the other as in the original, so that the backup is itself a query log.
    """

    database: Path
    key: Path | None
    questions: int


def back_up(database: Path, target: Path) -> Backup:
    """Copy the query log to `target`, and the key that tells people apart to `target`.key.

    Both are for their owner only, and there whole or not at all; without the key, everybody in the
    log would be a stranger from then on. A log of an older schema is copied as it is. Blocks.
    Raises QueryLogError if there is no log, it is damaged, or the copy cannot be made.
    """
    check_is_free(target)
    key, key_target = key_beside(database), key_beside(target)
    try:
        with _draft_of(target) as draft, _draft_of(key_target) as key_draft:
            questions = _copy(database, draft)
            has_key = key.exists()
            if has_key:
                key_draft.write_bytes(key.read_bytes())
                # The key first: a database without its key could be used, and would make a new one.
                _put_in_place(key_draft, key_target)
            try:
                _put_in_place(draft, target)
            except BaseException:
                if has_key:
                    key_target.unlink()
                raise
    except OSError as error:
        fault = f"{error.strerror} ({error.filename})"
        raise QueryLogError(target, fault, "Fix this, or name another file.") from error
    return Backup(target, key_target if has_key else None, questions)


def check_is_free(target: Path) -> None:
    """Raise QueryLogError if `target` is in no folder, or a backup would overwrite something."""
    if target.is_dir():
        raise QueryLogError(target, "it is a folder", "Name a file in it.")
    if not target.parent.is_dir():
        fault = f"there is no folder {target.parent}"
        raise QueryLogError(target, fault, "Make it, or name another file.")
    for path in (target, key_beside(target)):
        if os.path.lexists(path):
            raise QueryLogError(path, "there is such a file already", _OTHER_NAME)


def _copy(database: Path, draft: Path) -> int:
    """Copy a database over an empty file, and return how many questions it holds."""
    try:
        with (
            closing(connect(database)) as source,
            closing(sqlite3.connect(draft, isolation_level=None)) as copy,
        ):
            check_is_ours(source, database, read_migrations()[-1].number)
            source.backup(copy)
            # Else it would need the files of a write-ahead log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            check_is_whole(copy, database)
            questions: int = copy.execute("SELECT count(*) FROM queries").fetchone()[0]
            return questions
    except sqlite3.Error as error:
        remedy = "Is it the log.path of the bot, and is there room for a copy?"
        raise QueryLogError(database, str(error), remedy) from error


@contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    """Make an empty file beside a path, for its owner only, which goes in the end."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(f"{draft.name}-journal").unlink(missing_ok=True)


def _put_in_place(draft: Path, path: Path) -> None:
    """Give a file its name once it is on the disk; raises FileExistsError if that is taken."""
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise
        draft.rename(path)
