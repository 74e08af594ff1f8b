"""Vectors for the segments of an index: an article that stays is never read again."""

from collections.abc import Mapping
from concurrent.futures import CancelledError
from dataclasses import replace
from itertools import chain

import numpy as np

from bot.retrieval.index.indexing import Index
from bot.retrieval.index.passage_offsets import firsts
from bot.retrieval.semantic.meaning import Embedder, Rows
from bot.retrieval.semantic.vectors import ReadingStopped, read_vectors


class EmbeddingStopped(CancelledError):
    """Reading was given up; `index` has the vectors that were made until then."""

    def __init__(self, index: Index) -> None:
        super().__init__("not all articles were read")
        self.index = index


def with_vectors(index: Index, embedder: Embedder, known: Mapping[bytes, Rows]) -> Index:
    """The index with vectors for all segments; windows of a `known` key are not read.

    Raises EmbeddingStopped if the embedder gives up.
    """
    parts = list(index.parts)
    for number, part in enumerate(parts):
        if part.is_read:
            continue
        passages = part.segment.passages
        try:
            vectors = read_vectors(embedder, passages, known, part.vectors)
        except ReadingStopped as stopped:
            parts[number] = replace(part, vectors=stopped.vectors)
            raise EmbeddingStopped(replace(index, parts=tuple(parts))) from stopped
        parts[number] = replace(part, vectors=vectors)
    return replace(index, parts=tuple(parts))


def all_vectors(index: Index) -> dict[bytes, Rows]:
    """The vectors of all windows that were read, by the windows' keys."""
    found = (part.vectors.within() for part in index.parts if part.vectors)
    return dict(chain.from_iterable(one.items() for one in found))


def vectors_gone(before: Index, after: Index) -> dict[bytes, Rows]:
    """The vectors of removed articles by window: the next version of an article may share some."""
    now = {id(part.segment): part.gone for part in after.parts}
    known: dict[bytes, Rows] = {}
    for part in before.parts:
        if part.vectors is None:
            continue
        stays = ~now.get(id(part.segment), np.ones(len(part.gone), bool))
        counts = part.segment.columns.spans.passages
        starts = firsts(counts)
        for article in np.flatnonzero(~part.gone & ~stays).tolist():
            start = starts.item(article)
            known |= part.vectors.within(start, start + counts.item(article))
    return known
