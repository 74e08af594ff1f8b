from pathlib import Path

from tests.cli.conftest import ROOT, Verbatim


def test_each_file_is_told_with_what_it_holds(verbatim: Verbatim) -> None:
    result = verbatim("check")
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "bridge.txt: 1 article, 2 paragraphs, 2 passages, 1 related story, 0 warnings, 0 errors\n"
        "1 file, 1 article, 2 paragraphs, 2 passages, 1 related story, 0 warnings, 0 errors\n"
    )


def test_warnings_stand_below_their_file_and_leave_the_status_alone(
    verbatim: Verbatim, folder: Path
) -> None:
    (folder / "seeds" / "odd.txt").write_text("---\ntitel: Odd\n---\nIt rained all day.\n")
    result = verbatim("check")
    assert result.status == 0
    lines = result.out.splitlines()
    assert lines[1].startswith("odd.txt: 1 article, ")
    assert lines[1].endswith(", 1 warning, 0 errors")
    assert lines[2].startswith("  warning, line 2: ")
    assert "titel" in lines[2]
    assert lines[3].startswith("2 files, 2 articles, ")


def test_a_rejected_file_has_status_one_and_its_reason(verbatim: Verbatim, folder: Path) -> None:
    (folder / "seeds" / "empty.txt").write_text("")
    result = verbatim("check")
    assert result.status == 1
    lines = result.out.splitlines()
    assert lines[1].startswith("empty.txt: 0 articles, 0 paragraphs, 0 passages, ")
    assert lines[1].endswith(", 1 error")
    assert lines[2].startswith("  error")


def test_a_folder_of_rejected_files_has_status_one(verbatim: Verbatim, folder: Path) -> None:
    (folder / "seeds" / "bridge.txt").write_bytes(b"\xff\xfe")
    result = verbatim("check")
    assert result.status == 1
    assert result.out.splitlines()[-1].startswith("1 file, 0 articles, ")


def test_the_size_limit_of_the_configuration_holds(verbatim: Verbatim, folder: Path) -> None:
    (folder / "config.yaml").write_text("seeds: {max_file_bytes: 10}\n")
    assert verbatim("check").status == 1


def test_a_file_name_sends_no_escape_sequence(verbatim: Verbatim, folder: Path) -> None:
    (folder / "seeds" / "a\x1b[2J.txt").write_text("It rained all day.\n")
    assert "\x1b" not in verbatim("check").out


def test_the_shipped_article_is_fine(verbatim: Verbatim) -> None:
    result = verbatim("check", "--seeds", str(ROOT / "seeds"))
    assert (result.status, result.err) == (0, "")
    assert "1 article, 6 paragraphs, " in result.out
    assert ", 6 related stories, 0 warnings, 0 errors\n" in result.out
