"""The vectors of an article's passages as bytes: the rows, then the windows they were read in.

The rows come first, so that a few of them can be read by where they stand.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bot.articles.model import Article
from bot.retrieval.index.passage_offsets import firsts
from bot.retrieval.index.segments import Segment
from bot.retrieval.semantic.meaning import Rows
from bot.retrieval.semantic.vectors import KEY_BYTES, Vectors

if TYPE_CHECKING:
    from bot.querylog.postgresql.remote_index import RemoteIndex

KeptVectors: TypeAlias = tuple[bytes | None, bytes | None]
"""The vectors of an article, if it has any, and the key under which they are found again."""

_END = 8  # bytes: the number of windows, and that of a row's components
_AT_ONCE = 256  # articles whose vectors are fetched by one statement


def kept_vectors(vectors: Vectors, segment: Segment, model: str) -> Iterator[KeptVectors]:
    """What is kept for each article of a segment."""
    counts = segment.columns.spans.passages
    starts = firsts(counts).tolist()
    for article, start, count in zip(segment.articles, starts, counts.tolist(), strict=True):
        windows = slice(*np.searchsorted(vectors.firsts, (start, start + count)))
        packed = _packed(
            Vectors(
                vectors.rows[start : start + count],
                vectors.firsts[windows] - np.int32(start),
                vectors.sizes[windows],
                vectors.keys[windows],
            )
        )
        # Without a window, the model does not know its language.
        yield packed if len(vectors.firsts[windows]) else None, _key(model, article.name)


def known_windows(
    index: "RemoteIndex", model: str, articles: Sequence[Article]
) -> dict[bytes, Rows]:
    """The rows of the windows of these articles that were read for any version, by their keys."""
    keys = [_key(model, one.name) for one in articles]
    known: dict[bytes, Rows] = {}
    for start in range(0, len(keys), _AT_ONCE):
        for data in index.vectors_of(keys[start : start + _AT_ONCE]):
            known |= _unpacked(data).within()
    return known


def _key(model: str, name: str) -> bytes:
    """The key of an article's vectors in all its versions."""
    spelt = f"{model}\0{name}".encode("utf-8", "surrogatepass")
    return blake2b(spelt, digest_size=KEY_BYTES).digest()


def _packed(vectors: Vectors) -> bytes:
    return b"".join(
        (
            vectors.rows.tobytes(),
            vectors.firsts.astype("<i4").tobytes(),
            vectors.sizes.astype("<i4").tobytes(),
            vectors.keys.tobytes(),
            np.array([len(vectors.firsts), vectors.rows.shape[1]], "<i4").tobytes(),
        )
    )


def _unpacked(data: bytes) -> Vectors:
    """The vectors that were packed; none if the bytes are something else."""
    try:
        count, width = np.frombuffer(data[-_END:], "<i4").tolist()
        start = len(data) - _END - count * (8 + KEY_BYTES)
        places, sizes = np.frombuffer(data, "<i4", 2 * count, start).reshape(2, count)
        keys = np.frombuffer(data, np.uint8, count * KEY_BYTES, start + 8 * count)
        rows = np.frombuffer(data[:start], np.int8).reshape(-1, width)
    except ValueError:
        return Vectors.of(np.empty((0, 0), np.int8), [])
    return Vectors(
        rows, places.astype(np.int32), sizes.astype(np.int32), keys.reshape(-1, KEY_BYTES)
    )
