"""Reports over questions that were asked to keep them busy."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from bot.querylog.grouping import group_similar
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry
from bot.querylog.records import Asked, Scope
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.stopping import ReportStopped
from bot.querylog.unanswered import MOST
from tests.querylog.hostile_questions import KINDS, hostile_questions

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def asked(kind: str, number: int) -> list[Asked]:
    return [Asked(f"{n}", q, NOON) for n, q in enumerate(hostile_questions(kind, number))]


def seconds_to_group(questions: list[Asked]) -> float:
    """Of processor time, whatever else the machine does."""
    started = time.process_time()
    group_similar(questions)
    return time.process_time() - started


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_as_many_questions_take_about_four_times_as_long(kind: str) -> None:
    few, many = asked(kind, 300), asked(kind, 1_200)
    ratio = min(seconds_to_group(many) / seconds_to_group(few) for _ in range(3))
    assert ratio < 8  # it would be 16 if each were compared with each


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_as_many_questions_as_a_report_reads_are_grouped_in_two_seconds(kind: str) -> None:
    seconds = seconds_to_group(asked(kind, MOST))
    print(f"{MOST:,} questions, {kind}: {seconds:.2f} s")  # noqa: T201 - for `make soak`
    assert seconds < 2


def test_grouping_ends_soon_after_it_is_stopped() -> None:
    looks = count()
    with pytest.raises(ReportStopped):
        group_similar(asked("few words", 100), lambda: next(looks) == 150)
    assert next(looks) == 151


@pytest.fixture
async def full_log(path: Path, make_entry: Callable[..., Entry]) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        for question in hostile_questions("words spelt alike", 3_000):
            log.record(make_entry(question=question, answered=False, shown=()))


@pytest.mark.usefixtures("full_log")
async def test_a_report_that_is_cancelled_leaves_no_work_behind(path: Path) -> None:
    async with QueryLog.open(SqliteStore(path)) as log:
        started = time.process_time()
        report = asyncio.create_task(log.insight.unanswered(Scope()))
        await asyncio.sleep(0.1)
        report.cancel()
        await asyncio.wait([report])
        cancelled = time.process_time() - started
        whole = await log.insight.unanswered(Scope())
        assert whole
        assert cancelled < (time.process_time() - started) / 2


@pytest.mark.usefixtures("full_log")
async def test_a_server_has_one_report_made_at_a_time(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way, most = 0, 0

    def watched(*_: object) -> tuple[()]:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        time.sleep(0.01)
        under_way -= 1
        return ()

    monkeypatch.setattr("bot.querylog.insight.unanswered", watched)
    async with QueryLog.open(SqliteStore(path)) as log:
        await asyncio.gather(*(log.insight.unanswered(Scope(guild_id=1)) for _ in range(10)))
    assert most == 1
