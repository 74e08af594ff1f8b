"""The retrievers as systems: lists of terms in a file, so that all index the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import cast

from benchmarks.speed.remote import Answerer, Asked
from benchmarks.speed.retrievers.protocol import Retriever, Terms

RANK_BM25, VERBATIM = "rank_bm25", "Verbatim"

# By name, so that the figures can be read without the packages that they are compared with.
_MODULES = "benchmarks.speed.retrievers."
RETRIEVERS: Mapping[str, str] = {
    RANK_BM25: "rank_bm25_peer.RankBm25",
    "bm25s": "bm25s_peer.Bm25s",
    "SQLite FTS5": "fts5_peer.Fts5",
    "tantivy": "tantivy_peer.Tantivy",
    VERBATIM: "verbatim.Verbatim",
}


def write_terms(passages: Iterable[Terms], path: Path) -> None:
    """Write the terms of each passage as a line."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{' '.join(terms)}\n" for terms in passages)


@contextmanager
def make_finder(name: str, path: Path) -> Iterator[Mapping[str, Answerer]]:
    """Index the passages of a file with one of RETRIEVERS."""
    with path.open(encoding="utf-8") as file:
        passages = [line.split() for line in file]
    yield {name: partial(_find, _retriever_class(name)(passages))}


def _retriever_class(name: str) -> Callable[[Sequence[Terms]], Retriever]:
    module, _, class_name = RETRIEVERS[name].partition(".")
    found = getattr(import_module(_MODULES + module), class_name)
    return cast("Callable[[Sequence[Terms]], Retriever]", found)


def _find(retriever: Retriever, asked: Asked) -> int | None:
    found = retriever.best(asked.terms)
    return found[0][0] if found else None
