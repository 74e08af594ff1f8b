"""Many articles are indexed in another process, or where there can be none, here all the same."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

import pytest

from bot.articles.model import Article
from bot.common.progress import Step
from bot.library import indexing_process
from bot.library.cache.index import pack_index
from bot.library.indexing_process import index_elsewhere
from bot.retrieval.index.indexing import Index, index_of
from tests import seccomp
from tests.retrieval.conftest import article_of, ferry_articles


@pytest.fixture
def articles() -> list[Article]:
    return ferry_articles()


def assert_same(index: Index, expected: Index) -> None:
    packed = [[pack_index(part.segment.columns) for part in one.parts] for one in (index, expected)]
    assert packed[0] == packed[1]


REFUSED = """
import logging
from bot.library.indexing_process import index_elsewhere
from tests import seccomp
from tests.retrieval.conftest import ferry_articles
from tests.seccomp import refuse_resources

logging.basicConfig()
refuse_resources()
index_elsewhere(ferry_articles(), few=0)
"""


def end_at_once(connection: Connection) -> None:
    """Take what is sent, and be killed, as where memory runs out."""
    connection.recv()
    os._exit(9)


def refuse(*_: object) -> None:
    raise BlockingIOError(11, "Resource temporarily unavailable")


def test_an_index_made_elsewhere_is_the_one_made_here(articles: list[Article]) -> None:
    assert_same(index_elsewhere(articles, few=0), index_of(articles))


def test_it_is_told_how_far_it_is(caplog: pytest.LogCaptureFixture) -> None:
    articles = [article_of("The ferry sank. " * 15_000, name=f"{n:02}.txt") for n in range(12)]
    told: list[tuple[Step, int, int]] = []
    index_elsewhere(articles, lambda *now: told.append(now))
    assert told == [(Step.INDEXING, done, 12) for done in range(1, 13)]
    assert not caplog.messages


@pytest.mark.skipif(not seccomp.IS_POSSIBLE, reason="needs a kernel that filters system calls")
def test_it_is_made_elsewhere_also_under_the_filter_of_the_shipped_unit() -> None:
    command = [sys.executable, "-c", REFUSED]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "replacement"),
    [
        ("bot.library.indexing_process._serve", end_at_once),
        ("multiprocessing.context.SpawnProcess._Popen", refuse),
    ],
    ids=["it ends", "it cannot be started"],
)
def test_without_another_process_articles_are_indexed_here(
    articles: list[Article],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    name: str,
    replacement: Callable[..., None],
) -> None:
    monkeypatch.setattr(name, replacement)
    with caplog.at_level(logging.WARNING, indexing_process.__name__):
        index = index_elsewhere(articles, few=0)
    assert_same(index, index_of(articles))
    assert caplog.messages[0].startswith("No other process can index the articles")
