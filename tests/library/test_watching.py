import asyncio
import logging
import os
import shutil
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.config import ConfigError
from bot.library.live import LiveCorpus
from bot.library.reloaded import Reload as Done
from bot.library.watching import require_watchfiles, watch_folder, watching

QUIET = 0.3
PATIENCE = 30.0
BRIDGE = "The bridge opened in March.\n"
FERRY = "The ferry stopped in May.\n"


class Watch(logging.Handler):
    """A folder that is watched, and the reloads that came of it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.live = LiveCorpus.load(folder, 1_048_576)
        self._done: asyncio.Queue[Done] = asyncio.Queue()
        self._said: asyncio.Queue[str] = asyncio.Queue()

    async def reload(self, files: Collection[str] | None) -> None:
        self._done.put_nowait(await self.live.reload(files))

    async def next(self) -> Done:
        async with asyncio.timeout(PATIENCE):
            return await self._done.get()

    async def added(self) -> tuple[str, ...]:
        """Return what the next reload with changes added."""
        while True:
            done = await self.next()
            if done.changes.added:
                return done.changes.added

    async def told(self, text: str) -> None:
        """Wait until the log tells something."""
        async with asyncio.timeout(PATIENCE):
            while text not in await self._said.get():
                pass

    def emit(self, record: logging.LogRecord) -> None:
        self._said.put_nowait(record.getMessage())

    def texts(self) -> list[str]:
        return [passage.text for passage in self.live.corpus.passages]

    def has_reloaded(self) -> bool:
        return not self._done.empty()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE)
    return folder


@asynccontextmanager
async def watched(folder: Path, quiet: float = QUIET) -> AsyncIterator[Watch]:
    """Watch a folder; the watch has begun."""
    watch = Watch(folder)
    logger = logging.getLogger("bot.library.watching")
    logger.addHandler(watch)
    task = asyncio.create_task(watch_folder(folder, watch.reload, quiet=quiet))
    try:
        await watch.next()  # which comes when the watch has begun
        yield watch
    finally:
        task.cancel()
        await asyncio.wait([task])
        logger.removeHandler(watch)
        assert task.cancelled()


async def test_a_saved_file_is_live(folder: Path) -> None:
    async with watched(folder) as watch:
        (folder / "ferry.txt").write_text(FERRY)
        assert await watch.added() == ("ferry.txt",)
        assert FERRY.strip() in watch.texts()


async def test_a_changed_and_a_deleted_file_are_noticed(folder: Path) -> None:
    (folder / "harbour.txt").write_text("The harbour froze.\n")
    async with watched(folder) as watch:
        (folder / "bridge.txt").write_text(FERRY)
        changed = await watch.next()
        assert changed.changes.changed == ("bridge.txt",)
        (folder / "bridge.txt").unlink()
        removed = await watch.next()
        assert removed.changes.removed == ("bridge.txt",)


async def test_a_file_that_is_saved_by_renaming_is_live(folder: Path) -> None:
    async with watched(folder) as watch:
        draft = folder / ".bridge.txt.swp"
        draft.write_text(FERRY)
        draft.replace(folder / "ferry.txt")
        assert await watch.added() == ("ferry.txt",)


async def test_a_folder_that_is_moved_in_is_live(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ferry.txt").write_text(FERRY)
    async with watched(folder) as watch:
        (tmp_path / "news").rename(folder / "news")
        assert await watch.added() == ("news/ferry.txt",)
        (folder / "news" / "harbour.md").write_text("The harbour froze.\n")
        assert await watch.added() == ("news/harbour.md",)


async def test_a_file_that_is_being_written_is_not_read_before_it_is_whole(folder: Path) -> None:
    sentences = [f"Sentence number {number} was written.\n" for number in range(20)]
    async with watched(folder, quiet=1.0) as watch:
        with (folder / "ferry.txt").open("w", buffering=1) as file:
            for sentence in sentences:
                file.write(sentence)
                await asyncio.sleep(0.1)
                assert not watch.has_reloaded()
        assert await watch.added() == ("ferry.txt",)
        assert watch.texts()[1:] == [sentence.strip() for sentence in sentences]


async def test_a_file_that_never_rests_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.library.watching._PATIENCE", QUIET)
    async with watched(folder) as watch:
        telling = asyncio.create_task(watch.told("while files keep changing: ferry.txt"))
        with (folder / "ferry.txt").open("w", buffering=1) as file:
            while not telling.done():
                file.write(FERRY)
                await asyncio.sleep(QUIET / 10)
        await telling


async def test_other_files_and_hidden_ones_are_passed_over(folder: Path) -> None:
    async with watched(folder) as watch:
        (folder / "photo.png").write_bytes(b"\x89PNG")
        await watch.next()  # it is new, and could be a folder
        (folder / "photo.png").write_bytes(b"\x89PNG and more")
        (folder / ".trash").mkdir()
        (folder / ".trash" / "old.txt").write_text(FERRY)
        (folder / ".draft.txt").write_text(FERRY)
        (folder / "ferry.txt").write_text(FERRY)
        assert await watch.added() == ("ferry.txt",)
        assert not watch.has_reloaded()


async def test_a_rejected_file_leaves_its_last_good_version(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with watched(folder) as watch:
        (folder / "bridge.txt").write_bytes(b"\xff\xfe")
        done = await watch.next()
        assert done.changes.kept == ("bridge.txt",)
        assert watch.texts() == [BRIDGE.strip()]
    assert any("Rejected bridge.txt" in message for message in caplog.messages)


@pytest.mark.parametrize("is_moved", [True, False])
async def test_a_folder_that_vanishes_and_comes_back_is_watched_anew(
    folder: Path, tmp_path: Path, is_moved: bool
) -> None:
    async with watched(folder) as watch:
        if is_moved:
            os.rename(folder, tmp_path / "elsewhere")
        else:
            shutil.rmtree(folder)
        await watch.told("is gone; its articles stay until it is back")
        assert watch.texts() == [BRIDGE.strip()]
        os.mkdir(folder)
        (folder / "ferry.txt").write_text(FERRY)
        assert await watch.added() == ("ferry.txt",)
        (folder / "harbour.txt").write_text("The harbour froze.\n")
        assert await watch.added() == ("harbour.txt",)


async def test_a_folder_that_is_replaced_at_once_is_watched_anew(
    folder: Path, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    new.mkdir()
    (new / "ferry.txt").write_text(FERRY)
    async with watched(folder) as watch:
        shutil.rmtree(folder)
        new.rename(folder)
        assert await watch.added() == ("ferry.txt",)
        (folder / "harbour.txt").write_text("The harbour froze.\n")
        assert await watch.added() == ("harbour.txt",)


async def test_a_link_that_leads_elsewhere_now_is_followed(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "ferry.txt").write_text(FERRY)
    link, draft = tmp_path / "link", tmp_path / "draft"
    link.symlink_to(folder)
    draft.symlink_to(other)
    async with watched(link) as watch:
        os.replace(draft, link)
        assert await watch.added() == ("ferry.txt",)


async def test_what_was_saved_before_the_watch_began_is_live(folder: Path) -> None:
    watch = Watch(folder)
    (folder / "ferry.txt").write_text(FERRY)
    task = asyncio.create_task(watch_folder(folder, watch.reload, quiet=QUIET))
    assert await watch.added() == ("ferry.txt",)
    task.cancel()
    await asyncio.wait([task])


async def test_a_defect_in_a_reload_does_not_end_the_watch(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    calls: asyncio.Queue[int] = asyncio.Queue()

    async def fail_once(_files: Collection[str] | None) -> None:
        calls.put_nowait(1)
        if calls.qsize() == 1:
            raise ZeroDivisionError

    task = asyncio.create_task(watch_folder(folder, fail_once, quiet=QUIET))
    async with asyncio.timeout(PATIENCE):
        while calls.qsize() < 2:  # noqa: ASYNC110 - the watch tells nothing else
            await asyncio.sleep(QUIET)
    task.cancel()
    await asyncio.wait([task])
    assert "ZeroDivisionError" in caplog.text


async def test_the_watch_ends_with_its_owner(folder: Path) -> None:
    live = LiveCorpus.load(folder, 1_048_576)
    before = asyncio.all_tasks()
    async with watching(live, is_wanted=True):
        assert [task.get_name() for task in asyncio.all_tasks() - before] == ["watch"]
    assert asyncio.all_tasks() == before


async def test_what_is_not_wanted_is_not_watched(folder: Path) -> None:
    before = asyncio.all_tasks()
    async with watching(LiveCorpus.load(folder, 1_048_576), is_wanted=False):
        assert asyncio.all_tasks() == before


def test_where_the_package_is_missing_the_command_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.library.watching.find_spec", lambda _name: None)
    with pytest.raises(ConfigError, match=r"pip install '\.\[watch\]'"):
        require_watchfiles()
