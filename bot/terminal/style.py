"""The width and weight of text on a stream."""

import re
import shutil
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

from rich.cells import cell_len

WIDEST = 96
"""Columns; longer lines are hard to read, however wide the terminal is."""

_WORD = re.compile("[^ ]+")
_SPACE_LIKE = frozenset("\t\n\r\v\f\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Style:
    """The width in columns at which lines wrap, or None, and whether bold and dim may be used."""

    width: int | None = None
    is_weighted: bool = False

    def bold(self, text: str) -> str:
        """Make a text bold if the stream can show it."""
        return f"\x1b[1m{text}\x1b[22m" if self.is_weighted and text else text

    def dim(self, text: str) -> str:
        """Make a text dim if the stream can show it."""
        return f"\x1b[2m{text}\x1b[22m" if self.is_weighted and text else text


def style_for(stream: TextIO, environ: Mapping[str, str]) -> Style:
    """Choose the style: wrapped and weighted on a terminal, plain lines anywhere else.

    The environment's NO_COLOR (not empty) and TERM=dumb keep escape sequences out.
    """
    if not stream.isatty():
        return Style()
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return Style(width, not environ.get("NO_COLOR") and environ.get("TERM") != "dumb")


def make_visible(text: str) -> str:
    """Replace each control character by U+FFFD, and tabs and line ends by spaces.

    So no article can send escape sequences to a terminal. The length does not change.
    """
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in _SPACE_LIKE:
        return " "
    return "\ufffd" if unicodedata.category(character) == "Cc" else character


def wrap(text: str, width: int | None) -> list[tuple[int, int]]:
    """Cut a text at spaces into lines of at most `width` columns, as (start, end) spans.

    Words are never broken, not even urls: a word wider than that gets a line of its own.
    """
    lines: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        start = lines[-1][0] if lines else 0
        if lines and (width is None or cell_len(text[start : word.end()]) <= width):
            lines[-1] = (start, word.end())
        else:
            lines.append(word.span())
    return lines
