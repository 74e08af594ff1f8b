import json
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Verbatim

COST = "What did the bridge cost?"
UNKNOWN = "Which goalkeeper won the trophy?"


def logged(folder: Path) -> list[tuple[str, int]]:
    path = folder / "data" / "verbatim.sqlite3"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT question, answered FROM queries ORDER BY id").fetchall()


def test_an_answer_is_the_sentence_and_its_source(verbatim: Verbatim) -> None:
    result = verbatim("ask", "--top", "1", COST)
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "The bridge over the Vltava opened on Monday, Mayor Novak said, according to AP.\n"
        "It cost nine million euros.\n"
        "— The bridge opens · The Courier · 22 March 2025 · paragraph 2\n"
    )


def test_an_unanswered_question_has_status_one(verbatim: Verbatim) -> None:
    result = verbatim("ask", UNKNOWN)
    assert (result.status, result.out) == (1, "No loaded article answers that.\n")


def test_an_unanswered_question_shows_the_nearest_headlines(verbatim: Verbatim) -> None:
    result = verbatim("ask", "--no-semantic", "Did the ferries on the Vltava stop?")
    assert result.status == 1
    assert "- Ferries on the Vltava stop · The Telegraph" in result.out


def test_the_words_of_a_question_need_no_quotes(verbatim: Verbatim) -> None:
    result = verbatim("ask", "--json", *COST.split())
    assert json.loads(result.out)["question"] == COST


def test_a_question_as_json_is_one_object(verbatim: Verbatim) -> None:
    result = verbatim("ask", "--json", COST)
    assert (result.status, result.err) == (0, "")
    (line,) = result.out.splitlines()
    read = json.loads(line)
    assert read["answered"] is True
    assert read["sentences"][0]["text"] == "It cost nine million euros."
    assert read["sentences"][0]["article"] == "bridge.txt"


def test_an_unanswered_question_as_json_has_status_one(verbatim: Verbatim) -> None:
    assert verbatim("ask", "--json", UNKNOWN).status == 1


@pytest.mark.parametrize(
    ("argv", "count"),
    [((), 2), (("--top", "1"), 1), (("--top", "10"), 2)],
    ids=["default", "one", "more than there are"],
)
def test_top_is_how_many_sentences_are_shown(
    verbatim: Verbatim, argv: tuple[str, ...], count: int
) -> None:
    result = verbatim("ask", "--json", *argv, "bridge cost Vltava")
    assert len(json.loads(result.out)["sentences"]) == count


def test_the_configuration_says_how_many_and_how_sure(verbatim: Verbatim, folder: Path) -> None:
    (folder / "config.yaml").write_text("answers: {sentences: 1, threshold: 1.0}\n")
    result = verbatim("ask", "--json", "goalkeeper bridge cost Vltava")
    read = json.loads(result.out)
    assert (result.status, read["answered"], len(read["sentences"])) == (1, False, 1)


def test_each_line_of_input_is_a_question_in_order(verbatim: Verbatim) -> None:
    result = verbatim("ask", "--json", stdin=f"{COST}\r\n{UNKNOWN}\n\n  \n{COST}")
    read = [json.loads(line) for line in result.out.splitlines()]
    assert result.status == 0
    assert [one["question"] for one in read] == [COST, UNKNOWN, "", "  ", COST]
    assert [one["answered"] for one in read] == [True, False, False, False, True]


@pytest.mark.parametrize(
    ("line", "question"),
    [
        (b"caf\xe9 or \xff?", "caf� or �?"),
        (b"\xef\xbb\xbfWho?", "Who?"),
        ("Кто?".encode(), "Кто?"),
        (b"one\rtwo", "one\rtwo"),
        ("one\u2028two\x0c".encode(), "one\u2028two\x0c"),
        (b"\x00\x1b[2J", "\x00\x1b[2J"),
    ],
    ids=ascii,
)
def test_whatever_a_line_holds_it_is_one_question(
    verbatim: Verbatim, line: bytes, question: str
) -> None:
    result = verbatim("ask", "--json", stdin=line + b"\n")
    assert result.status == 0
    assert [json.loads(one)["question"] for one in result.out.split("\n")[:-1]] == [question]


def test_no_input_is_no_question(verbatim: Verbatim) -> None:
    result = verbatim("ask", "--json")
    assert (result.status, result.out) == (0, "")


