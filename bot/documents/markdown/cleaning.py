"""What the author of a page wrote for tools or for themselves, taken out before it is parsed.

Comments of HTML, Obsidian, MDX, MyST and templates, tags of template languages, attributes,
components, and the address in a wiki link. What other dialects write in their own way, such as
tabs, directives and blocks of code of a template language, is written as CommonMark or as one of
the containers that the parser knows. Code stays as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.documents.markdown.comments import end_of_comment
from bot.documents.markdown.edits import Edit, Edits
from bot.documents.markdown.syntax import (
    CODE,
    HIDDEN_DIRECTIVES,
    IN_COMPONENT,
    LABEL,
    LABELLED,
    MARKS,
    MYST,
    PLAIN_DIRECTIVES,
    TEXT_DIRECTIVES,
    TITLED_DIRECTIVES,
    TOKEN,
)
from bot.documents.model import LeftOut
from bot.documents.raised import scripted
from bot.documents.source import Source, edited

_CONTAINERS = TEXT_DIRECTIVES | TITLED_DIRECTIVES | PLAIN_DIRECTIVES
_KEPT = ("target", "mark", "added", "changed", "span", "keys", "spoiler")
"""What of a token is shown, the marks around it left out."""

_HIDDEN = {
    "deleted": "deleted text",
    "notes": "speaker notes",
    "formula": "formula",
    "aside": "comment",
}
_OPTIONS = re.compile(r"(?:\n[ \t]*:[\w-]+:[^\n]*)+")
_TARGET = re.compile(r"[ ]?<[^<>`]*>(?=`)")
_PLACE = re.compile(r"#(?P<block>\^[^#]*)?")
_DEFINITION = re.compile(r"^[ \t>]*\[(?P<name>[^\]\n]+)\]:[ \t]*", re.MULTILINE)
_SHORT_COMPONENT = 300  # characters to search in, after some searches without an end


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page without what is not shown on it, and what of that was hidden on purpose.

    `has_components` is for a page of MDX, in which an indented line is no code.
    """

    source: Source
    left_out: tuple[LeftOut, ...] = ()
    has_components: bool = False


def clean(source: Source) -> Cleaned:
    """Take out what is not on the page."""
    text = source.text
    # Most pages have nothing to clean, and this shows it in one search.
    if not MARKS.search(text):
        return Cleaned(source)
    defined = frozenset(_name_of(each["name"]) for each in _DEFINITION.finditer(text))
    work = Edits(source, is_myst=MYST.search(text) is not None, defined=defined)
    at = 0
    while match := TOKEN.search(text, at):
        # At least one character on, whatever a token makes of itself, so that this ends.
        at = max(_clean(work, match), match.start() + 1)
    return Cleaned(edited(source, sorted(work.edits)), tuple(work.left_out), work.has_components)


def _clean(work: Edits, match: re.Match[str]) -> int:
    """Clean one token, and tell where to go on."""
    text = work.source.text
    start, end = match.span()
    if match["directive"]:
        return _directive(work, match)
    if match["fence"]:
        return end if start in work.closings else work.closing_of(match, match["fence"])[1]
    if match["role"]:
        target = _TARGET.search(text, match.start("role"), end)
        kept_end = target.start() if target else end
        work.edits.append((start, match.start("role"), ""))
        work.edits.extend([(kept_end, target.end(), "")] if target else ())
    elif match["opener"]:
        closed = end_of_comment(text, match, work.never_closed)
        return end if closed is None else work.leave_out(start, closed, "comment")
    elif match["referred"]:
        return _reference(work, match)
    elif match["template"]:
        return _template(work, match)
    elif match["component"]:
        return _component(work, match)
    elif kind := next((kind for kind in _KEPT if match[kind]), None):
        work.keep(start, match.span("label" if match["label"] else kind), end)
        if kind == "target" and not match["label"]:
            work.edits += _places_in(match)
    elif script := match["script"]:
        _script(work, start, end, script)
    elif match["tab"]:
        work.edits.append((*match.span("tab"), "!!! tab"))
    elif hidden := next((kind for kind in _HIDDEN if match[kind]), None):
        is_text = hidden == "aside" and not work.is_myst
        return end if is_text else work.leave_out(start, end, _HIDDEN[hidden])
    elif not match["code"]:
        work.leave_out(start, end)
    return end


