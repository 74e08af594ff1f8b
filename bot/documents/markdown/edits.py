"""The changes that turn a page into one that the parser knows, as they are gathered."""

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from bot.documents.model import LeftOut
from bot.documents.source import Source

_WORD = re.compile(r"[^\W_]")
_LINE = re.compile(r"[^\n]+")

Edit: TypeAlias = tuple[int, int, str]
"""A range of characters, and the text that replaces it."""


@dataclass(slots=True)
class Edits:
    """Changes to a page, and what is known of it so far.

    `never_closed` are the kinds of mark that nothing closes any more; `closings` are the starts of
    fences that were changed with their opening; `longest_component` is how far the end of a
    component is looked for; `defined` are the names of links that the page defines.
    """

    source: Source
    edits: list[Edit] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    never_closed: set[str] = field(default_factory=set)
    closings: set[int] = field(default_factory=set)
    _fences: dict[str, tuple[int, int]] = field(default_factory=dict)
    has_components: bool = False
    longest_component: int = 65_536
    is_myst: bool = False
    defined: frozenset[str] = frozenset()

    def leave_out(self, start: int, end: int, what: str = "") -> int:
        """Take all out but the line breaks, so that the lines keep their numbers."""
        text = self.source.text
        self.edits.extend((*line.span(), "") for line in _LINE.finditer(text, start, end))
        if what and _WORD.search(text, start, end):
            line = self.source.number_of(text.count("\n", 0, start))
            self.left_out.append(LeftOut(line, what))
        return end

    def closing_of(self, opening: re.Match[str], mark: str) -> tuple[int, int]:
        """The line that closes a fence, as its start and end; the end of the text if none does."""
        found = self._fences.get(mark, (-1, -1))
        if found[0] < opening.end():  # the one before is passed; else it closes this one, too
            text = self.source.text
            pattern = re.compile(rf"^[ \t>]*{mark[0]}{{{len(mark)},}}[ \t]*$", re.MULTILINE)
            closing = pattern.search(text, opening.end())
            self._fences[mark] = found = closing.span() if closing else (len(text), len(text))
        return found

    def keep(self, start: int, kept: tuple[int, int], end: int, before: str = "") -> int:
        """Leave only what is shown of a token."""
        self.edits += ((start, kept[0], before), (kept[1], end, ""))
        return end