def test_a_question_by_line_stands_above_its_answer(verbatim: Verbatim) -> None:
    result = verbatim("ask", "--top", "1", stdin=f"{UNKNOWN}\n{COST}\n")
    assert result.status == 0
    assert result.out.startswith(
        f"? {UNKNOWN}\nNo loaded article answers that.\n\n? {COST}\n"
        "The bridge over the Vltava opened on Monday, Mayor Novak said, according to AP.\n"
        "It cost nine million euros.\n"
    )


def test_an_argument_that_is_no_text_is_a_question_all_the_same(verbatim: Verbatim) -> None:
    for form in ((), ("--json",)):
        result = verbatim("ask", *form, "goalkeeper \udcff")
        assert result.status == 1


def test_every_question_is_logged_but_those_of_programs(verbatim: Verbatim, folder: Path) -> None:
    verbatim("ask", "--json", COST)
    verbatim("ask", "--json", stdin=COST)
    assert logged(folder) == []
    verbatim("ask", COST)
    verbatim("ask", stdin=f"{UNKNOWN}\n{COST}\n")
    assert logged(folder) == [(COST, 1), (UNKNOWN, 0), (COST, 1)]


def test_a_log_that_is_switched_off_keeps_nothing(verbatim: Verbatim, folder: Path) -> None:
    (folder / "config.yaml").write_text("log: {enabled: false}\n")
    assert verbatim("ask", COST).status == 0
    assert not (folder / "data").exists()


def test_a_log_that_cannot_be_opened_is_one_warning(folder: Path) -> None:
    (folder / "data").write_text("in the way")
    done = ask(COST)
    assert done.returncode == 0
    assert b"\nIt cost nine million euros.\n" in done.stdout
    assert done.stderr.count(b"\n") == 1
    assert b"WARNING" in done.stderr


def test_a_rejected_file_is_told_and_the_others_answer(verbatim: Verbatim, folder: Path) -> None:
    (folder / "seeds" / "broken.txt").write_bytes(b"\xff\xfe\x00")
    result = verbatim("ask", "--json", COST)
    assert result.status == 0
    assert result.err.startswith("verbatim: Rejected broken.txt")
    assert json.loads(result.out)["answered"] is True


def test_no_escape_sequence_of_an_article_is_sent(verbatim: Verbatim, folder: Path) -> None:
    (folder / "seeds" / "evil.txt").write_text("The parrot said \x1b]0;owned\x07 twice today.\n")
    result = verbatim("ask", "What did the parrot say today?")
    assert "\x1b" not in result.out + result.err
    assert "\x07" not in result.out + result.err


def test_output_is_utf_8_whatever_the_locale(folder: Path) -> None:
    (folder / "seeds" / "quotes.txt").write_text("“Žluťoučký kůň,” the rider said.\n", "utf-8")
    environ = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = ask("What did the rider say?", **environ)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "“Žluťoučký kůň,”" in done.stdout.decode("utf-8")


def test_a_program_can_converse_line_by_line(folder: Path) -> None:
    for form in ((), ("--json",)):
        with start(*form) as process:
            assert process.stdin
            assert process.stdout
            for question in (COST, UNKNOWN):
                process.stdin.write(question.encode() + b"\n")
                while question.encode() not in (line := process.stdout.readline()):
                    assert line, "the output ended before the question was answered"
            process.stdin.close()
            process.stdout.read()
            assert process.wait() == 0


def test_ctrl_c_ends_without_a_trace_and_with_everything_logged(folder: Path) -> None:
    with start() as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(COST.encode() + b"\n")
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == b""
    assert logged(folder) == [(COST, 1)]


def test_the_shipped_article_answers(verbatim: Verbatim) -> None:
    seeds = str(ROOT / "seeds")
    result = verbatim("ask", "--seeds", seeds, "--json", "Who met Kim Jong Un in Pyongyang?")
    assert result.status == 0
    assert json.loads(result.out)["sentences"][0]["article"] == "000_942e80972d68acaf.txt"


def ask(*argv: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", "ask", *argv],
        env={"PYTHONPATH": str(ROOT), **environ},
        capture_output=True,
    )


def start(*argv: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", "ask", *argv],
        env={"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
