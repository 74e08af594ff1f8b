"""Lists → pieces: as a page shows them, with each item as a part of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.model import Kind, Piece, Span
from bot.documents.outline import WHOLE
from bot.documents.shown import Shown, join

BULLET = "•"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: its depth, from 0, and the mark before it, if it has one."""

    text: Shown
    depth: int = 0
    marker: str = ""


def piece_of_list(items: Sequence[Item], line: int | None = None) -> Piece:
    """Put the items of a list below each other.

    A part is an item with all below it, or, if that is long, each of its lines.
    """
    texts: list[Shown | str] = []
    spans: list[tuple[int, Span]] = []
    length = 0
    for item in items:
        mark = "  " * item.depth + (f"{item.marker} " if item.marker else "")
        before = ("\n" if spans else "") + mark
        texts += (before, item.text)
        length += len(before)
        spans.append((item.depth, (length, length + len(item.text.text))))
        length += len(item.text.text)
    return Piece(join(texts), Kind.LIST, _parts(items, spans), line=line)


def _parts(items: Sequence[Item], spans: Sequence[tuple[int, Span]]) -> tuple[Span, ...]:
    groups: list[list[Span]] = []
    for item, (depth, span) in zip(items, spans, strict=True):
        if not groups or (depth == 0 and item.marker):
            groups.append([])
        groups[-1].append(span)
    parts: list[Span] = []
    for group in groups:
        whole = (group[0][0], group[-1][1])
        # An item with its sub-items makes sense as one quote; too long, each line is quoted by
        # itself.
        parts.extend([whole] if whole[1] - whole[0] <= WHOLE else group)
    return tuple(parts)
