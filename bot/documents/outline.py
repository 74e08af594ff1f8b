"""Headings and pieces of a page, in order → blocks, each with the path of headings above it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.documents.model import Block, Event, Heading, Kind, Piece
from bot.documents.questions import with_questions, without_mark
from bot.documents.shown import join

WHOLE = 600
"""Characters up to which a list is quoted whole, with the sentence that leads it in."""

_LOWEST_TITLE = 5
"""The level of heading down to which one may be the title of a page."""

_LED_IN = (Kind.LIST, Kind.CODE)


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a document, and its title if it begins with a heading."""

    blocks: tuple[Block, ...]
    title: str | None = None


def outline(events: Sequence[Event], title: str | None = None) -> Outline:
    """Give each piece its section.

    The heading that a page begins with is its title, and in no path, unless `title` is another one.
    """
    own: str | None = None
    if events and isinstance(events[0], Heading) and events[0].level <= _LOWEST_TITLE:
        first = without_mark(events[0].text).text
        if title is None or _words(first) == _words(title):
            own, events = first, events[1:]
    path: list[Heading] = []
    blocks: list[Block] = []
    for event in _with_lead_ins(list(with_questions(events))):
        if isinstance(event, Piece):
            section = tuple(heading.text.text for heading in path if heading.text.text)
            blocks.append(_block(event, section))
            continue
        # A heading closes those of its level and below, even if a level was skipped, as people
        # often do.
        while path and path[-1].level >= event.level:
            path.pop()
        path.append(event)
    return Outline(tuple(blocks), own)


def _words(title: str) -> list[str]:
    """The words of a title, whatever its apostrophes, spaces and capitals."""
    return title.replace("’", "'").casefold().split()


def _with_lead_ins(events: Sequence[Event]) -> Iterator[Event]:
    """Put a sentence that ends with a colon and the list or code below it into one piece."""
    lead: Piece | None = None
    for event in events:
        is_led = isinstance(event, Piece) and event.kind in _LED_IN
        if lead is not None:
            yield _led(lead, event) if is_led and isinstance(event, Piece) else lead
            if is_led:
                lead = None
                continue
        lead = event if isinstance(event, Piece) and _leads_in(event) else None
        if lead is None:
            yield event
    if lead is not None:
        yield lead


def _leads_in(piece: Piece) -> bool:
    return (
        piece.kind is Kind.PARAGRAPH and piece.text.text.endswith((":", "：")) and not piece.parts
    )


def _led(lead: Piece, led: Piece) -> Piece:
    shift = len(lead.text.text) + 1
    parts = tuple((start + shift, end + shift) for start, end in led.parts or ())
    text = join((lead.text, "\n", led.text))
    return replace(led, text=text, parts=((0, shift - 1), *parts), line=lead.line)


def _block(piece: Piece, section: tuple[str, ...]) -> Block:
    parts = piece.parts
    length = len(piece.text.text)
    if piece.kind in _LED_IN and length <= WHOLE:
        # One part: a list that is short enough is quoted as a whole, since its items alone say
        # little.
        parts = ((0, length),)
    return Block(piece.text, piece.kind, section, parts, piece.lead, piece.line, piece.page)
