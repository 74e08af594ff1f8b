"""The questions that no article answered: the list of what to write or load next."""

from datetime import datetime
from pathlib import Path

from bot.querylog.grouping import Asked, Group, group_similar
from bot.querylog.reading import Scope, open_for_reading
from bot.retrieval.leaning import leaves_open
from bot.retrieval.questions import is_courtesy

MOST = 5_000
"""So many of the latest questions are looked at; more would take seconds to group."""

_UNANSWERED = """
    SELECT key, question, asked_at
    FROM queries LEFT JOIN dealt_with ON query_id = queries.id
    WHERE NOT answered AND dealt_at IS NULL
        AND asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
    ORDER BY asked_at DESC, queries.id DESC LIMIT :most
"""


def unanswered(path: Path, scope: Scope) -> tuple[Group, ...]:
    """Return the unanswered questions of a scope that nobody has dealt with, similar ones together.

    Greetings and questions that leave open what they are about ('and when?') say nothing of what
    is to be written. Blocks. Raises QueryLogError.
    """
    with open_for_reading(path) as connection:
        rows = connection.execute(_UNANSWERED, scope.parameters | {"most": MOST}).fetchall()
    return group_similar(
        Asked(row["key"], row["question"], datetime.fromisoformat(row["asked_at"]))
        for row in rows
        if not is_courtesy(row["question"]) and not leaves_open(row["question"])
    )
