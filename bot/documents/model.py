"""What a reader makes of a file, as immutable values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.common.yaml_reading import YamlValue
from bot.documents.shown import Shown


class Kind(StrEnum):
    """What a block of a document is."""

    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    CODE = "code"
    QUOTATION = "quotation"
    NOTE = "note"


Span = tuple[int, int]
"""A half-open range of characters."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and the level from which on it closes the sections before it; 1 is the highest."""

    text: Shown
    level: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page as it is read, before it has found its place below headings.

    `parts` are the characters that are quoted as wholes (items of a list, rows of a table); where
    it is None, these are the sentences, but for `lead` characters before the first. `is_bold` tells
    that all of it is written in bold, which may make a heading of it; `line` counts from 1, in the
    file, and `page` likewise, if there are pages.
    """

    text: Shown
    kind: Kind = Kind.PARAGRAPH
    parts: tuple[Span, ...] | None = None
    lead: int = 0
    is_bold: bool = False
    line: int | None = None
    page: int | None = None


Event = Heading | Piece
"""What a reader meets on a page, one after the other."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table or the like in its place.

    `section` is the path of headings above it, the nearest last; a question in the text is one,
    too, for what follows it. `parts` and `lead` are those of its piece.
    """

    text: Shown
    kind: Kind = Kind.PARAGRAPH
    section: tuple[str, ...] = ()
    parts: tuple[Span, ...] | None = None
    lead: int = 0
    line: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something on a page that is not loaded: where, and what it is."""

    line: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page, by the text that it is shown with."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader met in a file, in order, and what of it is no text of the page.

    `related` are links that stand in lists of their own; `values` is what a format that has no
    header of its own says about the file, by the keys of a header.
    """

    events: tuple[Event, ...]
    left_out: tuple[LeftOut, ...] = ()
    related: tuple[Link, ...] = ()
    values: Mapping[str, YamlValue] = field(default_factory=dict)
