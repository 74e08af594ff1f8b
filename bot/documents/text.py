"""Plain text → headings and paragraphs."""

import re
from collections.abc import Iterator, Sequence

from bot.documents.lines import Line
from bot.documents.model import Event, Heading, Page, Piece
from bot.documents.shown import as_written
from bot.documents.wrapping import MAX_WRAPPED, WORD, heading_level, is_finished, unwrap

_UNDERLINE = re.compile(r"\s{0,3}(={3,}|-{3,}|~{3,}|\^{3,})\s*$")
_LONGEST_HEADING = 120  # characters of a line that is underlined, or stands alone at the top
_HIGHEST = 1
_CHAPTER = re.compile(
    r"(?:chapter|part|book|act|scene|appendix|section|розділ|частина|глава|kapitel|teil|chapitre"
    r"|capítulo)\s+(?:[ivxlc]+|\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\b.{0,60}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[^\W\d_a-z][^.!?:;]{2,70}")
_CAPITALS = re.compile(r"(?:(?:DR|MRS?|MS|PROF|ST)\. )?[^a-zа-яіїєґß.!?:;,\[\]]{4,60}[.:]?")


def read_plain(lines: Sequence[Line], has_title: bool) -> Page:
    """Read a file of plain text; `has_title` if a title is known already."""
    return Page(tuple(read_text(lines, has_title=has_title)))


def read_text(
    lines: Sequence[Line], *, has_title: bool = False, longest: int = MAX_WRAPPED
) -> Iterator[Event]:
    """Read plain text: paragraphs as `wrapping` finds them, and headings.

    A heading is marked as in Markdown (`## Text`) or underlined, or stands alone, in capitals, with
    a number or as the name of a chapter; without `has_title`, a short line without a full stop that
    stands alone above the text is one, too. A blank line, and one without a letter or digit
    (`* * *`), end a paragraph and belong to none.
    """
    groups: list[list[Line] | Heading] = []
    group: list[Line] = []
    for at, line in enumerate(lines):
        level = heading_level(line.text)
        if WORD.search(line.text) and level is None:
            group.append(line)
            continue
        underlined = _underlined(group, line) if group else None
        if underlined:
            group.pop()
        groups.extend([group] if group else [])
        groups.extend([underlined] if underlined else [])
        group = []
        if level is not None and (heading := _heading(lines[at], level)):
            groups.append(heading)
    groups.extend([group] if group else [])
    if not has_title and (headline := _headline(groups)):
        groups[0] = headline
    groups = [_heading_alone(groups, at) or group for at, group in enumerate(groups)]
    paragraphs = unwrap([each for each in groups if isinstance(each, list)], longest)
    for each in groups:
        if isinstance(each, Heading):
            yield each
        else:
            yield from (Piece(text, line=number) for text, number in next(paragraphs))


def _heading(line: Line, level: int) -> Heading | None:
    text = line.text.lstrip().lstrip("#").strip(" \t#")
    start = line.start + line.text.find(text, level) if text else 0
    return Heading(as_written(text, start), level) if text else None


def _underlined(group: Sequence[Line], line: Line) -> Heading | None:
    """The line above, where this one underlines it."""
    underline = _UNDERLINE.match(line.text)
    above = group[-1]
    text = above.text.strip()
    if underline is None or len(text) > _LONGEST_HEADING or is_finished(text):
        return None
    if not 0.6 * len(text) <= len(underline[1]) <= 1.5 * len(text) + 3:
        return None
    return _of_line(above, _HIGHEST if underline[1][0] == "=" else _HIGHEST + 1)


def _headline(groups: Sequence[list[Line] | Heading]) -> Heading | None:
    """The headline that a text begins with: a line alone, above longer ones."""
    if len(groups) < 2 or not isinstance(groups[0], list) or len(groups[0]) != 1:
        return None
    line, below = groups[0][0], groups[1]
    text = line.text.strip()
    if isinstance(below, Heading) or len(text) > _LONGEST_HEADING or is_finished(text):
        return None
    if not text[0].isupper() and not text[0].isdigit() and text[0] not in "\"'“‘«":
        return None
    is_above_text = any(is_finished(each.text.strip()) for each in below)
    return _of_line(line, _HIGHEST) if is_above_text and "\t" not in text else None


def _heading_alone(groups: Sequence[list[Line] | Heading], at: int) -> Heading | None:
    """The heading of what follows: a line alone, as books and reports without markup have them."""
    group = groups[at]
    if isinstance(group, Heading) or len(group) != 1 or at + 1 == len(groups):
        return None
    text = group[0].text.strip()
    if _CHAPTER.fullmatch(text):
        return _of_line(group[0], _HIGHEST + 1)
    below = groups[at + 1]
    if isinstance(below, list) and len(below) == 1 and not is_finished(below[0].text.strip()):
        return None  # one of a list, or of the lines of a form
    if numbered := _NUMBERED.fullmatch(text):
        return _of_line(group[0], _HIGHEST + 1 + numbered["number"].count("."))
    if _CAPITALS.fullmatch(text) and sum(map(str.isalpha, text)) * 2 > len(text):
        return _of_line(group[0], _HIGHEST + 2)
    return None


def _of_line(line: Line, level: int) -> Heading:
    text = line.text.strip()
    return Heading(as_written(text, line.start + line.text.find(text)), level)
