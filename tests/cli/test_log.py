import csv
import io
import json
import os
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import main
from tests.cli.conftest import Verbatim

OLD = "2020-01-01T00:00:00.000Z"
ALICE = 111111111111111111
QUESTIONS = "What did the bridge cost?\nWho is the goalkeeper?\nWho was the goalkeeper?\n"


@pytest.fixture
def database(verbatim: Verbatim, folder: Path) -> Path:
    """A query log with three questions, of which one was answered."""
    verbatim("chat", stdin=QUESTIONS)
    return folder / "data" / "verbatim.sqlite3"


def change(database: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement, values)


def questions(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [one for (one,) in connection.execute("SELECT question FROM queries ORDER BY id")]


@pytest.mark.parametrize(
    "argv",
    [
        ("stats",),
        ("unanswered",),
        ("export", "--format", "csv"),
        ("forget", "1", "--yes"),
        ("purge", "--yes"),
    ],
    ids=lambda argv: argv[0],
)
def test_without_a_log_each_action_says_so_and_makes_none(
    verbatim: Verbatim, folder: Path, argv: tuple[str, ...]
) -> None:
    result = verbatim("log", *argv)
    assert (result.status, result.out) == (2, "")
    assert "verbatim.sqlite3: there is no such file" in result.err
    assert os.listdir(folder) == ["seeds"]


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("burn",),
        ("stats", "--days", "0"),
        ("unanswered", "--days", "many"),
        ("export",),
        ("export", "--format", "xml"),
        ("export", "--format", "csv", "--since", "yesterday"),
        ("forget",),
        ("forget", "alice"),
        ("forget", "0"),
        ("purge", "--older-than", "-1"),
    ],
    ids=" ".join,
)
def test_a_mistake_in_usage_has_status_two(verbatim: Verbatim, argv: tuple[str, ...]) -> None:
    result = verbatim("log", *argv)
    assert (result.status, result.out) == (2, "")
    assert "usage: verbatim log" in result.err


def test_the_figures_are_told(verbatim: Verbatim, database: Path) -> None:
    lines = verbatim("log", "stats").out.splitlines()
    assert lines[0].startswith("Since ")
    assert lines[1:3] == ["Questions  3", "Answered   1 (33%)"]
    assert lines[3].startswith("Time       median ")
    assert "    1  bridge.txt" in lines
    assert lines[-1].endswith(" 3, 1 answered")


def test_the_helpful_share_is_told_once_there_are_votes(verbatim: Verbatim, database: Path) -> None:
    vote = "INSERT INTO votes VALUES (1, ?, '2026-01-01T00:00:00.000Z', ?)"
    for voter, is_helpful in (("a", 1), ("b", 1), ("c", 0)):
        change(database, vote, voter, is_helpful)
    assert "Helpful    2 of 3 votes (67%)\n" in verbatim("log", "stats").out


def test_figures_are_of_the_last_days(verbatim: Verbatim, database: Path) -> None:
    change(database, "UPDATE queries SET asked_at = '2020-01-01T00:00:00.000Z'")
    assert verbatim("log", "stats", "--days", "7").out.splitlines()[1:] == ["Questions  0"]


def test_similar_unanswered_questions_are_one_line(verbatim: Verbatim, database: Path) -> None:
    today = datetime.now(UTC).date()
    assert verbatim("log", "unanswered").out == f"    2  Who was the goalkeeper? ({today})\n"


def test_what_was_dealt_with_is_listed_no_more(verbatim: Verbatim, database: Path) -> None:
    change(database, "INSERT INTO dealt_with SELECT id, asked_at FROM queries WHERE NOT answered")
    out = verbatim("log", "unanswered").out
    assert out == "Every question of the last 30 days was answered.\n"


def test_unanswered_questions_come_as_csv(verbatim: Verbatim, database: Path) -> None:
    out = verbatim("log", "unanswered", "--csv").out
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["times"], row["question"]) == ("2", "Who was the goalkeeper?")


def test_every_question_is_exported_as_csv(verbatim: Verbatim, database: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(verbatim("log", "export", "--format", "csv").out)))
    assert [row["question"] for row in rows] == QUESTIONS.splitlines()


