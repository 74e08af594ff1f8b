"""Named columns of numbers as bytes, and back, without a copy.

The bytes are the length of a header in 8 bytes, the header in JSON, and the columns, each at a
multiple of 64 bytes. Nothing here shows whether they are what was written: a digest over them does.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Column: TypeAlias = NDArray[np.generic]
Columns: TypeAlias = Mapping[str, Column]

_ALIGNMENT = 64
_END = b"\xff"  # never occurs in UTF-8


class NotUsableError(Exception):
    """Bytes that are not what is looked for: damaged, forged, or made by something else."""


def pack_columns(columns: Columns) -> bytes:
    """One-dimensional columns as bytes; the same columns always give the same bytes."""
    table: dict[str, tuple[str, int, int]] = {}
    parts: list[memoryview | bytes] = []
    offset = 0
    for name, column in columns.items():
        table[name] = (column.dtype.str, len(column), offset)
        parts.append(np.ascontiguousarray(column).data.cast("B") if column.nbytes else b"")
        parts.append(bytes(-column.nbytes % _ALIGNMENT))
        offset += -(-column.nbytes // _ALIGNMENT) * _ALIGNMENT
    header = json.dumps(table).encode()
    header += b" " * (-(8 + len(header)) % _ALIGNMENT)
    return b"".join((len(header).to_bytes(8, "little"), header, *parts))


def unpack_columns(data: bytes) -> dict[str, Column]:
    """The columns that were packed, as views of the bytes. Raises NotUsableError."""
    start = 8 + int.from_bytes(data[:8], "little")
    try:
        return {
            name: np.frombuffer(data, np.dtype(kind), length, start + offset)
            for name, (kind, length, offset) in json.loads(data[8:start]).items()
        }
    except (ValueError, TypeError, AttributeError, SyntaxError) as error:
        raise NotUsableError(f"has columns of another make ({error})") from error


def pack_strings(strings: Iterable[str]) -> Column:
    """Strings as a column, in UTF-8; lone surrogates, which programs can send, are kept."""
    return np.frombuffer(
        b"".join(each.encode("utf-8", "surrogatepass") + _END for each in strings), np.uint8
    )


def unpack_strings(column: Column) -> Iterator[str]:
    """The strings that were packed."""
    return (one.decode("utf-8", "surrogatepass") for one in column.tobytes().split(_END)[:-1])
