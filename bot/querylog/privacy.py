"""What of a person the query log may keep."""

import hashlib
import os
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.common.atomic_files import make_private_folder
from bot.config.model import Who
from bot.querylog.errors import QueryLogError
from bot.querylog.model import Place

KEY_BYTES = 32

Labels = tuple[str, str]
"""All that may have been written down for a person."""

_PATIENCE = 2.0  # seconds


def label_asker(asker: int, who: Who, key: bytes) -> str | None:
    """Write down a Discord user: `u:` and the id, `h:` and a hash of it, or nothing.

    The hash is keyed (BLAKE2b of 16 bytes), because there are so few user ids that a plain hash
    is undone by trying them all. The same person has the same hash as long as the key is kept.
    """
    match who:
        case Who.HASHED:
            return "h:" + hashlib.blake2b(str(asker).encode(), key=key, digest_size=16).hexdigest()
        case Who.PLAIN:
            return f"u:{asker}"
        case Who.NONE:
            return None


@dataclass(frozen=True, slots=True)
class Privacy:
    """The rule by which the people of one query log are written down."""

    who: Who
    key: bytes

    @classmethod
    def load(cls, database: Path, who: Who) -> Self:
        """Read the key kept beside the database, made if one is needed.

        Raises QueryLogError if the key cannot be read or made. Only hashes need one; but if
        there is one, people were hashed before, and it is needed to find them.
        """
        path = key_beside(database)
        is_needed = who is Who.HASHED or path.exists()
        return cls(who, read_or_make_key(path) if is_needed else b"")

    def asker(self, asker: int | None) -> str | None:
        """Return what is kept of the one who asked."""
        return None if asker is None else label_asker(asker, self.who, self.key)

    def labels(self, user: int) -> Labels:
        """Return both labels that a user may be stored under: log.who may have been changed."""
        return f"u:{user}", label_asker(user, Who.HASHED, self.key) or ""

    @property
    def tells_apart(self) -> bool:
        """Whether two people are written down as two."""
        return self.who is not Who.NONE

    def channel(self, place: Place) -> int | None:
        """What is kept of the channel: nothing of a direct message, which identifies people."""
        if place.guild_id is None and self.who is not Who.PLAIN:
            return None
        return place.channel_id


def key_beside(database: Path) -> Path:
    """Return where the key of a database's hashes is."""
    return database.with_name(database.name + ".key")


def read_or_make_key(path: Path) -> bytes:
    """Return the secret key in a file, after making the file if there is none.

    The file is only its owner's to read, and holds the key in hexadecimal. Raises QueryLogError.
    """
    try:
        if not path.exists():
            _make_key(path)
        key = bytes.fromhex(_read(path))
    except OSError as error:
        raise QueryLogError(
            path, error.strerror or str(error), "Let the bot read and write it."
        ) from error
    except ValueError as error:
        raise _no_key(path) from error
    if len(key) != KEY_BYTES:
        raise _no_key(path)
    return key


def _read(path: Path) -> str:
    """Read the file, after waiting for another process that is about to fill it."""
    deadline = time.monotonic() + _PATIENCE
    while not (text := path.read_text("ascii")) and time.monotonic() < deadline:
        time.sleep(0.02)
    return text


def _no_key(path: Path) -> QueryLogError:
    return QueryLogError(
        path,
        f"it does not hold a key of {KEY_BYTES} bytes in hexadecimal",
        "Restore it from a backup, or move it away: a new one is then made, to which the people"
        " in the log so far are strangers.",
    )


def copy_key(source: Path, target: Path) -> None:
    """Copy a key, if there is one. Raises QueryLogError if another is there."""
    if not source.exists() or source == target:
        return
    key = read_or_make_key(source)
    make_private_folder(target.parent)
    if not target.exists():
        _make_key(target, key)
    if read_or_make_key(target) != key:
        fault = f"it is another key than {source}"
        raise QueryLogError(target, fault, "Is it the right log? Move one of the keys away if so.")


def _make_key(path: Path, key: bytes | None = None) -> None:
    """Write the whole key beside its place first, so that no one ever reads half of it."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write((key or secrets.token_bytes(KEY_BYTES)).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _put_in_place(draft: Path, path: Path) -> None:
    """Link, which unlike a rename leaves the key of another process that was quicker."""
    with suppress(FileExistsError):
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: take the place, then fill it
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            draft.replace(path)
