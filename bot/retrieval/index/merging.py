"""Merges segments by tiers of size, as Lucene does, so that there are never many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.retrieval.index.indexing import Index, index_over
from bot.retrieval.index.passage_offsets import in_order
from bot.retrieval.index.segments import Part, Segment, join_columns
from bot.retrieval.semantic.vectors import join_vectors

_FULL = 6
"""Segments of a tier that are merged: with more of them, questions take a tenth longer."""
_FACTOR = 8
"""How much larger the segments of the next tier may be."""
_SMALLEST = 256
"""Passages of the largest segment in the lowest tier."""
_MOSTLY_GONE = 1 / 3
"""The share of a segment's articles that went above which it is written anew."""


def merged(index: Index) -> Index:
    """The same index with the segments merged that are due; the same object where none is."""
    chosen = _due(index.parts)
    return merge(index, chosen) if chosen else index


def merge(index: Index, chosen: Sequence[int]) -> Index:
    """The same index with some of its parts as one segment, the last."""
    numbers = index.numbers
    parts = [index.parts[one] for one in chosen]
    these = [numbers[one] for one in chosen]
    pieces = zip(parts, these, strict=True)
    columns, places = join_columns(
        [(part.segment.columns, own, part.words) for part, own in pieces]
    )
    order = in_order(these)
    articles = [article for part in parts for article in part.segment.articles]
    whole = Part.whole(Segment(tuple(articles[place] for place in order.tolist()), columns))
    vectors = [part.vectors for part in parts if part.vectors]
    if len(vectors) == len(parts):
        known = zip(vectors, places, strict=True)
        whole = replace(whole, vectors=join_vectors(known, len(columns.spans)))
    others = [number for number in range(len(index.parts)) if number not in set(chosen)]
    slots = in_order([*(numbers[one] for one in others), np.concatenate(these)[order]])
    return index_over([*(index.parts[one] for one in others), whole], slots)


def _due(parts: Sequence[Part]) -> list[int]:
    """The numbers of the parts to merge: up to the smallest full tier, else what mostly went."""
    tiers = [_tier(part.passages) for part in parts]
    # A large segment is written again only once per tier, so that the work for n articles stays
    # within n log n; with one more for few small ones, each reload would write it again.
    for full in sorted(tier for tier, count in Counter(tiers).items() if count >= _FULL):
        return [number for number, tier in enumerate(tiers) if tier <= full]
    return [
        number
        for number, part in enumerate(parts)
        if part.gone.sum() > _MOSTLY_GONE * len(part.gone)
    ]


def _tier(passages: int) -> int:
    """How often the smallest tier's bound is multiplied to reach so many passages."""
    tier, bound = 0, _SMALLEST
    while passages > bound:
        tier, bound = tier + 1, bound * _FACTOR
    return tier
