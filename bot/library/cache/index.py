"""The columns of a segment as bytes, and back."""

from typing import cast

import numpy as np
from numpy.typing import NDArray

from bot.library.cache.columns import (
    Columns,
    pack_columns,
    pack_strings,
    unpack_columns,
    unpack_strings,
)
from bot.retrieval.index import segments
from bot.retrieval.index.inverted import Inverted
from bot.retrieval.index.passage_offsets import Spans
from bot.retrieval.index.vocabulary import Words
from bot.retrieval.semantic.vectors import KEY_BYTES, Vectors

_SPANS = ("passages", "paragraphs", "numbers", "sizes", "starts", "ends")
_INVERTED = ("starts", "documents", "frequencies", "lengths")


def pack_index(columns: segments.Columns) -> bytes:
    """All that was made of the articles of a segment."""
    words = columns.words
    return pack_columns(
        {
            **{f"spans: {name}": getattr(columns.spans, name) for name in _SPANS},
            **_pack_inverted("terms", columns.terms),
            **_pack_inverted("stories", columns.stories),
            "related": columns.related,
            "words": pack_strings(words.spelt),
            "words: counts": words.counts,
            "words: said": words.said,
            **_pack_inverted("grams", words.grams),
        }
    )


def unpack_index(data: bytes) -> segments.Columns:
    """The columns that were packed, as views of the bytes."""
    columns = unpack_columns(data)
    return segments.Columns(
        spans=Spans(*(_narrow(columns, f"spans: {name}") for name in _SPANS)),
        terms=_unpack_inverted("terms", columns),
        stories=_unpack_inverted("stories", columns),
        related=_narrow(columns, "related"),
        words=Words(
            tuple(unpack_strings(columns["words"])),
            _narrow(columns, "words: counts"),
            _unpack_inverted("grams", columns),
            _narrow(columns, "words: said"),
        ),
    ).sharing()


def pack_vectors(vectors: Vectors) -> bytes:
    """The vectors of a segment."""
    return pack_columns(
        {
            "rows": vectors.rows.ravel(),
            "passages": np.array([len(vectors.rows)], np.int64),
            "firsts": vectors.firsts,
            "sizes": vectors.sizes,
            "keys": vectors.keys.ravel(),
        }
    )


def unpack_vectors(data: bytes) -> Vectors:
    """The vectors that were packed, as views of the bytes."""
    columns = unpack_columns(data)
    passages = int(columns["passages"].astype(np.int64)[0])
    rows = columns["rows"].astype(np.int8, casting="safe", copy=False)
    return Vectors(
        rows.reshape(passages, -1 if passages else 0),
        columns["firsts"].astype(np.int32, casting="safe", copy=False),
        columns["sizes"].astype(np.int32, casting="safe", copy=False),
        columns["keys"].astype(np.uint8, casting="safe", copy=False).reshape(-1, KEY_BYTES),
    )


def _pack_inverted(name: str, inverted: Inverted) -> Columns:
    return {
        name: pack_strings(inverted.terms),
        **{f"{name}: {column}": getattr(inverted, column) for column in _INVERTED},
    }


def _unpack_inverted(name: str, columns: Columns) -> Inverted:
    terms = tuple(unpack_strings(columns[name]))
    return Inverted(terms, *(_narrow(columns, f"{name}: {column}") for column in _INVERTED))


def _narrow(columns: Columns, name: str) -> NDArray[np.unsignedinteger]:
    column = columns[name]
    if column.dtype.kind != "u":
        raise ValueError(f"{name} is of {column.dtype}")
    return cast("NDArray[np.unsignedinteger]", column)
