"""The YAML between two `---` lines at the top of a seed file: what it says about its article."""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from bot.articles.urls import flaw_of_url
from bot.common.yaml_reading import Document, YamlProblem, YamlValue, load_mapping
from bot.documents.lines import Line
from bot.documents.problem import Rejected, Warned

KEYS = ("title", "url", "publisher", "authors", "published", "language", "tags")

_FENCE = "---"
_CLOSING_FENCES = (_FENCE, "...")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.DOTALL)

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter says, with None or nothing for what it leaves out or says wrongly."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()


class _WrongValue(Exception):
    """A value is not what its key expects; the text says what is expected."""


def read_front_matter(
    lines: Sequence[Line],
) -> tuple[FrontMatter, tuple[Warned, ...], tuple[Line, ...]]:
    """Read the front matter, and return it, what of it was ignored, and the lines after it.

    Front matter begins where the first line that is not blank is `---`, and ends at the next
    `---` or `...`; a file need not have any. Raises Rejected where it is not closed, or not a
    list of YAML's `key: value` lines.
    """
    opening = next((n for n, line in enumerate(lines) if line.text.strip()), None)
    if opening is None or not _is_fence(lines[opening], (_FENCE,)):
        return FrontMatter(), (), tuple(lines)
    inside = opening + 1
    closing = next(
        (n for n in range(inside, len(lines)) if _is_fence(lines[n], _CLOSING_FENCES)), None
    )
    if closing is None:
        raise Rejected(
            lines[opening].number,
            "the front matter that begins here with '---' is not closed: put another line '---'"
            " below its keys, or remove this line if it is meant as a rule",
        )
    # Blank lines stand in for what is above, so that YAML's line numbers are the file's.
    above = "\n" * lines[opening].number
    try:
        document = load_mapping(above + "\n".join(line.text for line in lines[inside:closing]))
    except YamlProblem as problem:
        raise Rejected(problem.line, f"in the front matter, {problem.text}") from None
    fields, warnings = _read_fields(document)
    return fields, warnings, tuple(lines[closing + 1 :])


def _is_fence(line: Line, fences: tuple[str, ...]) -> bool:
    return line.text.rstrip() in fences


def _read_fields(document: Document) -> tuple[FrontMatter, tuple[Warned, ...]]:
    warnings: list[Warned] = []

    def read(key: str, reader: Callable[[YamlValue], _Value], default: _Value) -> _Value:
        value = document.data.get(key)
        if value is None or value == "":
            return default
        try:
            return reader(value)
        except _WrongValue as wrong:
            text = f"'{key}' is ignored: it is {_shown(value)}, but {wrong} is expected"
            warnings.append(Warned(document.lines[(key,)], text))
            return default

    fields = FrontMatter(
        title=read("title", _text, None),
        url=read("url", _url, None),
        publisher=read("publisher", _text, None),
        authors=read("authors", _texts, ()),
        published=read("published", _date, None),
        language=read("language", _language, None),
        tags=read("tags", _texts, ()),
    )
    for key in document.data:
        if key not in KEYS:
            warnings.append(Warned(document.lines[(key,)], _unknown(key)))
    return fields, tuple(sorted(warnings, key=lambda warning: warning.line or 0))


def _unknown(key: str) -> str:
    near = difflib.get_close_matches(key.lower()[:40], KEYS, n=1)
    meant = f"; did you mean '{near[0]}'?" if near else f"; the keys are {', '.join(KEYS)}"
    return f"'{_cut(key)}' is no key of front matter and is ignored{meant}"


def _text(value: YamlValue) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not text:
        raise _WrongValue("text (a number or date in quotes)")
    return text


def _texts(value: YamlValue) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    try:
        return tuple(_text(item) for item in items)
    except _WrongValue:
        raise _WrongValue("text or a list of texts (numbers and dates in quotes)") from None


def _url(value: YamlValue) -> str:
    expected = "an address such as https://example.org/article"
    if not isinstance(value, str):
        raise _WrongValue(expected)
    flaw = flaw_of_url(value.strip())
    if flaw:
        raise _WrongValue(f"{expected} (this one {flaw})")
    return value.strip()


def _date(value: YamlValue) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match:
        try:
            return date.fromisoformat(match[1])
        except ValueError:
            pass
    raise _WrongValue("a date such as 2025-03-22")


def _language(value: YamlValue) -> str:
    if isinstance(value, bool):
        raise _WrongValue('a language tag such as en or pt-BR, in quotes (language: "no")')
    if not isinstance(value, str) or not _LANGUAGE_TAG.fullmatch(value.strip()):
        raise _WrongValue("a language tag such as en or pt-BR")
    return value.strip()


def _shown(value: YamlValue) -> str:
    if isinstance(value, str):
        return f"'{_cut(value)}'"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, int) and value.bit_length() > 64:
        return "a huge number"  # Python refuses to write out some of these
    return f"{value}"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59] + "…"
