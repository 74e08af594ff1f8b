"""The rows of a segment: their keys, and their data as bytes."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.library.remote.errors import damaged
from bot.retrieval.index.inverted import Inverted
from bot.retrieval.index.segments import Segment

PASSAGES: Final = b"p"
"""The postings of a term over passages."""
STORIES: Final = b"s"
"""The postings of a term over the headlines of related stories."""
GRAMS: Final = b"g"
"""How often the words with a gram occur."""
WORDS: Final = b"w"
"""The words with a gram."""

_LONGEST = 500  # bytes of a key; an index of PostgreSQL takes some 2,700
_HEADER = 8
_WIDTHS = frozenset({1, 2, 4, 8})

Counted: TypeAlias = tuple[
    NDArray[np.unsignedinteger], NDArray[np.unsignedinteger], NDArray[np.unsignedinteger]
]
"""The documents of a term, its frequencies there, and the lengths of the documents."""


def key_of(kind: bytes, term: str) -> bytes:
    """The key of a term's row; of a long term, a digest stands in it."""
    spelt = term.encode("utf-8", "surrogatepass")
    return kind + (spelt if len(spelt) <= _LONGEST else sha256(spelt).digest())


def rows_of(segment: Segment) -> Iterator[tuple[bytes, bytes]]:
    """The rows of a segment, each with its key."""
    columns = segment.columns
    yield from _postings(PASSAGES, columns.terms)
    yield from _postings(STORIES, columns.stories)
    words = columns.words
    said = words.said.tolist()
    for row, gram in enumerate(words.grams.terms):
        held = words.grams.documents[words.grams.span(row)].tolist()
        yield key_of(GRAMS, gram), said[row].to_bytes(8, "little")
        yield key_of(WORDS, gram), pack_words(words.spelt[one] for one in held)


def _postings(kind: bytes, inverted: Inverted) -> Iterator[tuple[bytes, bytes]]:
    for row, term in enumerate(inverted.terms):
        span = inverted.span(row)
        documents = inverted.documents[span]
        frequencies = inverted.frequencies[span]
        yield (
            key_of(kind, term),
            pack_postings((documents, frequencies, inverted.lengths[documents])),
        )


def pack_words(words: Iterable[str]) -> bytes:
    """Words, which have no line breaks, one a line."""
    return "\n".join(words).encode("utf-8", "surrogatepass")


def unpack_words(data: bytes) -> list[str]:
    """The words that were packed. Raises ArticlesUnavailable."""
    try:
        return data.decode("utf-8", "surrogatepass").split("\n")
    except ValueError as error:
        raise damaged() from error


def pack_postings(columns: Counted) -> bytes:
    """The postings of a term: the bytes that a number takes in each column, and the columns."""
    widths = bytes(column.dtype.itemsize for column in columns)
    ordered = (column.astype(f"<u{width}") for column, width in zip(columns, widths, strict=True))
    return b"".join((widths.ljust(_HEADER, b"\0"), *(column.tobytes() for column in ordered)))


def unpack_postings(data: bytes) -> Counted:
    """The columns that were packed, as views of the bytes. Raises ArticlesUnavailable."""
    size = postings_in(data)
    first, second, third = data[:3]
    at = _HEADER + size * first
    return (
        np.frombuffer(data, f"<u{first}", size, _HEADER),
        np.frombuffer(data, f"<u{second}", size, at),
        np.frombuffer(data, f"<u{third}", size, at + size * second),
    )


def postings_in(data: bytes) -> int:
    """The number of postings in a row. Raises ArticlesUnavailable."""
    widths = data[:3]
    is_whole = len(data) >= _HEADER and _WIDTHS.issuperset(widths)
    if not is_whole or (len(data) - _HEADER) % sum(widths):
        raise damaged()
    return (len(data) - _HEADER) // sum(widths)
