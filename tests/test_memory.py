import asyncio
import gc
from pathlib import Path

from bot.articles.model import Article
from bot.live import LiveCorpus
from bot.memory import MANY, settle, uncollected


def paragraphs_in_memory() -> int:
    articles = (one for one in gc.get_objects() if isinstance(one, Article))
    return sum("quagga" in paragraph for one in articles for paragraph in one.paragraphs)


def test_no_garbage_is_looked_for_while_many_articles_are_read() -> None:
    with uncollected(MANY):
        assert not gc.isenabled()
    assert gc.isenabled()
    with uncollected(MANY - 1):
        assert gc.isenabled()


def test_many_articles_are_no_longer_looked_through() -> None:
    gc.collect()
    before = gc.get_freeze_count()
    settle(MANY)
    try:
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


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
