"""Counts what the query log holds: how much is asked, how much of it is answered, and from what."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from statistics import median

from bot.querylog.records import ArticleUse, Scope
from bot.querylog.stopping import IsStopped, never
from bot.querylog.store import LogStore
from bot.retrieval.question import names_a_topic

TOP_ARTICLES = 5


@dataclass(frozen=True, slots=True)
class Day:
    """How many questions were asked on a day of UTC, and how many of them were answered."""

    date: date
    questions: int
    answered: int


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


def count_figures(store: LogStore, scope: Scope, is_stopped: IsStopped = never) -> Figures:
    """Count what was asked in a scope. Blocks. Raises QueryLogError, also if it is stopped."""
    times: list[float] = []
    asked, answered = Counter[date](), Counter[date]()
    with store.snapshot(is_stopped) as snapshot:
        for one in snapshot.counted(scope):
            # Greetings and bare follow-ups are left out here as in the list of unanswered
            # questions, or the two numbers on one card would contradict each other.
            if one.unanswered is None or names_a_topic(one.unanswered):
                day = one.asked_at.date()
                times.append(one.milliseconds)
                asked[day] += 1
                answered[day] += one.unanswered is None
        votes = snapshot.votes(scope)
        articles = snapshot.most_quoted(scope, TOP_ARTICLES)
    return Figures(
        questions=asked.total(),
        answered=answered.total(),
        median=median(times) if times else None,
        slowest=max(times, default=None),
        helpful=votes.helpful,
        unhelpful=votes.unhelpful,
        articles=articles,
        days=tuple(Day(day, asked[day], answered[day]) for day in sorted(asked)),
    )
