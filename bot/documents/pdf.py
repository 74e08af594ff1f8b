"""A PDF → its text, with the page as the place of each paragraph."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.common.yaml_reading import YamlValue
from bot.documents.lines import Line
from bot.documents.model import Event, LeftOut, Page, Piece
from bot.documents.problem import Rejected
from bot.documents.shown import Shown
from bot.documents.text import read_text
from bot.documents.wrapping import MAX_WRAPPED

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MAX_PAGES = 5_000
_EDGE = 2  # lines at the top and bottom of a page that may be there on every page
_LONGEST_EDGE = 100  # characters
_OFTEN = 3  # pages
_LARGER = 1.12  # times the size of the text that the letters of a heading have at least
_LEVELS = 5
_WRAPPED = 30  # characters from which on a heading may go on in the next line
_NO_HEADING = "\u2060"
"""Stands before a line that begins with '#' as a command does, until it is read; has no width."""

_FIGURES = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|стор\.?|с\.)?\s*\d{1,4}(?:\s*(?:/|of|von|з)\s*\d{1,4})?\W*", re.IGNORECASE
)
_LEADER = re.compile(r"(?:\.[ \u00a0]?){4,}\s*[\divxl]+\s*$")
_NUMBERED = re.compile(r"(?P<first>\d{1,4})\s.*|.*\s(?P<last>\d{1,4})")
_DIVIDED = re.compile("(?P<head>\\w+)[\ufffe\u0002](?P<tail>\\w+)")
_SOFT = re.compile("[\ufffe\u0002\u00ad]$")
_WORD_BROKEN = re.compile(r"(?P<head>\w+)[-\u2010]$")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_NO_TITLE = re.compile(
    r"untitled|microsoft word|\.(?:docx?|indd|tex|dvi|pdf|pptx?)$", re.IGNORECASE
)
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a page, and the size of its letters; 0 if that is not known."""

    page: int
    text: str
    size: float = 0.0


def read_pdf(data: bytes) -> Page:
    """Read the text of a PDF, page by page, without lines that are at the edge of every page.

    Raises Rejected for what is none, is locked, or has no text.
    """
    import pypdfium2  # an extra

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        told = (
            "is locked with a password; save it without one"
            if locked
            else f"is not a readable PDF: {str(error).rstrip('.')}; save it again, or replace it"
        )
        raise Rejected(None, told) from None
    try:
        if len(document) > MAX_PAGES:
            raise Rejected(None, f"has more than {MAX_PAGES:,} pages; divide it")
        pages = [_rows(document, number) for number in range(len(document))]
        values = _values(document.get_metadata_dict(skip_empty=True))
    except pypdfium2.PdfiumError as error:
        raise Rejected(None, f"is damaged: {error}") from None
    finally:
        document.close()
    rows, left_out = _without_edges(pages)
    if not any(row.text.strip() for row in rows):
        raise Rejected(None, "has no text: it seems to be scanned; run a text recognition over it")
    return Page(tuple(_events(rows)), left_out, values=values)


def _rows(document: "PdfDocument", number: int) -> list[_Row]:
    page = document[number]
    try:
        text = page.get_textpage()
        return [_Row(number + 1, *line) for line in _lines(text)]
    finally:
        page.close()


def _lines(page: "PdfTextPage") -> Iterator[tuple[str, float]]:
    """The lines of a page, each with the size of its first letter."""
    from pypdfium2.raw import FPDFText_GetFontSize

    at = 0
    for line in page.get_text_range().split("\n"):
        first = at + len(line) - len(line.lstrip())
        yield line.rstrip(), round(FPDFText_GetFontSize(page, first), 1)
        at += len(line) + 1


def _without_edges(pages: Sequence[Sequence[_Row]]) -> tuple[list[_Row], tuple[LeftOut, ...]]:
    """Drop page numbers, and the running titles that several pages begin or end with."""
    edges: Counter[str] = Counter()
    offsets: Counter[int] = Counter()
    for rows in pages:
        edges.update({_likeness(row.text) for row in _at_edge(rows)})
        offsets.update({offset for row in _at_edge(rows) if (offset := _offset(row)) is not None})
    usual = {offset for offset, times in offsets.items() if times >= max(_OFTEN, len(pages) / 4)}
    kept: list[_Row] = []
    left_out: list[LeftOut] = []
    for rows in pages:
        edge = {id(row) for row in _at_edge(rows)}
        for row in rows:
            is_edge = id(row) in edge and (
                edges[_likeness(row.text)] >= _OFTEN
                or _PAGE_NUMBER.fullmatch(row.text)
                or _offset(row) in usual
            )
            if is_edge:
                left_out.append(LeftOut(None, "line at the edge of a page"))
            elif _LEADER.search(row.text):
                left_out.append(LeftOut(None, "line of a table of contents"))
            else:
                kept.append(row)
    return kept, tuple(left_out)


