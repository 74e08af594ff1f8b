"""An article is quoted only while its seed file says the same."""

import gc
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.articles.model import Article
from bot.library.live import LiveCorpus
from tests.documents.files import docx, epub, paragraph, pdf

_DAY = 86_400


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    file = tmp_path / "bridge.txt"
    file.write_text("The bridge opened on Monday.")
    _age(file, 2)
    return file


def flaw(live: LiveCorpus) -> str | None:
    return live.corpus.flaw_of(live.library.articles[0])


def _age(file: Path, days: int) -> None:
    """Make a file look older, so that a later change shows in its time."""
    then = file.stat().st_mtime - days * _DAY
    os.utime(file, (then, then))


def test_what_has_not_changed_may_be_quoted(bridge: Path) -> None:
    assert flaw(LiveCorpus.load(bridge.parent, 1_000)) is None


@pytest.mark.parametrize(
    ("change", "may_be_quoted"),
    [
        (lambda file: file.write_text("The bridge opened on Friday."), False),
        (
            lambda file: file.write_text("---\ndraft: true\n---\nThe bridge opened on Monday."),
            False,
        ),
        (lambda file: file.write_text("The bridge opened on Monday."), True),
        (lambda file: _age(file, 1), True),
        (lambda file: file.write_text(""), True),
        (lambda file: file.unlink(), True),
    ],
    ids=["edited", "hidden", "written again", "touched", "broken", "gone"],
)
def test_a_changed_file_is_compared_before_it_is_quoted(
    bridge: Path, change: Callable[[Path], object], *, may_be_quoted: bool
) -> None:
    live = LiveCorpus.load(bridge.parent, 1_000)
    assert flaw(live) is None
    change(bridge)
    assert (flaw(live) is None) is may_be_quoted


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (
            "a.docx",
            docx(paragraph("It opened on Monday.")),
            docx(paragraph("It opened on Friday.")),
        ),
        ("a.epub", epub("<p>It opened on Monday.</p>"), epub("<p>It opened on Friday.</p>")),
        ("a.pdf", pdf(["It opened on Monday."]), pdf(["It opened on Friday."])),
    ],
)
def test_a_file_that_is_no_text_is_read_once_more_before_it_is_quoted(
    tmp_path: Path, name: str, old: bytes, new: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(old)
    live = LiveCorpus.load(tmp_path, 10_000)
    file.write_bytes(new)
    assert flaw(live) is not None
    file.write_bytes(old)
    assert flaw(live) is None


async def test_after_a_reload_the_new_text_may_be_quoted(bridge: Path) -> None:
    live = LiveCorpus.load(bridge.parent, 1_000)
    await live.change(lambda _: bridge.write_text("The bridge opened on Friday."))
    assert flaw(live) is None


async def test_an_article_that_a_reload_removed_is_not_quoted_by_an_answer_under_way(
    bridge: Path,
) -> None:
    (bridge.parent / "tower.txt").write_text("The tower closed on Monday.")
    live = LiveCorpus.load(bridge.parent, 1_000)
    corpus, gone = live.corpus, live.library.articles[0]
    await live.change(lambda _: bridge.unlink())
    assert corpus.flaw_of(gone) is not None
    assert flaw(live) is None


@pytest.mark.parametrize("change", [Path.unlink, lambda file: file.write_text("It is closed.")])
async def test_nothing_holds_an_article_that_a_reload_removed_or_changed(
    bridge: Path, change: Callable[[Path], object]
) -> None:
    (bridge.parent / "tower.txt").write_text("The tower closed on Monday.")
    live = LiveCorpus.load(bridge.parent, 1_000)
    assert "The bridge opened on Monday." in _held()
    await live.change(lambda _: change(bridge))
    assert "The bridge opened on Monday." not in _held()


def _held() -> set[str]:
    """The first paragraphs of all articles in memory."""
    gc.collect()
    articles = (one for one in gc.get_objects() if isinstance(one, Article))
    return {paragraph for one in articles for paragraph in one.paragraphs[:1]}


def test_a_file_that_has_not_changed_is_not_read_again(
    bridge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.articles.files.time.time_ns", lambda: 2 * 10**18)  # long after
    live = LiveCorpus.load(bridge.parent, 1_000)
    monkeypatch.setattr("bot.library.source_check.read_article", None)
    assert flaw(live) is None
