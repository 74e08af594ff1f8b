from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.model import Expectation, QuestionsError
from bot.evaluation.reading import read_questions


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "q.yaml"


def problems_of(file: Path, text: str | bytes) -> list[str]:
    """Give what is wrong with a file, without the folder that it is in."""
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(QuestionsError) as caught:
        read_questions(file)
    return [problem.removeprefix(f"{file.parent}/") for problem in caught.value.problems]


def test_an_answer_is_a_phrase_or_several_or_none(file: Path) -> None:
    file.write_text(
        "# What readers ask\n"
        "- question: Who came?\n"
        "  answer: Kim\n"
        "- question: When?\n"
        "  answer: [on Monday, 'on 22 March']\n"
        "- question: Why?\n"
        "  answer: None\n"
    )
    assert read_questions(file) == (
        Expectation("Who came?", ("Kim",), 2),
        Expectation("When?", ("on Monday", "on 22 March"), 4),
        Expectation("Why?", (), 6),
    )


def test_none_as_a_phrase_stands_in_a_list(file: Path) -> None:
    file.write_text("- question: How many?\n  answer: [none]\n")
    assert read_questions(file)[0].phrases == ("none",)


def test_line_breaks_in_a_text_are_spaces(file: Path) -> None:
    file.write_text("- question: |\n    Who\n      came?\n  answer: 'the tall\n    man'\n")
    assert read_questions(file) == (Expectation("Who came?", ("the tall man",), 1),)


def test_a_byte_order_mark_and_windows_line_ends_do_not_count(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf- question: Who?\r\n  answer: Kim\r\n")
    assert read_questions(file) == (Expectation("Who?", ("Kim",), 1),)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("- question: Who?\n  answer: 308", "line 2: answer is 308; expected a phrase"),
        (
            "- question: Who?\n  answer: 2025-03-22",
            'line 2: answer is "2025-03-22"; expected a phrase',
        ),
        ("- question: Who?\n  answer:", "line 2: answer is empty; expected a phrase"),
        ("- question: Who?\n  answer: ' '", 'line 2: answer is " "; expected a phrase'),
        ("- question: Who?\n  answer: []", "line 2: answer is []; expected a phrase"),
        ("- question: Who?\n  answer: {a: b}", 'line 2: answer is {"a": "b"}; expected a phrase'),
        ("- question: Who?\n  answer:\n  - Kim\n  - 3", "line 4: answer has 3; expected a phrase"),
        ("- question: 12\n  answer: Kim", "line 1: question is 12; expected text"),
        ("- question:\n  answer: Kim", "line 1: question is empty; expected text"),
        ("- answer: Kim", "line 1: this entry has no 'question'"),
        ("- question: Who?", "line 1: this entry has no 'answer'"),
        ("- Who?", "line 1: it is \"Who?\", but 'question: …' and below it 'answer: …'"),
        ("- [Who]", "line 1: it is [\"Who\"], but 'question: …'"),
        (
            f"- question: Who?\n  answer: Kim\n  {'x' * 100}: 1",
            f"line 3: there is no key {'x' * 59}…; the keys are question and answer",
        ),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(file: Path, entry: str, problem: str) -> None:
    (told,) = problems_of(file, entry)
    assert told.startswith(f"q.yaml, {problem}")


@pytest.mark.parametrize(
    ("key", "meant"),
    [("anwser", "answer"), ("Answer", "answer"), ("answers", "answer"), ("quesiton", "question")],
)
def test_a_misspelt_key_is_told_with_the_one_that_was_meant(
    file: Path, key: str, meant: str
) -> None:
    other = "question" if meant == "answer" else "answer"
    (told,) = problems_of(file, f"- {other}: Kim\n  {key}: Kim\n")
    assert told == f"q.yaml, line 2: there is no key {key}; did you mean {meant}?"


def test_everything_that_is_wrong_is_told_at_once_in_order(file: Path) -> None:
    told = problems_of(
        file, "- question: Who?\n  anwser: Kim\n- What?\n- answer: 22\n  question: Why?\n"
    )
    assert [problem.split(":")[0] for problem in told] == [
        f"q.yaml, line {line}" for line in (2, 3, 4)
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "q.yaml: it has no questions"),
        ("# nothing yet\n", "q.yaml: it has no questions"),
        ("question: Who?\nanswer: Kim\n", "q.yaml, line 1: expected a list"),
        ("- question: [\n", "q.yaml, line 2: this is not valid YAML"),
        ("- question: a\n  question: b\n", "q.yaml, line 2: the key 'question' is duplicated"),
        (b"- question: a\n  answer: \xff\n", "q.yaml, line 2: is not UTF-8 text"),
        ("#" * 500_001, "q.yaml, line 1: it is longer than 500,000 characters"),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_a_file_that_is_no_list_of_questions_is_refused(
    file: Path, text: str | bytes, problem: str
) -> None:
    (told,) = problems_of(file, text)
    assert told.startswith(problem)


def test_a_file_that_is_missing_is_told_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match=r"does not exist; questions\.example"):
        read_questions(tmp_path / "missing.yaml")


def test_a_folder_is_no_file_of_questions(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="cannot be read"):
        read_questions(tmp_path)


@given(st.text(alphabet=st.sampled_from("- questionanswer:[]{}'\"|>#\n\t0é\x00")))
def test_any_text_is_questions_or_problems(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_text(text, "utf-8")
    told: tuple[str, ...] = ()
    questions: tuple[Expectation, ...] = ()
    try:
        questions = read_questions(file)
    except QuestionsError as error:
        told = error.problems
    assert bool(told) is not bool(questions)