def _directive(work: Edits, match: re.Match[str]) -> int:
    """A directive of MyST: a container, what is not shown, or else code."""
    text, mark, name = work.source.text, match["directive"], match["name"].lower()
    closing, end = work.closing_of(match, mark)
    options = _OPTIONS.match(text, match.end())
    if name in HIDDEN_DIRECTIVES:
        return work.leave_out(match.start(), end, "directive")
    if mark[0] == ":" or name in _CONTAINERS:
        work.edits.append((*match.span("directive"), ":" * len(mark)))
        # The closing fence is rewritten as well, or the parser would take it for the start of code.
        if closing < end and mark[0] != ":":
            first = closing + len(text[closing:end]) - len(text[closing:end].lstrip(" \t>"))
            work.edits.append((first, end, ":" * len(mark)))
            work.closings.add(closing)
    if options:
        work.leave_out(*options.span())
    is_code = mark[0] != ":" and name not in _CONTAINERS
    return end if is_code else max(match.end(), options.end() if options else 0)


def _template(work: Edits, match: re.Match[str]) -> int:
    """A tag of a template language: around code, with a title, or not shown at all."""
    text, (start, end) = work.source.text, match.span()
    code = CODE.match(text, start)
    if code and code["name"] not in work.never_closed and _is_alone(text, start, end):
        closing = re.compile(rf"\{{[{{%][<%]?-?\s*(?:/|end)\s*{code['name']}\b[^}}\n]*\}}+")
        if (closed := closing.search(text, end)) and _is_alone(text, *closed.span()):
            work.edits += ((start, end, "```"), (*closed.span(), "```"))
            return closed.end()
        work.never_closed.add(code["name"])
    if _DEFINITION.fullmatch(text, text.rfind("\n", 0, start) + 1, start):
        work.edits.append((start, end, "#"))
        return end
    return _labelled(work, start, end) or work.leave_out(start, end)


def _places_in(match: re.Match[str]) -> Iterator[Edit]:
    """The heading in the target of a wiki link, as Obsidian shows it."""
    for mark in _PLACE.finditer(match["target"]):
        start, end = (match.start("target") + at for at in mark.span())
        yield start, end, " > " if mark.start() and not mark["block"] else ""


def _script(work: Edits, start: int, end: int, script: str) -> None:
    """Figures above or below the line."""
    shown = scripted(script[1:-1], "sup" if script[0] == "^" else "sub")
    if shown == script[1:-1]:
        work.keep(start, (start + 1, end - 1), end)
    else:
        work.edits.append((start, end, shown))


def _reference(work: Edits, match: re.Match[str]) -> int:
    """A link by the name of its address, which may be defined outside of the page."""
    if _name_of(match["reference"] or match["referred"]) not in work.defined:
        work.keep(match.start(), match.span("referred"), match.end())
    return match.end("referred")


def _component(work: Edits, match: re.Match[str]) -> int:
    """A tag of a component, whose attributes may be expressions over many lines."""
    text, depth, at = work.source.text, 0, match.end()
    while found := IN_COMPONENT.search(text, at, match.start() + work.longest_component):
        at = found.end()
        if found["open"] or found["close"]:
            depth += 1 if found["open"] else -1
        elif found["end"] and depth == 0:
            work.has_components = True
            return _labelled(work, match.start(), at) or work.leave_out(match.start(), at)
        elif (found["none"] and depth == 0) or depth < 0:
            return match.end()
    # A page of '<' without an end would cost the square of its length, so each failure halves the
    # search.
    work.longest_component = max(work.longest_component // 2, _SHORT_COMPONENT)
    return match.end()


def _labelled(work: Edits, start: int, end: int) -> int | None:
    """Make a low heading of a tab or the like that has a title, and end it where that is closed."""
    text = work.source.text
    tag = text[start:end]
    if not LABELLED.match(tag) or "\n" in tag or not _is_alone(text, start, end):
        return None
    label = LABEL.search(tag)
    is_closing = re.match(r"[<{%\s]*(?:/|end)", tag)
    if label is None:
        work.edits.append((start, end, "######" if is_closing else ""))
        return end
    first, last = label.span("named" if label["named"] else "first")
    return work.keep(start, (start + first, start + last), end, "###### ")


def _name_of(reference: str) -> str:
    """The name of a link's definition, as they are compared."""
    return " ".join(reference.casefold().split())


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing else is in the line."""
    line_end = text.find("\n", end)
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return not before.strip() and not text[end : line_end if line_end >= 0 else None].strip()
