from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Verbatim
from tests.postgresql import Server
from tests.querylog.databases import PostgresqlDatabase

COST, UNKNOWN = "What did the bridge cost?", "Who is the goalkeeper?"


@pytest.fixture
def url(folder: Path, servers: Callable[[str], Server]) -> str:
    """The URL of a server with an empty database."""
    database = PostgresqlDatabase(servers("newest").url, folder / "key")
    database.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return database.url


@pytest.fixture
def configured(folder: Path, url: str) -> str:
    """The same, which the configuration names."""
    (folder / "config.yaml").write_text(f"storage: {url}\n")
    return url


def test_a_log_is_copied_to_a_server_and_back(verbatim: Verbatim, folder: Path, url: str) -> None:
    verbatim("ask", COST)
    there = verbatim("storage", "copy", "data/verbatim.sqlite3", url)
    assert (there.status, there.err) == (0, "")
    assert there.out.startswith("Copied 1 question from data/verbatim.sqlite3 to postgresql://")
    assert "both hold 1 question, 0 votes, 0 marks, 0 servers with settings, with the" in there.out
    back = verbatim("storage", "copy", url, "other/log.sqlite3")
    assert (back.status, back.err) == (0, "")
    assert (folder / "other/log.sqlite3.key").exists()


def test_a_password_on_the_command_line_is_refused_and_not_shown(verbatim: Verbatim) -> None:
    result = verbatim("storage", "copy", "postgresql://a:S3CRET@db/x", "log.sqlite3")
    assert result.status == 2
    assert "PGPASSWORD" in result.err
    assert "S3CRET" not in result.err


@pytest.mark.parametrize("url", ["mysql://a:S3CRET@db/x", "sqlite:///log.sqlite3"])
def test_the_url_of_another_database_is_refused_and_makes_no_file(
    verbatim: Verbatim, folder: Path, url: str
) -> None:
    verbatim("ask", COST)
    before = sorted(folder.iterdir())
    result = verbatim("storage", "copy", "data/verbatim.sqlite3", url)
    assert result.status == 2
    assert "the path of an SQLite file, or a PostgreSQL server" in result.err
    assert "S3CRET" not in result.err
    assert sorted(folder.iterdir()) == before


def test_a_url_without_a_server_is_refused_with_an_example(verbatim: Verbatim) -> None:
    result = verbatim("storage", "copy", "log.sqlite3", "postgresql://")
    assert result.status == 2
    assert "it names no server: write postgresql://user@host/database" in result.err
    assert "PGPASSWORD" not in result.err


def test_a_log_is_not_copied_to_itself(verbatim: Verbatim) -> None:
    verbatim("ask", COST)
    result = verbatim("storage", "copy", "data/verbatim.sqlite3", "./data/verbatim.sqlite3")
    assert result.status == 2
    assert "cannot be copied to itself" in result.err


def test_a_key_that_is_another_is_not_overwritten(
    verbatim: Verbatim, folder: Path, url: str
) -> None:
    verbatim("ask", COST)
    verbatim("storage", "copy", "data/verbatim.sqlite3", url)
    (folder / "data/verbatim.sqlite3.key").write_text("ab" * 32)
    result = verbatim("storage", "copy", url, "other/log.sqlite3")
    assert result.status == 2
    assert "written with another key" in result.err


@pytest.mark.usefixtures("configured")
def test_questions_are_logged_and_reported_on_the_server(verbatim: Verbatim, folder: Path) -> None:
    verbatim("ask", stdin=f"{COST}\n{UNKNOWN}\n")
    assert not (folder / "data/verbatim.sqlite3").exists()
    assert "Questions  2\nAnswered   1" in verbatim("log", "stats").out
    assert UNKNOWN in verbatim("log", "unanswered").out
    assert len(verbatim("log", "export", "--format", "jsonl").out.splitlines()) == 2
    assert "Nothing is stored about user 5" in verbatim("log", "forget", "5").out
    assert "Deleted 0 questions." in verbatim("log", "purge").out


@pytest.mark.usefixtures("configured")
def test_before_the_first_start_the_commands_say_that_there_is_no_log(verbatim: Verbatim) -> None:
    result = verbatim("log", "stats")
    assert result.status == 2
    assert "it has no query log. Start the bot once." in result.err


@pytest.mark.usefixtures("configured")
def test_a_backup_of_a_server_is_a_file_of_sqlite(verbatim: Verbatim, folder: Path) -> None:
    verbatim("ask", COST)
    result = verbatim("backup", "copy.sqlite3")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("Copied 1 question to copy.sqlite3.\nCopied the key")
    key = (folder / "copy.sqlite3.key").read_text()
    assert key == (folder / "data/verbatim.sqlite3.key").read_text()
    assert not [one.name for one in folder.iterdir() if one.name.startswith(".")]
    again = verbatim("backup", "copy.sqlite3")
    assert again.status == 2
    assert "there is such a file already" in again.err


def test_a_server_that_is_away_keeps_no_answer_back(verbatim: Verbatim, folder: Path) -> None:
    (folder / "config.yaml").write_text("storage: postgresql://verbatim@/x?host=/nowhere\n")
    result = verbatim("ask", COST)
    assert "nine million" in result.out
    assert result.status == 0
