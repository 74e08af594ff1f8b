"""Reads the passages that a question was answered with."""

import sqlite3

from bot.querylog.model import Shown

SELECT_SHOWN = """
    SELECT rank, article, paragraph, sentence, text, score
    FROM shown WHERE query_id = ? ORDER BY rank
"""


def read_shown(connection: sqlite3.Connection, query_id: int) -> tuple[Shown, ...]:
    """Return the passages of a question, the best first; blocks."""
    return tuple(Shown(*row) for row in connection.execute(SELECT_SHOWN, (query_id,)))
