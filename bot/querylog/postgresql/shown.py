"""Reads the passages that a question was answered with."""

from bot.querylog.model import Shown
from bot.querylog.postgresql.connecting import Row

SHOWN = """(
    SELECT coalesce(
        json_agg(json_build_array(rank, article, paragraph, sentence, text, score) ORDER BY rank),
        '[]'
    )
    FROM shown WHERE query_id = queries.id
)"""
"""The passages of a question as JSON, so that they come with it and not by a statement each."""


def shown_of(rows: list[Row]) -> tuple[Shown, ...]:
    """Make passages from the result of SHOWN, in which a whole number has no decimal point."""
    return tuple(
        Shown(rank, article, paragraph, sentence, text, float(score))
        for rank, article, paragraph, sentence, text, score in rows
    )
