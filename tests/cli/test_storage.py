import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.library.cache.segment_folder import SegmentFolder
from tests.cli.conftest import Verbatim
from tests.postgresql import Server
from tests.querylog.databases import PostgresqlDatabase

COST, UNKNOWN = "What did the bridge cost?", "Who is the goalkeeper?"


@pytest.fixture
def url(folder: Path, servers: Callable[[str], Server]) -> str:
    """The URL of a server with an empty database."""
    database = PostgresqlDatabase(servers("newest").url, folder / "key")
    database.drop_tables()
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


def test_the_articles_are_copied_to_a_server_and_back(
    verbatim: Verbatim, folder: Path, url: str
) -> None:
    verbatim("ask", COST)
    there = verbatim("storage", "copy", "data/verbatim.sqlite3", url)
    assert (
        "Copied 1 file of the articles.\nCompared: both hold 1 file, with the digest" in there.out
    )
    again = verbatim("storage", "copy", "data/verbatim.sqlite3", url)
    assert "Copied 0 files of the articles.\nCompared: both hold 1 file" in again.out
    text = (folder / "seeds/bridge.txt").read_bytes()
    shutil.rmtree(folder / "seeds")
    back = verbatim("storage", "copy", url, "other/log.sqlite3")
    assert (back.status, back.err) == (0, "")
    assert (folder / "seeds/bridge.txt").read_bytes() == text


def test_a_copy_overwrites_no_article_and_says_which_differ(
    verbatim: Verbatim, folder: Path, url: str
) -> None:
    verbatim("ask", COST)
    verbatim("storage", "copy", "data/verbatim.sqlite3", url)
    (folder / "seeds/bridge.txt").write_text("The bridge fell.\n")
    result = verbatim("storage", "copy", url, "other/log.sqlite3")
    assert result.status == 1
    assert "has these with another text, which stayed: bridge.txt." in result.out
    assert (folder / "seeds/bridge.txt").read_text() == "The bridge fell.\n"


def test_the_index_is_copied_to_a_server_and_back(
    verbatim: Verbatim, folder: Path, url: str
) -> None:
    sentences = " ".join(f"Bridge {number} opened." for number in range(6_000))
    (folder / "seeds/bridges.txt").write_text(sentences)
    (folder / "data").mkdir()
    verbatim("ask", "When did bridge 7 open?", "--no-semantic")
    kept = SegmentFolder(folder / "data/index").manifest()
    assert kept is not None
    there = verbatim("storage", "copy", "data/verbatim.sqlite3", url)
    assert f"Copied the index: {len(kept.digests)} parts." in there.out
    shutil.rmtree(folder / "data/index")
    back = verbatim("storage", "copy", url, "other/log.sqlite3")
    assert (back.status, back.err) == (0, "")
    copied = SegmentFolder(folder / "other/index")
    manifest = copied.manifest()
    assert manifest is not None
    assert manifest.to_bytes() == kept.to_bytes()
    assert copied.renew(kept.digests) == frozenset()


@pytest.mark.usefixtures("configured")
def test_the_articles_of_a_folder_are_pushed_to_the_server(
    verbatim: Verbatim, folder: Path
) -> None:
    assert "nine million" in verbatim("ask", COST).out
    (folder / "seeds/bridge.txt").write_text("The bridge cost ten euros.\n")
    (folder / "seeds/tower.txt").write_text("The tower fell in May.\n")
    assert "nine million" in verbatim("ask", COST).out
    pushed = verbatim("seeds", "push")
    assert (pushed.status, pushed.err) == (0, "")
    assert pushed.out.splitlines() == [
        "Added 1 file: tower.txt.",
        "Replaced 1 file: bridge.txt.",
        "Earlier versions are in the trash: /seeds restore",
    ]
    assert "ten euros" in verbatim("ask", COST).out
    assert verbatim("seeds", "push").out == "Added nothing.\nReplaced nothing.\n"


@pytest.mark.usefixtures("configured")
def test_what_only_the_server_has_is_removed_if_that_is_asked_for(
    verbatim: Verbatim, folder: Path
) -> None:
    verbatim("ask", COST)
    other = folder / "other"
    other.mkdir()
    (other / "tower.txt").write_text("The tower fell in May.\n")
    kept = verbatim("seeds", "push", "other")
    assert "Only the server has 1 file: bridge.txt. To remove them, add --remove." in kept.out
    assert "nine million" in verbatim("ask", COST).out
    assert "Removed 1 file: bridge.txt." in verbatim("seeds", "push", "other", "--remove").out
    assert verbatim("check").out.count("bridge.txt") == 0
    assert "tower.txt" in verbatim("check").out


@pytest.mark.usefixtures("configured")
def test_an_empty_folder_is_not_pushed(verbatim: Verbatim, folder: Path) -> None:
    verbatim("ask", COST)
    (folder / "other").mkdir()
    result = verbatim("seeds", "push", "other", "--remove")
    assert result.status == 2
    assert "other has no files; name the folder of the articles." in result.err
    assert "nine million" in verbatim("ask", COST).out


def test_without_a_server_nothing_can_be_pushed(verbatim: Verbatim) -> None:
    result = verbatim("seeds", "push")
    assert result.status == 2
    assert "The configuration names no server in storage" in result.err


@pytest.mark.usefixtures("configured")
def test_a_folder_that_is_named_is_asked_and_not_written_to_the_server(
    verbatim: Verbatim, folder: Path
) -> None:
    verbatim("ask", COST)
    (folder / "seeds/bridge.txt").write_text("The bridge cost ten euros.\n")
    assert "ten euros" in verbatim("ask", "--seeds", "seeds", COST).out
    assert "nine million" in verbatim("ask", COST).out


@pytest.mark.usefixtures("configured")
def test_where_answers_come_from_servers_a_push_says_to_publish(
    verbatim: Verbatim, folder: Path
) -> None:
    with (folder / "config.yaml").open("a") as config:
        config.write("\nretrieval: remote\n")
    assert verbatim("seeds", "push").out.endswith("To publish: verbatim publish\n")
    assert verbatim("publish").status == 0
    assert "nine million" in verbatim("ask", COST).out
