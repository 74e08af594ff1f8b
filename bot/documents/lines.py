"""The text of a file as numbered lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count

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
    # Few files have one, and splitting at a single character is much faster than an expression.
    if "\r" in text:
        breaks = [*_LINE_BREAK.finditer(text)]
        starts = [0, *(match.end() for match in breaks)]
        ends = [*(match.start() for match in breaks), len(text)]
        parts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    else:
        parts = text.split("\n")
        starts = [0, *accumulate(len(part) + 1 for part in parts[:-1])]
    return tuple(map(Line, count(1), parts, starts))


def first_with_text(lines: Sequence[Line]) -> int | None:
    """The place of the first line that is not blank."""
    return next((at for at, line in enumerate(lines) if line.text.strip()), None)