def test_every_question_is_exported_as_json(verbatim: Verbatim, database: Path) -> None:
    lines = verbatim("log", "export", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["question"] for line in lines] == QUESTIONS.splitlines()


def test_an_export_begins_at_the_given_day_in_utc(verbatim: Verbatim, database: Path) -> None:
    change(database, "UPDATE queries SET asked_at = '2026-01-01T23:59:59.999Z' WHERE id = 1")
    change(database, "UPDATE queries SET asked_at = '2026-01-02T00:00:00.000Z' WHERE id = 2")
    out = verbatim("log", "export", "--format", "jsonl", "--since", "2026-01-02").out
    assert [json.loads(line)["question"] for line in out.splitlines()] == QUESTIONS.split("\n")[1:3]


def test_a_person_is_forgotten(verbatim: Verbatim, database: Path) -> None:
    change(database, "UPDATE queries SET asker = ? WHERE id = 1", f"u:{ALICE}")
    result = verbatim("log", "forget", f"<@{ALICE}>", "--yes")
    assert (result.status, result.out) == (0, "Deleted 1 question and 0 votes.\n")
    assert questions(database) == QUESTIONS.splitlines()[1:]


def test_of_a_stranger_nothing_is_kept(verbatim: Verbatim, database: Path) -> None:
    result = verbatim("log", "forget", "5")
    assert (result.status, result.out) == (0, "Nothing is stored about user 5.\n")


def test_questions_that_are_older_are_deleted(verbatim: Verbatim, database: Path) -> None:
    old = (datetime.now(UTC) - timedelta(days=11)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    change(database, "UPDATE queries SET asked_at = ? WHERE id = 1", old)
    result = verbatim("log", "purge", "--older-than", "10", "--yes")
    assert (result.status, result.out) == (0, "Deleted 1 question.\n")
    assert questions(database) == QUESTIONS.splitlines()[1:]


def test_by_default_the_configured_days_are_kept(
    verbatim: Verbatim, database: Path, folder: Path
) -> None:
    change(database, "UPDATE queries SET asked_at = '2020-01-01T00:00:00.000Z' WHERE id = 1")
    (folder / "config.yaml").write_text("log: {keep_days: 36500}\n")
    assert verbatim("log", "purge", "--yes").out == "Deleted 0 questions.\n"
    (folder / "config.yaml").write_text("log: {keep_days: 30}\n")
    assert verbatim("log", "purge", "--yes").out == "Deleted 1 question.\n"


def test_without_configured_days_they_must_be_said(
    verbatim: Verbatim, database: Path, folder: Path
) -> None:
    (folder / "config.yaml").write_text("log: {keep_days: 0}\n")
    result = verbatim("log", "purge", "--yes")
    assert (result.status, result.out) == (2, "")
    assert "--older-than" in result.err


@pytest.mark.parametrize("argv", [("purge", "--older-than", "1"), ("forget", str(ALICE))])
def test_nothing_is_deleted_where_nobody_can_be_asked(
    verbatim: Verbatim, database: Path, argv: tuple[str, ...]
) -> None:
    change(database, "UPDATE queries SET asked_at = ?, asker = ?", OLD, f"u:{ALICE}")
    result = verbatim("log", *argv, stdin="y\n")
    assert (result.status, result.out) == (2, "")
    assert "Add --yes" in result.err
    assert len(questions(database)) == 3


class Person(io.StringIO):
    """Somebody at a terminal, who has typed something."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("typed", "status", "left"),
    [("y\n", 0, 0), ("YES\n", 0, 0), ("n\n", 1, 3), ("\n", 1, 3), ("", 1, 3)],
)
def test_a_person_at_a_terminal_is_asked(
    database: Path, monkeypatch: pytest.MonkeyPatch, typed: str, status: int, left: int
) -> None:
    change(database, "UPDATE queries SET asked_at = ?", OLD)
    monkeypatch.setattr(sys, "stdin", Person(typed))
    assert main(["log", "purge", "--older-than", "1"]) == status
    assert len(questions(database)) == left
