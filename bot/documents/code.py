"""Blocks of code → pieces: whole, or in parts that are divided at blank lines."""

import re

from bot.documents.model import Kind, Piece, Span
from bot.documents.shown import Shown

MAX_PART = 900
"""Characters of code that are quoted at once."""

_LINE = re.compile(r"[^\n]*\n?")
_WORD = re.compile(r"[^\W_]")


def piece_of_code(text: Shown, line: int | None = None) -> Piece | None:
    """A block of code as it stands; None if there is nothing in it."""
    end = len(text.text.rstrip())
    # Only line breaks are cut at the start: the indent of the first line belongs to the code.
    start = len(text.text) - len(text.text.lstrip("\n"))
    if start >= end or not _WORD.search(text.text):
        return None
    shown = text.cut(start, end)
    return Piece(shown, Kind.CODE, _parts(shown.text), line=line)


def _parts(text: str) -> tuple[Span, ...]:
    """Divide at the last blank line that fits, else at the last line."""
    parts: list[Span] = []
    start = blank = 0
    for match in _LINE.finditer(text):
        if match.end() - start > MAX_PART and match.start() > start:
            end = blank if blank > start else match.start()
            parts.append((start, end))
            start = end
        if not match[0].strip():
            blank = match.end()
    parts.append((start, len(text)))
    stripped = ((s + _indent(text[s:e]), s + len(text[s:e].rstrip())) for s, e in parts)
    return tuple((s, e) for s, e in stripped if s < e)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
