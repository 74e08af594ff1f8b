"""An index as columns, and back."""

from collections.abc import Mapping
from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from bot.library.cache.container import Column
from bot.retrieval.index.bm25 import Bm25Index, Kinds
from bot.retrieval.index.indexing import Index
from bot.retrieval.index.passage_offsets import Places
from bot.retrieval.index.posting_lists import PostingLists, pages_of
from bot.retrieval.index.string_pool import StringPool
from bot.retrieval.index.string_table import StringTable
from bot.retrieval.index.vocabulary import Vocabulary

_Narrow: TypeAlias = NDArray[np.unsignedinteger]
_Columns: TypeAlias = Mapping[str, Column]


def pack_index(index: Index) -> dict[str, Column]:
    """All that cannot be told quickly from the rest."""
    places, vocabulary = index.places, index.vocabulary
    return {
        "places: paragraph_of": places.paragraph_of,
        "places: starts": places.starts,
        "places: ends": places.ends,
        "places: article_of": places.article_of,
        "places: numbers": places.numbers,
        "places: firsts": places.firsts,
        **_pack_bm25("terms", index.terms),
        **_pack_bm25("headlines", index.headlines),
        "words": vocabulary.words.letters,
        "words: counts": vocabulary.counts,
        "words: lengths": vocabulary.lengths,
        **_pack_lists("grams", vocabulary.grams, vocabulary.holders),
    }


def unpack_index(columns: _Columns) -> Index:
    """The index that was packed; its columns are not copied."""
    places = Places(
        paragraph_of=_wide(columns, "places: paragraph_of"),
        starts=_narrow(columns, "places: starts"),
        ends=_narrow(columns, "places: ends"),
        article_of=_wide(columns, "places: article_of"),
        numbers=_narrow(columns, "places: numbers"),
        firsts=_wide(columns, "places: firsts"),
    )
    vocabulary = Vocabulary(
        StringPool(_letters(columns, "words")),
        _narrow(columns, "words: counts"),
        *_unpack_lists("grams", columns, len(columns["words: counts"])),
        _narrow(columns, "words: lengths"),
        len(places),
    )
    terms, headlines = _unpack_bm25("terms", columns), _unpack_bm25("headlines", columns)
    return Index(places, terms, headlines, vocabulary)


def _pack_bm25(name: str, index: Bm25Index) -> dict[str, Column]:
    return {
        **_pack_lists(name, index.terms, index.lists),
        f"{name}: kinds": index.kinds.of,
        f"{name}: frequencies of kinds": index.kinds.frequencies,
        f"{name}: lengths of kinds": index.kinds.lengths,
        f"{name}: lengths": index.lengths,
    }


def _unpack_bm25(name: str, columns: _Columns) -> Bm25Index:
    kinds = Kinds(
        of=_narrow(columns, f"{name}: kinds"),
        frequencies=_narrow(columns, f"{name}: frequencies of kinds"),
        lengths=_wide(columns, f"{name}: lengths of kinds"),
    )
    lengths = _narrow(columns, f"{name}: lengths")
    return Bm25Index(*_unpack_lists(name, columns, len(lengths)), kinds, lengths)


def _pack_lists(name: str, terms: StringTable, lists: PostingLists) -> dict[str, Column]:
    return {
        name: terms.letters,
        f"{name}: places": terms.places,
        f"{name}: firsts": terms.firsts,
        f"{name}: starts": lists.starts,
        f"{name}: held": lists.held.ravel(),
        f"{name}: documents": lists.low,
    }


def _unpack_lists(name: str, columns: _Columns, size: int) -> tuple[StringTable, PostingLists]:
    terms = StringTable(
        _letters(columns, name),
        _narrow(columns, f"{name}: places"),
        _narrow(columns, f"{name}: firsts"),
    )
    low = columns[f"{name}: documents"].astype(np.uint16, copy=False)
    starts, held = _narrow(columns, f"{name}: starts"), _narrow(columns, f"{name}: held")
    pages = pages_of(size)
    return terms, PostingLists(starts, held.reshape(-1, pages), low, pages)


def _letters(columns: _Columns, name: str) -> NDArray[np.uint8]:
    return columns[name].astype(np.uint8, copy=False)


def _wide(columns: _Columns, name: str) -> NDArray[np.int32]:
    return columns[name].astype(np.int32, copy=False)


def _narrow(columns: _Columns, name: str) -> _Narrow:
    return cast("_Narrow", columns[name])
