"""Whether a page can be parsed as Markdown in a time that its length warrants.

The parser looks from each bracket and mark of emphasis for the one that closes it: a paragraph of
nothing else takes a time that grows with the square of its length.
"""

import re
from collections.abc import Sequence

from bot.documents.lines import Line

_BEGINS = re.compile(r"\s*(?:$|[-*+>|#]|\d{1,9}[.)]\s|```|~~~)")
_MARKS = re.compile(r"\*+|_+|~+|`+|<")
_MOST_MARKS = 4_000
"""In one paragraph."""

_MOST_LOOKING = 20_000_000
"""Brackets that are not closed, times the characters in which they are looked for."""


def is_parseable(lines: Sequence[Line]) -> bool:
    """Whether no paragraph is made of syntax for the most part."""
    size = marks = open_ = 0
    for line in lines:
        if _BEGINS.match(line.text):
            size = marks = open_ = 0
        size += len(line.text)
        if size > _MOST_MARKS:
            marks += len(_MARKS.findall(line.text))
            open_ += line.text.count("[") - line.text.count("]")
            if marks > _MOST_MARKS or open_ * size > _MOST_LOOKING:
                return False
    return True
