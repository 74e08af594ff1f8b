"""SQLite's FTS5 with its own bm25, in memory, no columns but the text, which it does not keep."""

import sqlite3
from collections.abc import Sequence

from benchmarks.speed.retrievers.protocol import BEST, Found, Terms

_MAKE = "CREATE VIRTUAL TABLE passages USING fts5(terms, content='')"
_FIND = "SELECT rowid, rank FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?"


class Fts5:
    """A row for each passage."""

    def __init__(self, passages: Sequence[Terms]) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(_MAKE)
        rows = ((place, " ".join(terms)) for place, terms in enumerate(passages))
        self._connection.executemany("INSERT INTO passages (rowid, terms) VALUES (?, ?)", rows)
        self._connection.execute("INSERT INTO passages (passages) VALUES ('optimize')")
        self._connection.commit()

    def best(self, terms: Terms) -> Found:
        """Ask for any of the terms; FTS5's scores are negative, the best the lowest."""
        asked = " OR ".join(f'"{term}"' for term in terms)
        return [(place, -score) for place, score in self._connection.execute(_FIND, (asked, BEST))]
