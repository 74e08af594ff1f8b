"""The questions that no article answered: the list of what to write or load next."""

from datetime import datetime
from pathlib import Path

from bot.querylog.grouping import Asked, Group, group_similar
from bot.querylog.reading import Scope, open_for_reading
from bot.querylog.stopping import IsStopped, never

MOST = 5_000
"""So many of the latest questions are looked at; to group them takes up to two seconds."""

_UNANSWERED = """
    SELECT key, question, asked_at
    FROM queries LEFT JOIN dealt_with ON query_id = queries.id
    WHERE NOT answered AND dealt_at IS NULL
        AND asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
        AND (:guild IS NULL OR queries.id NOT IN (SELECT query_id FROM private))
        AND names_a_topic(question)
    ORDER BY asked_at DESC, queries.id DESC LIMIT :most
"""


def unanswered(path: Path, scope: Scope, is_stopped: IsStopped = never) -> tuple[Group, ...]:
    """Return the unanswered questions of a scope that nobody has dealt with, similar ones together.

    The admins of a server are not shown what was asked there in private; those who run the bot
    are, of all servers at once. Greetings and questions that leave open what they are about ('and
    when?') say nothing of what is to be written. Blocks. Raises QueryLogError, and ReportStopped
    soon after `is_stopped` says so.
    """
    with open_for_reading(path, is_stopped) as connection:
        rows = connection.execute(_UNANSWERED, scope.parameters | {"most": MOST}).fetchall()
    asked = (
        Asked(row["key"], row["question"], datetime.fromisoformat(row["asked_at"])) for row in rows
    )
    return group_similar(asked, is_stopped)
