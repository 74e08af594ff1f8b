import asyncio
import gc
import logging
from pathlib import Path

import pytest

from bot.articles.library import Library, SeedsError
from bot.articles.model import Article
from bot.library.building import CorpusBuilder
from bot.library.live import LiveCorpus
from bot.library.reloaded import report_loaded
from bot.retrieval.retriever import Retriever

LIMIT = 1_048_576
BRIDGE = "The bridge opened in March.\n"
HARBOUR = "The harbour froze in January.\n"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "bridge.txt").write_text(BRIDGE)
    return folder


def texts(live: LiveCorpus) -> list[str]:
    return [passage.text for passage in live.corpus.passages]


def test_loading_gives_the_library_and_its_corpus(seeds: Path) -> None:
    live = LiveCorpus.load(seeds, LIMIT)
    assert live.corpus.articles == live.library.articles
    assert texts(live) == ["The bridge opened in March."]


def test_loading_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SeedsError):
        LiveCorpus.load(tmp_path / "missing", LIMIT)


def test_the_limit_of_bytes_is_kept(seeds: Path) -> None:
    live = LiveCorpus.load(seeds, 10)
    assert live.corpus.articles == ()
    assert [problem.name for problem in live.library.rejected] == ["bridge.txt"]


async def test_a_reload_tells_what_was_added_changed_and_removed(seeds: Path) -> None:
    (seeds / "old.txt").write_text("An old story.\n")
    live = LiveCorpus.load(seeds, LIMIT)
    (seeds / "old.txt").unlink()
    (seeds / "bridge.txt").write_text("The bridge closed in May.\n")
    (seeds / "harbour.txt").write_text(HARBOUR)
    reload = await live.reload()
    changes = reload.changes
    assert changes.added == ("harbour.txt",)
    assert changes.changed == ("bridge.txt",)
    assert changes.removed == ("old.txt",)
    assert changes.kept == ()
    assert reload.library is live.library
    assert reload.milliseconds > 0
    assert texts(live) == ["The bridge closed in May.", "The harbour froze in January."]


async def test_a_good_version_stays_where_its_file_got_worse(seeds: Path) -> None:
    live = LiveCorpus.load(seeds, LIMIT)
    for _ in range(2):
        (seeds / "bridge.txt").write_bytes(b"\xff\xfe\x00")
        reload = await live.reload()
        assert reload.changes.kept == ("bridge.txt",)
        assert [problem.name for problem in reload.library.rejected] == ["bridge.txt"]
        assert texts(live) == ["The bridge opened in March."]


def test_without_a_folder_a_reload_fails_and_the_corpus_stays(seeds: Path) -> None:
    live = LiveCorpus.load(seeds, LIMIT)
    before = live.corpus
    elsewhere = seeds.rename(seeds.with_name("elsewhere"))
    with pytest.raises(SeedsError):
        asyncio.run(live.reload())
    assert live.corpus is before
    elsewhere.rename(seeds)
    assert asyncio.run(live.reload()).changes.removed == ()


async def test_a_corpus_in_use_is_not_changed_by_a_reload(seeds: Path) -> None:
    live = LiveCorpus.load(seeds, LIMIT)
    held = live.corpus
    (seeds / "bridge.txt").write_text("The bridge closed in May.\n")
    await live.reload()
    assert [passage.text for passage in held.passages] == ["The bridge opened in March."]
    assert live.corpus.version != held.version


async def test_a_reload_without_changes_builds_nothing_anew(seeds: Path) -> None:
    live = LiveCorpus.load(seeds, LIMIT)
    before = live.corpus
    (seeds / "empty.txt").write_text("")
    reload = await live.reload()
    assert live.corpus is before
    assert [problem.name for problem in live.library.rejected] == ["empty.txt"]
    assert reload.library is live.library


async def test_the_version_before_is_let_go_of_before_the_new_one_is_written(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveCorpus.load(seeds, LIMIT)
    held: set[str] = set()

    def save(_builder: CorpusBuilder, _library: Library, corpus: Retriever) -> Retriever:
        gc.collect()
        articles = (one for one in gc.get_objects() if isinstance(one, Article))
        held.update(paragraph for one in articles for paragraph in one.paragraphs)
        return corpus

    monkeypatch.setattr(CorpusBuilder, "save", save)
    (seeds / "bridge.txt").write_text(HARBOUR)
    await live.reload()
    assert HARBOUR.strip() in held
    assert BRIDGE.strip() not in held


async def test_answers_go_on_during_a_reload(seeds: Path) -> None:
    live = LiveCorpus.load(seeds, LIMIT)
    before = live.corpus
    (seeds / "harbour.txt").write_text(HARBOUR)
    reloading = asyncio.create_task(live.reload())
    await asyncio.sleep(0)  # it has started
    assert live.corpus is before
    assert not reloading.done()
    await reloading
    assert live.corpus is not before


async def test_of_two_reloads_at_once_the_second_starts_from_the_first(seeds: Path) -> None:
    live = LiveCorpus.load(seeds, LIMIT)
    (seeds / "harbour.txt").write_text(HARBOUR)
    first, second = await asyncio.gather(live.reload(), live.reload())
    assert first.changes.added == ("harbour.txt",)
    assert second.changes.added == ()


def test_what_was_loaded_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "harbour.txt").write_text(HARBOUR)
    with caplog.at_level(logging.INFO, logger="bot.library.reloaded"):
        live = LiveCorpus.load(tmp_path, LIMIT)
        report_loaded(live.library, live.corpus.version)
    (said,) = caplog.messages
    assert said.startswith("Loaded 1 article, version ")


async def test_a_reload_is_logged_with_its_changes(
    seeds: Path, caplog: pytest.LogCaptureFixture
) -> None:
    live = LiveCorpus.load(seeds, LIMIT)
    (seeds / "harbour.txt").write_text(HARBOUR)
    (seeds / "empty.txt").write_text("")
    with caplog.at_level(logging.INFO, logger="bot.library.reloaded"):
        await live.reload()
    assert "added harbour.txt, changed none" in caplog.messages[0]
    assert caplog.messages[1].startswith("Rejected empty.txt")
