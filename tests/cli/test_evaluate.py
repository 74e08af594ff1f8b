import json
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Verbatim

RIGHT = "- question: What did the bridge cost?\n  answer: nine million euros\n"
NONE = "- question: Which goalkeeper won the trophy?\n  answer: none\n"
TYPO = "- question: What did the bridge cost?\n  answer: nine milion euros\n"
WRONG = "- question: What did the bridge cost?\n  answer: none\n"


def test_hits_are_rows_and_a_sum(verbatim: Verbatim, folder: Path) -> None:
    (folder / "q.yaml").write_text(RIGHT + NONE)
    result = verbatim("evaluate", "q.yaml")
    assert (result.status, result.err) == (0, "")
    head, _, first, second, _, *sums = result.out.splitlines()
    assert head.startswith("2 questions, asked about 1 article with 2 sentences.")
    assert first.startswith("hit   0.")
    assert first.endswith("  What did the bridge cost?")
    assert second == "hit   0.00  Which goalkeeper won the trophy?"
    assert sums == [
        "Questions with an answer: 1 of 1 right.",
        "Questions without one: 1 of 1 silent.",
        "2 of 2 as expected.",
    ]


def test_a_miss_has_its_line_and_reason_and_what_was_given(
    verbatim: Verbatim, folder: Path
) -> None:
    (folder / "q.yaml").write_text(TYPO + WRONG)
    result = verbatim("evaluate", "q.yaml")
    assert result.status == 1
    rows = result.out.splitlines()[2:]
    assert rows[0].startswith("MISS  0.")
    assert rows[1].startswith("            line 1: the phrase is in no article: ")
    assert rows[3:5] == [
        "            line 3: answered, although no answer is expected; the answer was",
        "            «It cost nine million euros.» — bridge.txt, paragraph 2",
    ]
    assert rows[6:] == [
        "Questions with an answer: 0 of 1 right, 1 with a phrase in no article.",
        "Questions without one: 0 of 1 silent, 1 answered.",
        "0 of 2 as expected; at least 2 are required.",
    ]


def test_the_threshold_of_the_configuration_is_the_one_that_counts(
    verbatim: Verbatim, folder: Path
) -> None:
    (folder / "q.yaml").write_text(RIGHT)
    (folder / "config.yaml").write_text("answers: {threshold: 1.0}\n")
    result = verbatim("evaluate", "q.yaml")
    assert result.status == 1
    assert "line 1: silent: the nearest sentence is right, confidence 0." in result.out


@pytest.mark.parametrize(("share", "status"), [("0.5", 0), ("0.51", 1), ("0", 0), ("1", 1)])
def test_the_status_tells_whether_the_share_was_reached(
    verbatim: Verbatim, folder: Path, share: str, status: int
) -> None:
    (folder / "q.yaml").write_text(RIGHT + WRONG)
    assert verbatim("evaluate", "q.yaml", "--at-least", share).status == status


def test_a_defect_of_the_file_has_status_two(verbatim: Verbatim, folder: Path) -> None:
    (folder / "q.yaml").write_text("- question: Who?\n  anwser: Kim\n- answer: 3\n")
    result = verbatim("evaluate", "q.yaml")
    assert (result.status, result.out) == (2, "")
    assert [line.partition(":")[0] for line in result.err.splitlines()] == ["verbatim"] * 3


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("q.yaml", "--at-least", "90"),
        ("q.yaml", "--at-least", "-0.1"),
        ("q.yaml", "--at-least", "nan"),
        ("q.yaml", "--at-least", "most"),
        ("q.yaml", "more.yaml"),
    ],
    ids=" ".join,
)
def test_a_mistake_in_usage_has_status_two(verbatim: Verbatim, argv: tuple[str, ...]) -> None:
    result = verbatim("evaluate", *argv)
    assert (result.status, result.out) == (2, "")
    assert "usage: verbatim" in result.err


def test_for_programs_it_is_one_object(verbatim: Verbatim, folder: Path) -> None:
    (folder / "q.yaml").write_text(RIGHT + WRONG)
    result = verbatim("evaluate", "q.yaml", "--json", "--at-least", "0.5")
    assert (result.status, result.err) == (0, "")
    (line,) = result.out.splitlines()
    read = json.loads(line)
    assert [(one["line"], one["hit"], one["verdict"]) for one in read["questions"]] == [
        (1, True, "right"),
        (3, False, "answered"),
    ]
    assert read["questions"][0]["first"] == {
        "text": "It cost nine million euros.",
        "article": "bridge.txt",
        "paragraph": 2,
    }
    assert read["answerable"] == {"questions": 1, "hits": 1}
    assert read["unanswerable"] == {"questions": 1, "hits": 0}
    assert (read["hits"], read["needed"]) == (1, 1)


def test_nothing_is_logged(verbatim: Verbatim, folder: Path) -> None:
    (folder / "q.yaml").write_text(RIGHT)
    verbatim("evaluate", "q.yaml")
    assert not (folder / "data").exists()


def test_a_question_sends_no_escape_sequence(verbatim: Verbatim, folder: Path) -> None:
    (folder / "q.yaml").write_text('- question: "a \\x1b[2J b"\n  answer: "\\x1b[2J"\n')
    for form in ((), ("--json",)):
        assert "\x1b" not in verbatim("evaluate", "q.yaml", *form).out


def test_the_shipped_questions_are_all_answered_as_expected(verbatim: Verbatim) -> None:
    questions = str(ROOT / "questions.example.yaml")
    result = verbatim("evaluate", questions, "--seeds", str(ROOT / "seeds"))
    assert (result.status, result.err) == (0, "")
    assert result.out.endswith("\n12 of 12 as expected.\n")
