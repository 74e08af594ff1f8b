"""What can befall the seeds folder while it is read, and how much it may hold."""

import asyncio
import gc
import logging
import os
import shutil
import threading
import time
import tracemalloc
from itertools import count, pairwise
from pathlib import Path
from statistics import median

import pytest

from bot.articles.library import Library, Problem, SeedsError, read_folder, succeed
from bot.articles.reader import ReadArticle, read_article
from bot.library.live import LiveCorpus

LIMIT = 1_048_576
BRIDGE = "The bridge opened in March.\n"
FLAT = 1_000  # bytes a reload, such as a word that is remembered; an article here takes more
PASSAGES = ["The bridge opened in March."]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE)
    return folder


def texts(live: LiveCorpus) -> list[str]:
    return [passage.text for passage in live.corpus.passages]


async def test_a_folder_that_vanishes_while_it_is_read_leaves_the_articles(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveCorpus.load(seeds, LIMIT)
    realpath = os.path.realpath

    def vanish(path: os.PathLike[str]) -> str:
        shutil.rmtree(seeds, ignore_errors=True)
        return realpath(path)

    monkeypatch.setattr("bot.articles.files.os.path.realpath", vanish)
    with pytest.raises(SeedsError, match="No such file"):
        await live.reload()
    assert texts(live) == PASSAGES


async def test_a_folder_that_is_suddenly_empty_leaves_the_articles(seeds: Path) -> None:
    live = LiveCorpus.load(seeds, LIMIT)
    (seeds / "bridge.txt").unlink()
    for attempt in (live.reload, live.dry_run):
        with pytest.raises(SeedsError, match="has no articles any more"):
            await attempt()
    assert texts(live) == PASSAGES
    (seeds / "harbour.txt").write_text("The harbour froze.\n")
    await live.reload()
    assert texts(live) == ["The harbour froze."]


async def test_a_file_that_is_replaced_again_and_again_is_read_whole_or_stays(
    seeds: Path,
) -> None:
    """Every other time it is put in the place of the file, as editors do, and else written into."""
    whole = [f"The bridge number {number} opened in March.\n" * 2_000 for number in range(4)]
    known = {line.strip() for text in whole for line in text.splitlines()} | set(PASSAGES)
    live = LiveCorpus.load(seeds, LIMIT)
    is_over = threading.Event()

    def write() -> None:
        for number in count():
            text = whole[number % len(whole)]
            if number % 2:
                (seeds / ".new").write_text(text)
                (seeds / ".new").replace(seeds / "bridge.txt")
            else:
                (seeds / "bridge.txt").write_text(text)
            if is_over.wait(0.001):
                return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(20):
            reload = await live.reload()
            told = {problem.text for problem in reload.library.rejected}
            # Truncated, the file is empty for a moment.
            assert all("being written" in one or "is empty" in one for one in told)
            assert set(texts(live)) <= known
    finally:
        is_over.set()
        writer.join()


def test_ten_thousand_files_that_are_all_rejected_are_kept_in_linear_time() -> None:
    def cost(files: int) -> float:
        names = [f"{number % 100}/{number}.txt" for number in range(files)]
        read = (read_article(name, b"It rained.") for name in names)
        before = Library(tuple(one.article for one in read if isinstance(one, ReadArticle)))
        rejected = Library((), tuple(Problem(name, None, "is empty") for name in names))
        began = time.process_time()
        library, changes = succeed(before, rejected)
        assert len(library.articles) == len(changes.kept) == files
        return time.process_time() - began

    assert cost(10_000) < 10 * cost(2_500)


async def test_ten_thousand_files_are_loaded_and_one_of_them_changed(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number:05}.txt").write_text(f"The bridge number {number} opened.\n")
    live = LiveCorpus.load(tmp_path, LIMIT)
    (tmp_path / "00007.txt").write_text("It snowed.\n")
    (tmp_path / "00008.txt").unlink()
    reload = await live.reload()
    assert reload.changes.changed == ("00007.txt",)
    assert reload.changes.removed == ("00008.txt",)
    assert len(live.corpus.passages) == 9_999


def test_a_file_of_a_hundred_megabytes_is_rejected_unread(seeds: Path) -> None:
    with (seeds / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    library = read_folder(seeds, max_bytes=LIMIT)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000
    assert [article.name for article in library.articles] == ["bridge.txt"]
    assert "is larger than the limit: 100,000,000 bytes" in library.rejected[0].text


@pytest.mark.parametrize(
    ("articles", "reloads"),
    [pytest.param(0, 120, id="few"), pytest.param(1_200, 120, id="many")],
)
def test_a_reload_again_and_again_leaves_memory_flat(
    seeds: Path, articles: int, reloads: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Many articles are kept from the collector, and so must not leave it anything."""
    caplog.set_level(logging.ERROR, "bot.library.reloaded")  # pytest keeps what is logged
    fill(seeds, articles)
    assert grown(seeds, reloads=reloads) < FLAT


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_a_thousand_reloads_leave_memory_flat(
    seeds: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "bot.library.reloaded")
    fill(seeds, 1_200)
    assert grown(seeds, reloads=1_000) < FLAT


def fill(seeds: Path, articles: int) -> None:
    for number in range(articles):
        (seeds / f"{number}.txt").write_text(f"The bridge number {number} opened.\n")


def grown(seeds: Path, *, reloads: int) -> float:
    """Return by how many bytes each reload makes memory larger.

    Each finds another file and another text in the place of the last. Of each tenth of them the
    smallest memory counts: files that were written just now take more of it, and a tenth must span
    the ten reloads after which small segments are merged. From tenth to tenth,
    the median counts: a leak grows all the time, what another test has left running may once.
    """
    live = LiveCorpus.load(seeds, LIMIT)

    async def reload_all() -> list[int]:
        memory: list[int] = []
        for number in range(reloads):
            (seeds / f"new{number % 2}.txt").write_text(f"It snowed {number % 7} times.\n" * 50)
            (seeds / f"new{(number + 1) % 2}.txt").unlink(missing_ok=True)
            await live.reload()
            memory.append(held())
        return memory

    tracemalloc.start()
    try:
        memory = asyncio.run(reload_all())
    finally:
        tracemalloc.stop()
    tenth = reloads // 10
    smallest = [min(memory[start : start + tenth]) for start in range(tenth, reloads, tenth)]
    return median((later - earlier) / tenth for earlier, later in pairwise(smallest))


def held() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]
