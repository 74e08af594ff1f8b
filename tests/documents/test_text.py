"""Headings of plain text, as books, reports and lists of questions have them."""

import pytest

from bot.documents.lines import divide_lines
from bot.documents.model import Block
from bot.documents.outline import outline
from bot.documents.text import read_text

FIRST, SECOND = "It rained all day.", "The mill stood still."


def blocks(text: str) -> tuple[Block, ...]:
    return outline(list(read_text(divide_lines(text), has_title=True))).blocks


@pytest.mark.parametrize(
    "line",
    [
        *(
            "CHAPTER I.",
            "Chapter 12: The mill",
            "Part two",
            "THE MILL",
            "FOOTNOTES:",
            "2. The mill",
        ),
        *("2.1 The mill", "РОЗДІЛ 2", "Appendix 3"),
    ],
)
def test_a_line_alone_may_be_a_heading(line: str) -> None:
    heading = line.partition(". ")[2] if line.startswith("2. ") else line
    found = blocks(f"{FIRST}\n\n{line}\n\n{SECOND}")
    assert [block.text.text for block in found] == [FIRST, SECOND]
    assert found[0].section == ()
    assert heading in found[1].section[0]


@pytest.mark.parametrize(
    "line",
    [
        *("NO SMOKING!", "It rained.", "1. It rained.", "THE MAYOR: Yes", "[APPLAUSE]", "1999"),
        *("PARTS OF IT WERE OLD, OTHERS NEW", "Part of it was old", "2. the mill"),
    ],
)
def test_other_lines_are_text(line: str) -> None:
    found = blocks(f"{FIRST}\n\n{line}\n\n{SECOND}")
    assert [block.text.text for block in found] == [FIRST, line, SECOND]


def test_the_lines_of_a_list_are_no_headings() -> None:
    lines = ["1. Buy milk", "2. Go home", "3. Make tea"]
    assert [block.text.text for block in blocks("\n\n".join((*lines, FIRST)))][:2] == lines[:2]


@pytest.mark.parametrize(
    "question", ["Q: When?", "Q. When?", "Q    When?", "3) When?", "4. When?", "(b) When?", "When?"]
)
def test_a_question_is_found_without_its_mark_or_number(question: str) -> None:
    (_, answer, *_) = blocks(f"{question}\nAt noon.\n\nQ: Who?\nThe miller.")
    assert (answer.text.text, answer.section) == ("At noon.", ("When?",))
