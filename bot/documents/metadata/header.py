"""The header of a file: YAML, TOML or JSON between fences, or the lines of Pelican and Pandoc.

A fault in a header never costs the text below it: what cannot be read strictly is read line by
line, as it stands. What only looks like a header is text.
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.common.yaml_reading import LONGEST_NUMBER, YamlProblem, YamlValue, load_mapping
from bot.documents.lines import Line, first_with_text
from bot.documents.metadata.loosely import read_loosely
from bot.documents.problem import Warned

_YAML, _TOML = "---", "+++"
_CLOSING = {_YAML: ("---", "..."), _TOML: ("+++",)}
_KEY_LINE = re.compile(r"[A-Za-z_][\w .-]{0,40}:(?:\s|$)")
_TOML_LINE = re.compile(r"[A-Za-z_][\w.-]{0,40}\s*=|\[")
_LONGEST_JSON = 65_536
_DEEPEST = 16
_PELICAN = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}):[ \t]+\S")
_PELICAN_KEYS = frozenset(
    (
        *("title", "date", "modified", "author", "authors", "tags", "category", "categories"),
        *("keywords", "slug", "summary", "lang", "language", "status", "translation", "template"),
        *("url", "save_as", "subtitle", "description", "published", "publisher", "affiliation"),
        "copyright",
    )
)


@dataclass(frozen=True, slots=True)
class Header:
    """The keys of a header, in lower case, each with its value and line, and the lines below it."""

    values: Mapping[str, YamlValue]
    lines: Mapping[str, int]
    body: tuple[Line, ...]
    warnings: tuple[Warned, ...] = field(default=())


def read_header(lines: Sequence[Line]) -> Header:
    """Read the header of a file, which need not have any."""
    first = first_with_text(lines)
    if first is None:
        return Header({}, {}, tuple(lines))
    opening = lines[first].text.rstrip()
    found: Header | None = None
    if opening in _CLOSING:
        found = _fenced(lines, first, opening)
    elif opening.startswith("{"):
        found = _of_json(lines, first)
    elif opening.startswith("% "):
        found = _of_pandoc(lines, first)
    elif _PELICAN.match(opening):
        found = _of_pelican(lines, first)
    return found or Header({}, {}, tuple(lines))


def _fenced(lines: Sequence[Line], first: int, fence: str) -> Header | None:
    inside = first + 1
    closing = next(
        (n for n in range(inside, len(lines)) if lines[n].text.rstrip() in _CLOSING[fence]), None
    )
    warnings: tuple[Warned, ...] = ()
    looks = _looks_like_toml if fence == _TOML else _looks_like_keys
    if closing is None:
        closing = next((n for n in range(inside, len(lines)) if not lines[n].text.strip()), None)
        closing = len(lines) if closing is None else closing
        if not looks(lines[inside:closing]):
            return None
        told = f"the header that begins here is not closed: put a line '{fence}' below its keys"
        warnings = (Warned(lines[first].number, told),)
    within = lines[inside:closing]
    strict = _toml(within) if fence == _TOML else _yaml(within)
    body = tuple(lines[closing + 1 :])
    if isinstance(strict, Header):
        return Header(strict.values, strict.lines, body, warnings)
    if not looks(within) and any(line.text.strip() for line in within):
        return None  # two rules, with text between them
    values, numbers = read_loosely(within, "=" if fence == _TOML else ":")
    return Header(values, numbers, body, (*warnings, strict))


def _yaml(within: Sequence[Line]) -> Header | Warned:
    # Blank lines in place of what stands above, so that problems have the line numbers of the file.
    above = "\n" * (within[0].number - 1) if within else ""
    try:
        document = load_mapping(above + "\n".join(line.text for line in within))
    except YamlProblem as problem:
        text = f"the header is read line by line: {problem.text}"
        return Warned(problem.line, text)
    values = {key.lower(): value for key, value in document.data.items()}
    return Header(values, {key.lower(): document.lines[(key,)] for key in document.data}, ())


def _toml(within: Sequence[Line]) -> Header | Warned:
    first = within[0].number if within else 1
    try:
        data = tomllib.loads("\n".join(line.text for line in within))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        return Warned(first, f"the header is read line by line: it is not valid TOML: {error}")
    values = {key.lower(): _plain(value, 0) for key, value in data.items()}
    lines = {key: _line_of(key, within, first) for key in values}
    return Header(values, lines, ())


def _of_json(lines: Sequence[Line], first: int) -> Header | None:
    text = "\n".join(line.text for line in lines[first:])
    # A bound for files that begin with a brace and hold no header.
    if len(text) > _LONGEST_JSON and "\n\n" in text:
        text = text[:_LONGEST_JSON]
    try:
        data, end = json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not data:
        return None
    closing = first + text.lstrip().count("\n", 0, end)
    values = {str(key).lower(): _plain(value, 0) for key, value in data.items()}
    numbers = {key: _line_of(key, lines[first : closing + 1], 1) for key in values}
    return Header(values, numbers, tuple(lines[closing + 1 :]))


def _of_pandoc(lines: Sequence[Line], first: int) -> Header | None:
    """`% title`, `% authors` and `% date`, each of which goes on over indented lines."""
    given: list[tuple[int, str]] = []
    at = first
    while at < len(lines) and len(given) < 3 and lines[at].text.startswith("%"):
        text = lines[at].text[1:].strip()
        number = lines[at].number
        at += 1
        while at < len(lines) and lines[at].text.startswith((" ", "\t")) and lines[at].text.strip():
            text += (
                f"; {lines[at].text.strip()}" if len(given) == 1 else f" {lines[at].text.strip()}"
            )
            at += 1
        given.append((number, text))
    if at < len(lines) and lines[at].text.strip():
        return None
    keys = ("title", "author", "date")
    values = {key: text for key, (_, text) in zip(keys, given, strict=False) if text}
    numbers = {key: number for key, (number, _) in zip(keys, given, strict=False)}
    return Header(values, numbers, tuple(lines[at:]))


def _of_pelican(lines: Sequence[Line], first: int) -> Header | None:
    """`Key: value` lines up to a blank one, all of them keys that such headers have."""
    end = next((n for n in range(first, len(lines)) if not lines[n].text.strip()), len(lines))
    within = lines[first:end]
    keys = [_PELICAN.match(line.text) for line in within if not line.text[:1].isspace()]
    if not all(keys) or not any(line.text.strip() for line in lines[end:]):
        return None
    names = {match["key"].strip().lower() for match in keys if match}
    if not names <= _PELICAN_KEYS or not names & {"title", "date"}:
        return None
    values, numbers = read_loosely(within, ":")
    return Header(values, numbers, tuple(lines[end:]))


def _looks_like_keys(within: Sequence[Line]) -> bool:
    """Whether lines are keys with values, for the most part."""
    plain = [line.text for line in within if line.text.strip() and line.text[0] not in " \t#-]}"]
    keys = sum(_KEY_LINE.match(text) is not None for text in plain)
    return keys > 0 and 2 * keys > len(plain)


def _looks_like_toml(within: Sequence[Line]) -> bool:
    return any(_TOML_LINE.match(line.text) for line in within)


def _plain(value: object, depth: int) -> YamlValue:
    """A value of TOML or JSON as one of YAML."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {str(key): _plain(each, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each, depth + 1) for each in value]
    if isinstance(value, int) and value.bit_length() > 4 * LONGEST_NUMBER:
        return None
    if value is None or isinstance(value, str | int | float | date):
        return value
    return str(value)


def _line_of(key: str, within: Sequence[Line], default: int) -> int:
    shown = re.compile(rf"[\s\"']*{re.escape(key)}[\s\"']*[=:]", re.IGNORECASE)
    return next((line.number for line in within if shown.match(line.text)), default)
