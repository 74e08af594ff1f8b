import os
import time
from pathlib import Path

import pytest

from bot.articles.library import Library, Problem, SeedsError, read_folder, succeed


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


def write(path: Path, text: str = "It rained.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def names(library: Library) -> list[str]:
    return [article.name for article in library.articles]


def rejected(library: Library) -> dict[str, str]:
    return {problem.name: problem.text for problem in library.rejected}


def test_every_text_and_markdown_file_is_read_by_name(seeds: Path) -> None:
    for name in ("b.txt", "a.md", "news/2025/c.TXT", "žluťoučký kůň.md"):
        write(seeds / name, f"{name} rained.\n")
    library = read_folder(seeds)
    assert names(library) == ["a.md", "b.txt", "news/2025/c.TXT", "žluťoučký kůň.md"]
    assert library.rejected == library.warnings == ()


@pytest.mark.parametrize("name", [".hidden.txt", "~$word.md", ".git/a.txt"])
def test_what_is_hidden_is_left_out_without_a_word(seeds: Path, name: str) -> None:
    write(seeds / name)
    assert read_folder(seeds) == Library(())


@pytest.mark.parametrize("name", ["a.rst", "a.txt~", "a.yaml", "txt", "a.txt.swp"])
def test_a_file_of_another_kind_is_told_as_passed_over(seeds: Path, name: str) -> None:
    write(seeds / name)
    library = read_folder(seeds)
    assert (library.articles, library.rejected) == ((), ())
    (passed,) = library.passed_over
    assert passed.name == name
    assert "not supported; " in passed.text


def test_a_rejected_file_is_told_and_the_rest_is_read(seeds: Path) -> None:
    write(seeds / "a.txt")
    write(seeds / "empty.txt", "")
    (seeds / "sub").mkdir()
    (seeds / "sub" / "binary.txt").write_bytes(b"\x7fELF\x00\xff")
    library = read_folder(seeds)
    assert names(library) == ["a.txt"]
    assert [(each.name, each.line) for each in library.rejected] == [
        *(("empty.txt", None), ("sub/binary.txt", None)),
    ]


def test_warnings_name_their_file_and_line(seeds: Path) -> None:
    write(seeds / "b.txt", "---\ntitel: B\n---\nIt rained.\n")
    write(seeds / "a.txt", "---\n\nurl: x\n---\nIt snowed.\n")
    library = read_folder(seeds)
    assert [each.place for each in library.warnings] == ["a.txt, line 3", "b.txt, line 2"]


def test_files_with_the_same_bytes_are_both_read_with_a_warning(seeds: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(seeds / name)
    library = read_folder(seeds)
    assert names(library) == ["a.txt", "b.txt", "c.txt"]
    assert [(each.name, each.text) for each in library.warnings] == [
        ("b.txt", "is the same as a.txt; remove one of them"),
        ("c.txt", "is the same as a.txt; remove one of them"),
    ]


def test_a_file_over_the_limit_is_rejected_unread(seeds: Path) -> None:
    write(seeds / "a.txt", "It rained.")
    assert names(read_folder(seeds, max_bytes=10)) == ["a.txt"]
    assert "10 bytes of at most 9" in rejected(read_folder(seeds, max_bytes=9))["a.txt"]


def test_a_link_is_followed_inside_the_folder_and_nowhere_else(seeds: Path) -> None:
    outside = write(seeds.parent / "outside" / "secret.txt")
    write(seeds / "sub" / "a.txt")
    (seeds / "inside.txt").symlink_to(seeds / "sub" / "a.txt")
    (seeds / "file.txt").symlink_to(outside)
    (seeds / "folder").symlink_to(outside.parent)
    library = read_folder(seeds)
    assert names(library) == ["inside.txt", "sub/a.txt"]
    assert {name: text.split(";")[0] for name, text in rejected(library).items()} == {
        "file.txt": "is a link that leads out of the seeds folder",
        "folder": "is a link that leads out of the seeds folder",
    }


def test_no_folder_is_entered_twice(seeds: Path) -> None:
    write(seeds / "sub" / "a.txt")
    (seeds / "sub" / "loop").symlink_to(seeds)
    (seeds / "zweimal").symlink_to(seeds / "sub")
    assert names(read_folder(seeds)) == ["sub/a.txt"]


def test_a_link_to_nothing_is_rejected(seeds: Path) -> None:
    (seeds / "gone.txt").symlink_to(seeds / "missing.txt")
    assert "cannot be read" in rejected(read_folder(seeds))["gone.txt"]


def test_a_seeds_folder_may_itself_be_a_link(seeds: Path) -> None:
    write(seeds / "a.txt")
    link = seeds.parent / "link"
    link.symlink_to(seeds)
    assert names(read_folder(link)) == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_named_pipe_is_rejected_and_not_waited_for(seeds: Path) -> None:
    os.mkfifo(seeds / "pipe.txt")
    assert rejected(read_folder(seeds)) == {"pipe.txt": "is not a regular file"}


@pytest.mark.skipif(os.name != "posix", reason="names are of characters here")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"caf\xe9.txt", "caf\\xe9.txt"),
        (b"a\x1b[2J.txt", "a\\x1b[2J.txt"),
        (b"a\nb.md", "a\\nb.md"),
    ],
)
def test_a_name_that_cannot_be_shown_is_rejected(seeds: Path, name: bytes, shown: str) -> None:
    (Path(os.fsdecode(os.fsencode(seeds) + b"/" + name))).write_text("It rained.")
    (problem,) = read_folder(seeds).rejected
    assert problem.name == shown
    assert problem.text.startswith("has a name that is not UTF-8")


