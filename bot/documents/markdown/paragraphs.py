"""The lines of a paragraph of Markdown → one piece, or several if it only looks like one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.documents.markdown.inline import Inline
from bot.documents.model import Kind, Link, Piece
from bot.documents.questions import is_marked, is_question
from bot.documents.shown import Shown, join
from bot.documents.wrapping import WORD, is_finished, is_wrapped, joint_of

_POINTS = re.compile(
    r"(?:^|(?<=[.!?]\s))(?P<pointer>"
    r"(?:(?:for|to|if|on)\b[^.?!\n]{0,120},\s+)?(?:please\s+)?(?:also\s+)?"
    r"(?:see(?: also)?|refer to|consult|check out|(?:take|have) a look at|read (?:the|our|about)"
    r"|(?:learn|read|find out) more|(?:more|further|additional) (?:information|details|info))\b"
    r"(?:[^.?!\n]|\.(?=\w)){0,200}(?:[.!]|$))(?=\s|$)",
    re.IGNORECASE,
)
_MOST = 20  # pointers of a paragraph; of more, the rest stays as it is
_LABEL = re.compile(r"[^\W\d_a-z][^:.!?\n]{0,40}:\s+\S")


def paragraphs_of(inline: Inline, kind: Kind, width: int, line: int) -> Iterator[Piece]:
    """Divide a paragraph around questions and bold lines, and between lines that are none of one.

    Markdown shows lines that follow each other as one paragraph; people write a paragraph in each
    all the same, or a turn of a speaker. A sentence that runs on is never divided. `width` is that
    of the page's wrapped lines, `line` the number of the first.
    """
    parts: list[Shown | str] = []
    first = line
    upper, is_break, is_bold = "", False, True
    shown = zip(inline.lines, inline.breaks, inline.bold, strict=True)
    for number, (lower, breaks, bold) in enumerate(shown, line):
        if lower.text and parts:
            if _divides(upper, lower.text, width) or (is_bold and not bold):
                yield from _pieces(parts, kind, first, is_bold=is_bold)
                parts, is_bold = [], True
            else:
                parts.append("\n" if is_break else joint_of(upper, lower.text))
        if lower.text:
            first = number if not parts else first
            parts.append(lower)
            is_bold &= bold
            upper = lower.text
        is_break = breaks
    yield from _pieces(parts, kind, first, is_bold=is_bold)


def without_pointers(piece: Piece, links: Sequence[Link]) -> Iterator[Piece]:
    """Set apart the sentences that only name another page of the same site: they are not quoted.

    What they point to is to be quoted in their place.
    """
    # Links to other sites are no pointers: what they lead to is not loaded here.
    labels = {link.label for link in links if link.label and "://" not in link.url}
    start = 0
    for found in islice(_POINTS.finditer(piece.text.text), _MOST) if labels else ():
        if any(label in found["pointer"] for label in labels):
            yield from _part(piece, start, found.start("pointer"))
            yield replace(piece, text=piece.text.cut(*found.span("pointer")), parts=())
            start = found.end()
    yield from _part(piece, start, len(piece.text.text)) if start else (piece,)


def _part(piece: Piece, start: int, end: int) -> Iterator[Piece]:
    text = piece.text.cut(start, end).strip()
    if WORD.search(text.text):
        yield replace(piece, text=text)


def _divides(upper: str, lower: str, width: int) -> bool:
    if is_question(upper) or is_marked(lower):
        return True
    if not is_finished(upper):
        return False
    return _LABEL.match(lower) is not None or not is_wrapped(upper, lower, width)


def _pieces(
    parts: Sequence[Shown | str], kind: Kind, line: int, *, is_bold: bool
) -> Iterator[Piece]:
    text = join(parts).strip()
    if WORD.search(text.text):
        yield Piece(text, kind, is_bold=is_bold, line=line)
