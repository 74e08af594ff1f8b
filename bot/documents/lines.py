"""The text of a file as numbered lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, without its line break.

    `number` counts from 1; `start` is the character of the file's text that it begins with.
    """

    number: int
    text: str
    start: int = field(default=0, compare=False)


def divide_lines(text: str) -> tuple[Line, ...]:
    """Divide a text at LF, CRLF and CR.

    Every other character stays, those that Unicode also counts as line breaks (U+2028, form feed)
    inside their line.
    """
    lines: list[Line] = []
    start = 0
    for number, match in enumerate(_LINE_BREAK.finditer(text), 1):
        lines.append(Line(number, text[start : match.start()], start))
        start = match.end()
    lines.append(Line(len(lines) + 1, text[start:], start))
    return tuple(lines)


def blank(line: Line) -> Line:
    """The same line without its text, which keeps the numbers of the lines below it."""
    return replace(line, text="")


def first_with_text(lines: Sequence[Line]) -> int | None:
    """The place of the first line that is not blank."""
    return next((at for at, line in enumerate(lines) if line.text.strip()), None)
