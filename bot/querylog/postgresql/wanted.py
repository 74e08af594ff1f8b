"""What is asked of an index on servers in one statement; nothing here needs the driver."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Segment: TypeAlias = tuple[int, int]
"""The number of a server, and that of a segment there."""

Found: TypeAlias = dict[Segment, dict[bytes, bytes]]
"""What was found in each segment, by its key."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is fetched in one statement.

    `keys` are those of rows in any of the `segments`; of each pair of `instead`, the second key is
    one, too, on a server that has no row of the first. `articles` are segments and the numbers of
    articles there; `vectors` have the place of a vector in its article, too, and `size` bytes.
    """

    segments: Sequence[Segment] = ()
    keys: Sequence[bytes] = ()
    instead: Sequence[tuple[bytes, bytes]] = ()
    articles: Sequence[tuple[Segment, int]] = ()
    vectors: Sequence[tuple[Segment, int, int]] = ()
    size: int = 0


def article_key(number: int) -> bytes:
    """The key of an article in its segment."""
    return number.to_bytes(4, "big")


def vector_key(number: int, place: int) -> bytes:
    """The key of a vector: its article, and its place there."""
    return number.to_bytes(4, "big") + place.to_bytes(4, "big")
