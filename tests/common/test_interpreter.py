import asyncio
import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.articles.model import Article
from bot.common.interpreter import MANY, gc_paused, release_memory
from bot.library.live import LiveCorpus


def paragraphs_in_memory() -> int:
    articles = (one for one in gc.get_objects() if isinstance(one, Article))
    return sum("quagga" in paragraph for one in articles for paragraph in one.paragraphs)


@pytest.fixture(autouse=True)
def _() -> Iterator[None]:
    """Let the collector have what these tests keep from it."""
    yield
    gc.unfreeze()


def test_no_garbage_is_looked_for_while_many_articles_are_read() -> None:
    with gc_paused(MANY):
        assert not gc.isenabled()
    assert gc.isenabled()
    with gc_paused(MANY - 1):
        assert gc.isenabled()


def test_other_threads_get_their_turn_sooner_while_many_articles_are_read() -> None:
    usual = sys.getswitchinterval()
    with gc_paused(MANY):
        assert sys.getswitchinterval() < usual
    assert sys.getswitchinterval() == usual


def test_many_articles_are_no_longer_looked_through() -> None:
    gc.collect()
    before = gc.get_freeze_count()
    release_memory(MANY)
    assert gc.get_freeze_count() > before


async def test_after_a_reload_nothing_holds_the_earlier_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The quagga of Tarnwick died.\n")
    live = LiveCorpus.load(tmp_path, 1_048_576)
    assert paragraphs_in_memory() == 1
    (tmp_path / "a.txt").write_text("The zebra sang.\n")
    await live.reload()
    async with asyncio.timeout(10):
        # Until the thread that read them has let go of them, too.
        while paragraphs_in_memory():  # noqa: ASYNC110 - it tells no other way
            await asyncio.sleep(0.01)
