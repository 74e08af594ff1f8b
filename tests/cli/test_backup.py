from pathlib import Path

from tests.cli.conftest import Verbatim


def test_a_backup_is_made_and_said_of_what_it_consists(verbatim: Verbatim, folder: Path) -> None:
    verbatim("ask", "What did the bridge cost?")
    result = verbatim("backup", "copy.sqlite3")
    assert (result.status, result.err) == (0, "")
    first, second = result.out.splitlines()
    assert first == "Copied 1 question to copy.sqlite3."
    assert second.startswith("Copied the key of the pseudonyms to copy.sqlite3.key")
    assert (folder / "copy.sqlite3.key").exists()


def test_a_file_that_is_there_has_status_two(verbatim: Verbatim, folder: Path) -> None:
    verbatim("ask", "What did the bridge cost?")
    (folder / "copy.sqlite3").write_text("precious")
    result = verbatim("backup", "copy.sqlite3")
    assert (result.status, result.out) == (2, "")
    assert "there is such a file already" in result.err


def test_a_log_that_is_missing_has_status_two(verbatim: Verbatim) -> None:
    result = verbatim("backup", "copy.sqlite3")
    assert result.status == 2
    assert "there is no such file" in result.err
