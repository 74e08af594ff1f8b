"""Articles are indexed also where no other process can, and no process outlives its parent."""

import logging
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Sequence

import pytest

from bot.articles.model import Article
from bot.library import workers
from bot.library.workers import in_processes
from bot.retrieval.index.segments import Columns, columns_of
from tests.retrieval.conftest import ferry_articles

PARENT = """
import time
from bot.library.workers import in_processes
from tests.retrieval.conftest import article_of

articles = [article_of("The ferry sank. " * 10_000, name=f"{n}.txt") for n in range(100)]
for _ in in_processes(articles, few=0):
    print("begun", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def articles() -> list[Article]:
    return ferry_articles()


def die_at_the_last(articles: Sequence[Article]) -> Columns:
    """Make columns, but in another process not the last, as if that ran out of memory."""
    if multiprocessing.parent_process() and articles[-1].name == "299.txt":
        os._exit(9)
    return columns_of(articles)


def assert_indexed_here(articles: Sequence[Article], caplog: pytest.LogCaptureFixture) -> None:
    told: list[tuple[int, int, int]] = []
    with caplog.at_level(logging.WARNING):
        chunks = list(in_processes(articles, lambda *now: told.append(now), few=0))
    assert [one for chunk, _ in chunks for one in chunk] == list(articles)
    assert sum(len(columns.spans) for _, columns in chunks) == 40 * len(articles)
    assert told[-1][1:] == (300, 300)
    (message,) = caplog.messages
    assert message.startswith("No other processes can index the articles, so this one does")


def test_a_process_that_ends_leaves_the_rest_to_this_one(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(workers, "columns_of", die_at_the_last)
    assert_indexed_here(articles, caplog)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="processors cannot be told off")
def test_there_are_no_more_processes_than_processors_that_may_be_used(
    articles: list[Article],
) -> None:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        chunks = in_processes(articles, few=0)
        next(chunks)
        assert len(multiprocessing.active_children()) == 1
        assert len(list(chunks)) > 0
    finally:
        os.sched_setaffinity(0, before)


def refused(error: Exception) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        raise error

    return refuse


@pytest.mark.parametrize(
    "error",
    [
        FileNotFoundError(2, "No such file or directory"),  # no /dev/shm
        ImportError("This platform lacks a functioning sem_open implementation"),
    ],
)
def test_a_system_without_semaphores_leaves_all_to_this_process(
    articles: list[Article],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    monkeypatch.setattr("multiprocessing.context.BaseContext.Lock", refused(error))
    assert_indexed_here(articles, caplog)


def test_a_process_that_cannot_be_started_leaves_all_to_this_one(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    error = BlockingIOError(11, "Resource temporarily unavailable")
    monkeypatch.setattr("multiprocessing.context.SpawnProcess._Popen", refused(error))
    assert_indexed_here(articles, caplog)


@pytest.mark.skipif(os.name == "nt", reason="there, a pipe is not inherited so")
def test_no_process_outlives_its_parent_however_that_ends() -> None:
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:  # noqa: S603 - our own program
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"begun\n"
        parent.kill()
        assert parent.stdout.read() == b""  # at its end when the last process has ended
