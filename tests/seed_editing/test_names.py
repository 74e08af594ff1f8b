from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.files import find_files
from bot.seed_editing.names import (
    LONGEST,
    LONGEST_BYTES,
    file_name,
    is_hidden,
    likeness,
    name_of_title,
    numbered,
)

ANY_TEXT = st.text(st.characters(), max_size=300)  # lone surrogates included


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("bridge.txt", "bridge.txt"),
        ("The Bridge.MD", "The Bridge.md"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Windows\\notes.txt", "notes.txt"),
        (".hidden.txt", "hidden.txt"),
        ("~$draft.txt", "draft.txt"),
        (".txt", "article.txt"),
        ("...txt", "article.txt"),
        ("con.txt", "article-con.txt"),
        ("LPT1.backup.txt", "article-LPT1.backup.txt"),
        ('a<b>:"c"|d?*.txt', "a-b-c-d.txt"),
        ("e\u202etxt.exe.txt", "etxt.exe.txt"),
        ("cafe\u0301.txt", "caf\u00e9.txt"),
        ("Кримський міст.txt", "Кримський міст.txt"),
        ("two\nlines\0.txt", "two lines.txt"),
        ("report.PDF", "report.pdf"),
        ("article.exe", None),
        ("article", None),
        ("", None),
    ],
)
def test_an_uploaded_name_is_made_safe(given_name: str, name: str | None) -> None:
    assert file_name(given_name) == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The bridge opens", "the-bridge-opens.txt"),
        ("  ../../Up & away!  ", "up-away.txt"),
        ("Міст відкрито", "міст-відкрито.txt"),
        ("NUL", "article-nul.txt"),
        ("?!", "article.txt"),
        ("", "article.txt"),
    ],
)
def test_a_title_gives_a_name(title: str, name: str) -> None:
    assert name_of_title(title) == name


@given(ANY_TEXT)
def test_whatever_the_name_it_is_one_visible_file_of_bounded_length(text: str) -> None:
    for name in (file_name(text + ".txt"), name_of_title(text)):
        assert name is not None
        assert name == Path(name).name
        assert not name.startswith((".", "~$", " "))
        assert name.endswith(".txt")
        assert name.isprintable()
        assert len(name) <= LONGEST
        assert len(name.encode()) <= LONGEST_BYTES
        assert file_name(name) == name


def test_the_reader_finds_a_file_of_the_longest_name(tmp_path: Path) -> None:
    name = file_name("ї" * 400 + ".txt")
    assert name is not None
    (tmp_path / name).write_text("Text.")
    assert [found[0] for found in find_files(tmp_path) if isinstance(found, tuple)] == [name]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bridge.txt", "bridge.TXT"),
        ("caf\u00e9.txt", "cafe\u0301.txt"),
        ("straße.md", "STRASSE.md"),
    ],
)
def test_names_that_some_file_system_takes_for_the_same_are_alike(one: str, other: str) -> None:
    assert likeness(one) == likeness(other)


def test_a_number_makes_a_taken_name_free() -> None:
    assert numbered("bridge.txt", {"bridge.txt", "bridge-2.txt"}) == "bridge-3.txt"


def test_a_numbered_name_is_not_too_long() -> None:
    name = "b" * (LONGEST - 4) + ".txt"
    assert numbered(name, set()) == "b" * (LONGEST - 6) + "-2.txt"


@pytest.mark.parametrize(
    ("path", "hidden"),
    [
        ("__MACOSX/a.txt", True),
        ("news/.DS_Store", True),
        (".git/a.txt", True),
        ("~$a.txt", True),
        ("news/a.txt", False),
        ("../a.txt", False),
        ("./a.txt", False),
    ],
)
def test_what_systems_hide_is_known(path: str, hidden: bool) -> None:
    assert is_hidden(path) is hidden
