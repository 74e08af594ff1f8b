"""One file of columns: checksummed as a whole, and read into memory of this process's own.

It begins with a line that names the format, then 32 bytes that say what it was made of, then the
BLAKE2b of all that follows: the length of a header in 8 bytes, the header in JSON, and the columns,
each at a multiple of 64 bytes behind it.
"""

import json
import mmap
import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.common.atomic_files import replacing

Column: TypeAlias = NDArray[np.generic]

_MAGIC = b"Verbatim corpus, format 1\n"
KEY_BYTES = 32
_DIGEST_BYTES = 32
_CHECKED_FROM = len(_MAGIC) + KEY_BYTES + _DIGEST_BYTES
_ALIGNMENT = 64
_AT_ONCE = 1 << 24  # bytes that are hashed with the interpreter lock released


class NotUsableError(Exception):
    """The file is not what is looked for: damaged, or made of something else."""


def write_container(path: Path, key: bytes, columns: Mapping[str, Column]) -> None:
    """Write a file in place of any other, whole or not at all. Raises OSError."""
    table: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, column in columns.items():
        table[name] = (column.dtype.str, len(column), offset)
        offset += -(-column.nbytes // _ALIGNMENT) * _ALIGNMENT
    header = json.dumps(table).encode()
    header += b" " * (-(_CHECKED_FROM + 8 + len(header)) % _ALIGNMENT)
    with replacing(path) as file:
        state = blake2b(digest_size=_DIGEST_BYTES)
        file.write(_MAGIC + key + bytes(_DIGEST_BYTES))
        for part in (len(header).to_bytes(8, "little"), header, *_padded(columns)):
            state.update(part)
            file.write(part)
        file.seek(len(_MAGIC) + KEY_BYTES)
        file.write(state.digest())


def read_container(path: Path, key: bytes) -> dict[str, Column]:
    """Read the columns of a file that was made with this key.

    Raises NotUsableError if it was made with another one, is damaged, or could have been written
    by somebody else, and OSError.
    """
    with path.open("rb") as file:
        state = os.fstat(file.fileno())
        if os.name == "posix" and (state.st_uid != os.geteuid() or state.st_mode & 0o022):
            raise NotUsableError("belongs to somebody else, or others may write it")
        start = file.read(_CHECKED_FROM)
        if not start.startswith(_MAGIC + key):
            raise NotUsableError("was made with other settings or by another version")
        if len(start) < _CHECKED_FROM:
            raise NotUsableError("is damaged")
        whole = _read_whole(file, state.st_size)
    if start[-_DIGEST_BYTES:] != _digest(whole[_CHECKED_FROM:]):
        raise NotUsableError("is damaged")
    first = _CHECKED_FROM + 8
    end = first + int.from_bytes(whole[_CHECKED_FROM:first], "little")
    header = json.loads(bytes(whole[first:end]))
    return {
        name: np.frombuffer(whole, np.dtype(kind), length, end + offset)
        for name, (kind, length, offset) in header.items()
    }


def _read_whole(file: BinaryIO, size: int) -> memoryview:
    """Read a file into memory that nobody else can change, which a mapped file is not."""
    whole = memoryview(mmap.mmap(-1, size))  # in pages, so that columns begin at whole words
    file.seek(0)
    filled = 0
    while filled < size and (count := file.readinto(whole[filled:])):  # type: ignore[attr-defined] # a file has it
        filled += count
    if filled < size:
        raise NotUsableError("was cut while it was read")
    return whole.toreadonly()


def _padded(columns: Mapping[str, Column]) -> Iterator[memoryview | bytes]:
    for column in columns.values():
        yield np.ascontiguousarray(column).data.cast("B") if column.nbytes else b""
        yield bytes(-column.nbytes % _ALIGNMENT)


def _digest(content: memoryview) -> bytes:
    state = blake2b(digest_size=_DIGEST_BYTES)
    for start in range(0, len(content), _AT_ONCE):
        state.update(content[start : start + _AT_ONCE])
    return state.digest()