def _offset(row: _Row) -> int | None:
    """How far the number that a line begins or ends with is from that of its page."""
    numbered = _NUMBERED.fullmatch(row.text.strip())
    return int(numbered["first"] or numbered["last"]) - row.page if numbered else None


def _at_edge(rows: Sequence[_Row]) -> Sequence[_Row]:
    """The short lines at the top and the bottom of a page."""
    shown = [row for row in rows if row.text.strip()]
    most = _EDGE if len(shown) > 4 * _EDGE else 1
    return [row for row in (*shown[:most], *shown[-most:]) if len(row.text) <= _LONGEST_EDGE]


def _likeness(text: str) -> str:
    return _FIGURES.sub("#", " ".join(text.lower().split()))


def _events(rows: Sequence[_Row]) -> Iterator[Event]:
    joined = _rejoined(_with_headings(rows))
    lines = [Line(number, row.text) for number, row in enumerate(joined)]
    longest = max(MAX_WRAPPED, *(len(line.text) for line in lines))  # no line of a page is whole
    for event in read_text(lines, longest=longest):
        text = Shown(event.text.text.replace(_NO_HEADING, ""))
        if isinstance(event, Piece):
            page = joined[event.line].page if event.line is not None else None
            yield replace(event, text=text, page=page, line=None)
        else:
            yield replace(event, text=text)


def _with_headings(rows: Sequence[_Row]) -> list[_Row]:
    """Mark lines in larger letters than the text as headings, the largest as the highest."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[row.size] += len(row.text)
    body = sizes.most_common(1)[0][0]
    larger = {row.size for row in rows if row.size > _LARGER * body and _may_head(row)}
    levels = {size: level for level, size in enumerate(sorted(larger, reverse=True)[:_LEVELS], 1)}
    marked: list[_Row] = []
    above = 0.0
    for row in rows:
        level = levels.get(row.size) if _may_head(row) else None
        if level and above == row.size and len(marked[-1].text) >= _WRAPPED:
            marked[-1] = replace(marked[-1], text=f"{marked[-1].text} {row.text.strip()}")
        else:
            mark = "#" * level + " " if level else _NO_HEADING if row.text[:1] == "#" else ""
            marked.append(replace(row, text=mark + row.text.strip()) if mark else row)
        above = row.size if level else 0.0
    return marked


def _may_head(row: _Row) -> bool:
    return row.text[:_LONGEST_EDGE] == row.text and any(map(str.isalpha, row.text))


def _rejoined(rows: Sequence[_Row]) -> list[_Row]:
    """Put words together that a line break divides, without a hyphen that is not their own."""
    known = Counter(word for row in rows for word in _WORD.findall(row.text.lower()))
    result: list[_Row] = []
    for each in rows:
        row = replace(each, text=_DIVIDED.sub(lambda word: _whole(word, known), each.text))
        above = result[-1].text if result else ""
        first, _, rest = row.text.strip().partition(" ")
        broken = _WORD_BROKEN.search(above) if first[:1].islower() else None
        is_divided = broken is not None and not _is_compound(broken["head"], first, known)
        if _SOFT.search(above) or is_divided:
            result[-1] = replace(result[-1], text=above[:-1] + first)
        else:
            result.append(row)
            continue
        if rest:
            result.append(_Row(row.page, rest))
    return result


def _whole(word: re.Match[str], known: Counter[str]) -> str:
    """A word that PDFium has put together, with its hyphen if that is its own."""
    hyphen = "-" if _is_compound(word["head"], word["tail"], known) else ""
    return f"{word['head']}{hyphen}{word['tail']}"


def _is_compound(head: str, tail: str, known: Counter[str]) -> bool:
    """Whether a word is written with its hyphen elsewhere, and not without it."""
    word = _WORD.match(tail)
    tail = word[0] if word else tail
    with_hyphen, without = known[f"{head}-{tail}".lower()], known[f"{head}{tail}".lower()]
    return with_hyphen > without


def _values(given: dict[str, str]) -> dict[str, YamlValue]:
    values: dict[str, YamlValue] = {}
    title, author = given.get("Title", "").strip(), given.get("Author", "").strip()
    if title and not _NO_TITLE.search(title):
        values["title"] = title
    if author:
        values["authors"] = author
    if date := _DATE.match(given.get("CreationDate", "")):
        year, month, day = (part or "01" for part in date.groups())
        values["date"] = f"{year}-{month}-{day}"
    return values