def test_a_folder_that_is_missing_or_a_file_is_told(seeds: Path) -> None:
    with pytest.raises(SeedsError, match="does not exist: make it"):
        read_folder(seeds / "missing")
    with pytest.raises(SeedsError, match="is a file: name the folder"):
        read_folder(write(seeds / "a.txt"))


def test_an_empty_folder_holds_nothing(seeds: Path) -> None:
    assert read_folder(seeds) == Library(())


def test_what_changed_is_told_by_name(seeds: Path) -> None:
    for name in ("same.txt", "other.txt", "gone.txt"):
        write(seeds / name, f"{name} rained.\n")
    before = read_folder(seeds)
    write(seeds / "other.txt", "It snowed.\n")
    write(seeds / "new.txt", "It hailed.\n")
    (seeds / "gone.txt").unlink()
    library, changes = succeed(before, read_folder(seeds))
    assert names(library) == ["new.txt", "other.txt", "same.txt"]
    assert (changes.added, changes.changed, changes.removed, changes.kept) == (
        *(("new.txt",), ("other.txt",), ("gone.txt",), ()),
    )


def test_an_article_stays_while_its_file_is_rejected(seeds: Path) -> None:
    write(seeds / "a.txt")
    before = read_folder(seeds)
    write(seeds / "a.txt", "")
    kept, changes = succeed(before, read_folder(seeds))
    assert kept.articles == before.articles
    assert changes.kept == ("a.txt",)
    assert list(rejected(kept)) == ["a.txt"]
    again, changes = succeed(kept, read_folder(seeds))
    assert again.articles == before.articles
    assert changes.kept == ("a.txt",)


def test_the_articles_of_a_folder_that_cannot_be_read_stay(seeds: Path) -> None:
    write(seeds / "sub" / "a.txt")
    write(seeds / "subway.txt", "It snowed.\n")
    before = read_folder(seeds)
    now = Library((), rejected=(Problem("sub", None, "cannot be read"),))
    library, changes = succeed(before, now)
    assert names(library) == ["sub/a.txt"]
    assert (changes.kept, changes.removed) == (("sub/a.txt",), ("subway.txt",))


def test_an_article_that_is_mended_is_changed_only_if_it_is_another(seeds: Path) -> None:
    path = write(seeds / "a.txt")
    before = read_folder(seeds)
    write(path, "")
    kept, _ = succeed(before, read_folder(seeds))
    write(path)
    _, changes = succeed(kept, read_folder(seeds))
    assert (changes.added, changes.changed, changes.kept) == ((), (), ())


def test_a_file_that_has_not_changed_is_the_same_article(tmp_path: Path) -> None:
    path = write(tmp_path / "one.txt", "The ferry sank.\n")
    os.utime(path, (0, 0))
    time.sleep(2.1)  # until its time of change is so old that it cannot come again
    first = read_folder(tmp_path)
    again = read_folder(tmp_path, known=first)
    assert again.seen["one.txt"] is first.seen["one.txt"]
    assert again == first


def test_a_file_that_was_changed_at_once_and_to_the_same_size_is_read_again(tmp_path: Path) -> None:
    write(tmp_path / "one.txt", "The ferry sank.\n")
    first = read_folder(tmp_path)
    write(tmp_path / "one.txt", "The zebra sank.\n")
    again = read_folder(tmp_path, known=first)
    assert again.articles[0].paragraphs == ("The zebra sank.",)


def test_a_file_that_was_written_again_as_it_was_is_the_same_article(tmp_path: Path) -> None:
    for _ in range(2):
        write(tmp_path / "one.txt", "The ferry sank.\n")
    first = read_folder(tmp_path)
    write(tmp_path / "one.txt", "The ferry sank.\n")
    again = read_folder(tmp_path, known=first)
    assert again.articles[0] is first.articles[0]
