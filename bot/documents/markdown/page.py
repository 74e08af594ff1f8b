"""A file of Markdown → its page; one without any syntax is read as plain text.

So is one that could not be parsed in a time that its length warrants. The parser looks from each
bracket and mark of emphasis for the one that closes it: a paragraph of nothing else takes a time
that grows with the square of its length.
"""

import re
from collections.abc import Sequence

from bot.documents.lines import Line
from bot.documents.markdown.reading import read_markdown
from bot.documents.model import Page
from bot.documents.text import read_plain

_MARKUP = re.compile(
    r"[*_`\[<\\|{^]|~~|==|%%|--|&#?\w+;|\S\s{2,}$|!!!|\?\?\?"
    r"|^\s*(?:>|[-+:]\s|:::|\d{1,9}[.)]\s|import\s|export\s|#\w|-#|%\s|\(\S+\)=)|^(?: {4}|\t)"
    r"|:[a-z]\w*:|\w~\w|\+\+|[!(].*\)"
)
"""What may be syntax; a page of Markdown without it is plain text."""

_BEGINS = re.compile(r"\s*(?:$|[-*+>|#]|\d{1,9}[.)]\s|```|~~~)")
_MARKS = re.compile(r"\*+|_+|~+|`+|<")
_MOST_MARKS = 4_000
"""In one paragraph."""

_MOST_LOOKING = 20_000_000
"""Brackets that are not closed, times the characters in which they are looked for."""


def read_page(lines: Sequence[Line], has_title: bool) -> Page:
    """Read Markdown; as plain text if it has no syntax, or too much of it to be parsed in time."""
    # Plain text in an .md file is common, and wraps its lines as plain text does.
    if any(_MARKUP.search(line.text) for line in lines) and _is_parseable(lines):
        return read_markdown(lines)
    return read_plain(lines, has_title)


def _is_parseable(lines: Sequence[Line]) -> bool:
    """Whether no paragraph is made of syntax for the most part."""
    size = marks = open_ = 0
    for line in lines:
        if _BEGINS.match(line.text):
            size = marks = open_ = 0
        size += len(line.text)
        # Short paragraphs cannot take long, and most are short.
        if size > _MOST_MARKS:
            marks += len(_MARKS.findall(line.text))
            open_ += line.text.count("[") - line.text.count("]")
            if marks > _MOST_MARKS or open_ * size > _MOST_LOOKING:
                return False
    return True
