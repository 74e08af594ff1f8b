"""Explains pydantic's errors to the person who wrote the configuration."""

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.common.yaml_reading import Document, KeyPath, YamlValue
from bot.config.model import TOGETHER, Config, Section
from bot.config.storage import SECRET_IN_URL
from bot.config.token import TOKEN_LIKE

LONGEST_SHOWN = 60
"""Characters shown of a wrong value."""


def describe_problems(path: Path, document: Document, error: ValidationError) -> tuple[str, ...]:
    """Describe each problem in one line: file, line, key, value and expectation."""
    errors = error.errors(include_url=False)
    together = {(*one["loc"], one["ctx"]["key"]): one["msg"] for one in errors if _is_of_keys(one)}
    single = {_place_in(document, one["loc"]) for one in errors if not _is_of_keys(one)}
    told = together | {place: _describe(document, place) for place in single}
    lines = sorted((document.lines[place], text) for place, text in told.items())
    return tuple(f"{path}, line {line}: {text}" for line, text in lines)


def _place_in(document: Document, place: KeyPath) -> KeyPath:
    """The place without the kinds of value that pydantic adds where several are allowed."""
    while len(place) > 1 and place not in document.lines:
        place = place[:-1]
    return place


def _is_of_keys(error: ErrorDetails) -> bool:
    """Whether the error is about keys that contradict each other."""
    return error["type"] == TOGETHER


def known_keys() -> tuple[str, ...]:
    """Name every key of the schema that holds a value, with dots: `answers.sentences`."""
    return tuple(_keys_below(Config, ""))


def _keys_below(section: type[Section], above: str) -> Iterator[str]:
    for name in section.model_fields:
        below = _section_of(section, name)
        if below is None:
            yield above + name
        else:
            yield from _keys_below(below, f"{above}{name}.")


def _section_of(section: type[Section], name: str) -> type[Section] | None:
    """Return the group of keys with a name, or None if the name is that of a value."""
    kind = section.model_fields[name].annotation
    return kind if isinstance(kind, type) and issubclass(kind, Section) else None


def _describe(document: Document, place: KeyPath) -> str:
    """Describe a problem; the values of unknown keys are left out, since they may be secrets."""
    *groups, last = [part for part in place if isinstance(part, str)]
    section: type[Section] = Config
    for name in groups:
        section = _section_of(section, name) or section
    dotted = ".".join([*groups, last])
    if last not in section.model_fields:
        return f"there is no key {dotted}; {_suggest(section, groups, last)}"
    verb = "has" if isinstance(place[-1], int) else "is"
    is_group = _section_of(section, last) is not None
    expected = "a group of keys" if is_group else section.model_fields[last].description
    return f"{dotted} {verb} {_show(_value_at(document, place))}, but {expected} is expected"


def _suggest(section: type[Section], groups: list[str], key: str) -> str:
    """Suggest the nearest known key of the same group, or of the same name elsewhere."""
    beside = {name.lower(): ".".join([*groups, name]) for name in section.model_fields}
    elsewhere = {known.rpartition(".")[2]: known for known in known_keys()}
    for candidates in (beside, elsewhere):
        nearest = get_close_matches(key.lower(), candidates, n=1)
        if nearest:
            return f"did you mean {candidates[nearest[0]]}?"
    return f"the keys here are {', '.join(section.model_fields)}"


def _value_at(document: Document, place: KeyPath) -> YamlValue:
    value: YamlValue = document.data
    for part in place:
        if isinstance(value, dict):
            value = value[str(part)]
        elif isinstance(value, list):
            value = value[int(part)]
    return value


def _show(value: YamlValue) -> str:
    """Write a value about as it is in the file: on one line, shortened, and without secrets."""
    text = TOKEN_LIKE.sub("…", json.dumps(value, ensure_ascii=False, default=str))
    text = SECRET_IN_URL.sub("…", text)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
