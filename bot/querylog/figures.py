"""Counts what the query log holds: how much is asked, how much of it is answered, and from what."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from bot.querylog.reading import Scope, open_for_reading
from bot.querylog.stopping import IsStopped, never

TOP_ARTICLES = 5

_DAYS = """
    SELECT substr(asked_at, 1, 10) AS day, count(*) AS questions, total(answered) AS answered
    FROM queries
    WHERE asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
        AND (answered OR names_a_topic(question))
    GROUP BY day ORDER BY day
"""
_MILLISECONDS = """
    SELECT milliseconds
    FROM queries
    WHERE asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
        AND (answered OR names_a_topic(question))
"""
_VOTES = """
    SELECT total(helpful), count(helpful) - total(helpful)
    FROM votes JOIN queries ON queries.id = query_id
    WHERE asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
"""
_ARTICLES = """
    SELECT article, count(DISTINCT query_id) AS answers
    FROM shown JOIN queries ON queries.id = query_id
    WHERE asked_at >= :since AND (:guild IS NULL OR guild_id = :guild)
    GROUP BY article ORDER BY answers DESC, article LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Day:
    """How many questions were asked on a day of UTC, and how many of them were answered."""

    date: date
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class ArticleUse:
    """In how many answers an article, named by its seed file, was quoted."""

    article: str
    answers: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What was asked and answered; `days` are those with questions, in order.

    `median` and `slowest` are how long answering took, in milliseconds, None without questions.
    `articles` are the most quoted ones, the most quoted first.
    """

    questions: int
    answered: int
    median: float | None
    slowest: float | None
    helpful: int
    unhelpful: int
    articles: tuple[ArticleUse, ...]
    days: tuple[Day, ...]

    @property
    def share_answered(self) -> float | None:
        """The share of the questions that were answered, from 0 to 1; None without questions."""
        return self.answered / self.questions if self.questions else None

    @property
    def share_helpful(self) -> float | None:
        """The share of the votes that found the answer helpful, from 0 to 1; None without votes."""
        votes = self.helpful + self.unhelpful
        return self.helpful / votes if votes else None


def count_figures(path: Path, scope: Scope, is_stopped: IsStopped = never) -> Figures:
    """Count what was asked in a scope. Blocks. Raises QueryLogError, also if it is stopped."""
    with open_for_reading(path, is_stopped) as connection:
        days = _days(connection, scope)
        times = [time for (time,) in connection.execute(_MILLISECONDS, scope.parameters)]
        helpful, unhelpful = connection.execute(_VOTES, scope.parameters).fetchone()
        articles = connection.execute(
            _ARTICLES, scope.parameters | {"most": TOP_ARTICLES}
        ).fetchall()
    return Figures(
        questions=sum(day.questions for day in days),
        answered=sum(day.answered for day in days),
        median=median(times) if times else None,
        slowest=max(times, default=None),
        helpful=int(helpful),
        unhelpful=int(unhelpful),
        articles=tuple(ArticleUse(*row) for row in articles),
        days=days,
    )


def _days(connection: sqlite3.Connection, scope: Scope) -> tuple[Day, ...]:
    return tuple(
        Day(date.fromisoformat(row["day"]), row["questions"], int(row["answered"]))
        for row in connection.execute(_DAYS, scope.parameters)
    )
