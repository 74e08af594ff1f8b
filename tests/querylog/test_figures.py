from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from bot.querylog.figures import Day, Figures, count_figures
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry, Place, Shown, Vote
from bot.querylog.records import ArticleUse, Scope
from bot.querylog.unanswered import unanswered
from tests.querylog.databases import Database

MONDAY = datetime(2026, 3, 2, 23, 59, 59, 999_000, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, tzinfo=UTC)
HERE, ELSEWHERE = Place("discord", 1, 10), Place("discord", 2, 20)
EVERYTHING = Scope()


async def figures_of(database: Database, *entries: Entry, scope: Scope = EVERYTHING) -> Figures:
    async with QueryLog.open(database.store()) as log:
        for entry in entries:
            log.record(entry)
    return count_figures(database.store(), scope)


def quoting(*articles: str) -> tuple[Shown, ...]:
    return tuple(Shown(rank, one, 1, 1, "It is.", 1.0) for rank, one in enumerate(articles, 1))


async def test_without_questions_there_are_no_shares_and_no_times(database: Database) -> None:
    figures = await figures_of(database)
    assert figures == Figures(0, 0, None, None, 0, 0, (), ())
    assert figures.share_answered is None
    assert figures.share_helpful is None


async def test_the_share_answered_is_of_all_questions(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    answered = [make_entry() for _ in range(3)]
    figures = await figures_of(database, *answered, make_entry(answered=False, shown=()))
    assert (figures.questions, figures.answered, figures.share_answered) == (4, 3, 0.75)


async def test_greetings_and_bare_follow_ups_without_an_answer_are_not_counted(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    bare = [
        make_entry(question=text, answered=False, shown=())
        for text in ("and when?", "Hello there!", "who said that?")
    ]
    figures = await figures_of(database, make_entry(), *bare, make_entry(question="and when?"))
    assert (figures.questions, figures.answered, figures.share_answered) == (2, 2, 1.0)
    assert unanswered(database.store(), EVERYTHING) == ()


@pytest.mark.parametrize(
    ("times", "median", "slowest"), [((7.0,), 7.0, 7.0), ((1.0, 9.0, 2.0, 4.0), 3.0, 9.0)]
)
async def test_times_are_told_by_their_median_and_the_slowest(
    database: Database,
    make_entry: Callable[..., Entry],
    times: tuple[float, ...],
    median: float,
    slowest: float,
) -> None:
    figures = await figures_of(database, *(make_entry(milliseconds=time) for time in times))
    assert (figures.median, figures.slowest) == (median, slowest)


async def test_days_are_those_of_utc_and_only_those_with_questions(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entries = [make_entry(asked_at=MONDAY), make_entry(asked_at=TUESDAY, answered=False, shown=())]
    figures = await figures_of(database, *entries)
    assert figures.days == (Day(date(2026, 3, 2), 1, 1), Day(date(2026, 3, 3), 1, 0))


async def test_an_article_counts_once_an_answer_and_the_most_quoted_comes_first(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entries = [make_entry(shown=quoting("b", "b", "a")), make_entry(shown=quoting("c", "a"))]
    figures = await figures_of(database, *entries)
    assert figures.articles == (ArticleUse("a", 2), ArticleUse("b", 1), ArticleUse("c", 1))


async def test_at_most_five_articles_are_named(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    figures = await figures_of(database, make_entry(shown=quoting(*"abcdefg")))
    assert [use.article for use in figures.articles] == list("abcde")


async def test_votes_are_counted(database: Database, make_entry: Callable[..., Entry]) -> None:
    entry = make_entry()
    async with QueryLog.open(database.store()) as log:
        log.record(entry)
        for voter, is_helpful in ((1, True), (2, True), (3, False), (4, True)):
            await log.vote(Vote(entry.key, voter, is_helpful, TUESDAY))
    figures = count_figures(database.store(), EVERYTHING)
    assert (figures.helpful, figures.unhelpful, figures.share_helpful) == (3, 1, 0.75)


async def test_only_what_was_asked_since_then_and_there_counts(
    database: Database, make_entry: Callable[..., Entry]
) -> None:
    entries = [
        make_entry(asked_at=moment, place=place, milliseconds=time, shown=quoting(article))
        for moment, place, time, article in (
            (TUESDAY, HERE, 1.0, "a"),
            (MONDAY, HERE, 2.0, "b"),
            (TUESDAY, ELSEWHERE, 3.0, "c"),
        )
    ]
    figures = await figures_of(database, *entries, scope=Scope(TUESDAY, 1))
    assert (figures.questions, figures.slowest) == (1, 1.0)
    assert figures.articles == (ArticleUse("a", 1),)
    assert figures.days == (Day(date(2026, 3, 3), 1, 1),)
