"""Some files of a folder read again, beside the whole folder read again."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.articles.library import NOTHING, read_folder, succeed
from bot.articles.rereading import read_again

LIMIT = 60
NAMES = ("a.txt", "b.md", "news/c.txt", "news/d.md", ".hidden.txt", "table.xls", "line\nbreak.txt")
TEXTS = (
    *("It rained.", "It snowed.", "", "\x00\x01", "It is too long. " * 5),
    *("---\ndraft: true\n---\nNobody sees it.", "It's «odd».\n\nRelated:\nnonsense"),
)

changes = st.lists(
    st.tuples(st.sampled_from(NAMES), st.none() | st.sampled_from(TEXTS)), min_size=1, max_size=4
)


@settings(max_examples=60, deadline=None)
@given(st.lists(changes, min_size=2, max_size=5))
def test_files_that_are_told_lead_to_what_the_whole_folder_does(
    steps: list[list[tuple[str, str | None]]],
) -> None:
    with TemporaryDirectory() as name:
        folder, known = Path(name), NOTHING
        for step in steps:
            for file, text in step:
                change(folder / file, text)
            told = read_again(folder, [file for file, _ in step], max_bytes=LIMIT, known=known)
            whole = succeed(known, read_folder(folder, max_bytes=LIMIT, known=known))
            assert told == whole
            assert list(told[0].seen) == list(whole[0].seen)
            known = told[0]


def test_other_files_are_not_looked_at(tmp_path: Path) -> None:
    for file in ("a.txt", "b.txt"):
        change(tmp_path / file, f"{file} says so.")
    known = read_folder(tmp_path)
    for file in ("a.txt", "b.txt"):
        change(tmp_path / file, "It says more.")
    told, changes = read_again(tmp_path, ["a.txt"], max_bytes=LIMIT, known=known)
    assert changes.changed == ("a.txt",)
    assert told.articles[1] is known.articles[1]


def test_a_paragraph_that_stayed_in_a_changed_file_is_in_memory_once(tmp_path: Path) -> None:
    change(tmp_path / "a.txt", "It rained.\n\nIt snowed.")
    known = read_folder(tmp_path)
    change(tmp_path / "a.txt", "It rained.\n\nIt cleared up.")
    (before,), (after,) = known.articles, read_folder(tmp_path, known=known).articles
    assert after.paragraphs == ("It rained.", "It cleared up.")
    assert after.paragraphs[0] is before.paragraphs[0]


@pytest.mark.parametrize("name", ["news", "link.txt", "news/../news/a.txt", ""])
def test_a_folder_or_a_link_has_the_whole_folder_read(tmp_path: Path, name: str) -> None:
    change(tmp_path / "news/a.txt", "It rained.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "news/a.txt")
    known = read_folder(tmp_path)
    change(tmp_path / "b.txt", "It snowed.")
    _, changes = read_again(tmp_path, [name], max_bytes=LIMIT, known=known)
    assert changes.added == ("b.txt",)


def test_the_articles_of_a_folder_that_is_gone_go(tmp_path: Path) -> None:
    change(tmp_path / "news/a.txt", "It rained.")
    known = read_folder(tmp_path)
    shutil.rmtree(tmp_path / "news")
    _, changes = read_again(tmp_path, ["news"], max_bytes=LIMIT, known=known)
    assert changes.removed == ("news/a.txt",)


def change(path: Path, text: str | None) -> None:
    """Write a file, or delete it."""
    if text is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
