"""An index as columns, and back."""

from collections.abc import Mapping
from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from bot.archive.container import Column
from bot.archive.texts import pack_words, unpack_words
from bot.retrieval.bm25 import Bm25Index, Kinds
from bot.retrieval.indexing import Index
from bot.retrieval.inverted import Inverted
from bot.retrieval.places import Places
from bot.retrieval.vocabulary import Vocabulary
from bot.retrieval.word_list import WordList

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
        **_pack_grams(vocabulary.grams),
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
    words = WordList(columns["words"].astype(np.uint8, copy=False))
    counts = columns["words: counts"].astype(np.int64)
    grams = _unpack_grams(columns)
    return Index(
        places=places,
        terms=_unpack_bm25("terms", columns),
        headlines=_unpack_bm25("headlines", columns),
        vocabulary=Vocabulary(words, counts, grams, len(places)),
    )


def _pack_bm25(name: str, index: Bm25Index) -> dict[str, Column]:
    return {
        name: pack_words(index.terms),
        f"{name}: starts": index.starts,
        f"{name}: documents": index.documents,
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
    return Bm25Index(
        unpack_words(columns[name]),
        columns[f"{name}: starts"].astype(np.int64, copy=False),
        _wide(columns, f"{name}: documents"),
        kinds,
        _narrow(columns, f"{name}: lengths"),
    )


def _pack_grams(grams: Inverted) -> dict[str, Column]:
    return {
        "grams": pack_words(grams.terms),
        "grams: starts": grams.starts,
        "grams: documents": grams.documents,
        "grams: lengths": grams.lengths,
    }


def _unpack_grams(columns: _Columns) -> Inverted:
    documents = _wide(columns, "grams: documents")
    return Inverted(
        terms=unpack_words(columns["grams"]),
        starts=columns["grams: starts"].astype(np.int64, copy=False),
        documents=documents,
        frequencies=np.broadcast_to(np.uint8(1), documents.shape),
        lengths=_wide(columns, "grams: lengths"),
    )


def _wide(columns: _Columns, name: str) -> NDArray[np.int32]:
    return columns[name].astype(np.int32, copy=False)


def _narrow(columns: _Columns, name: str) -> _Narrow:
    return cast("_Narrow", columns[name])
