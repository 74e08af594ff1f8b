"""YAML as people write it in a configuration or in front matter, read without surprises.

The scalars are those of `yaml.safe_load`, with these exceptions: `yes`, `no`, `on`, `off` and
`12:30` stay text, as in YAML 1.2 (`language: no` is Norwegian), and so does what only looks
like a number or a date (`2025-13-45`), for the schema to refuse. Duplicate keys, anchors, aliases,
tags and deep nesting are refused, and each key's line is kept, so that a problem found later can
say where it stands.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import yaml

MAX_CHARACTERS = 65_536
"""Longer texts are refused; PyYAML would take seconds for a megabyte."""

LONGEST_NUMBER = 40
"""Characters; Python takes long to write a number of thousands of digits, or refuses to."""

MAX_DEPTH = 16
"""Levels of nesting; PyYAML calls itself for each."""

_OCTAL = re.compile(r"[-+]?0[0-9_]+")

YamlValue: TypeAlias = (
    str | int | float | date | list["YamlValue"] | dict[str, "YamlValue"] | None
)  # bool is an int and datetime a date
KeyPath: TypeAlias = tuple[str | int, ...]


class YamlProblem(Exception):
    """A text is not usable YAML; names the problem and its line, counted from 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(f"line {line}: {text}")
        self.line = line
        self.text = text


@dataclass(frozen=True, slots=True)
class Document:
    """A mapping and, for the path of each of its keys and list items, the line it starts on.

    A path is the keys and list positions (from 0) that lead to a place; lines count from 1.
    """

    data: dict[str, YamlValue]
    lines: Mapping[KeyPath, int]


def load_mapping(text: str) -> Document:
    """Read one YAML mapping with text keys; an empty text is an empty mapping.

    Raises YamlProblem for anything that is not one.
    """
    data, lines = _load(text, MAX_CHARACTERS)
    if data is None:  # comments only, or a lone `null`
        data = {}
    if not isinstance(data, dict):
        raise YamlProblem(1, "expected a list of 'key: value' lines")
    return Document(data, lines)


def load_list(
    text: str, max_characters: int = MAX_CHARACTERS
) -> tuple[list[YamlValue], Mapping[KeyPath, int]]:
    """Read one YAML list, and the lines as in `Document`; an empty text is an empty list.

    Raises YamlProblem for anything that is not one.
    """
    data, lines = _load(text, max_characters)
    if data is not None and not isinstance(data, list):
        raise YamlProblem(1, "expected a list, with '- ' before each item")
    return data or [], lines


def _load(text: str, max_characters: int) -> tuple[YamlValue, dict[KeyPath, int]]:
    """Read one YAML document of plain values, and the line of each key and item in it."""
    if len(text) > max_characters:
        raise YamlProblem(1, f"it is longer than {max_characters:,} characters")
    try:
        for quicker in _LOADERS[:-1]:
            # What it does not take is read again, by the one with the better messages.
            with suppress(yaml.YAMLError, UnicodeEncodeError):
                return _read(text, quicker)
        return _read(text, _LOADERS[-1])
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlProblem(line, f"the character U+{error.character:04X} is not allowed") from None
    except yaml.MarkedYAMLError as error:
        raise _syntax_problem(error) from None


def _read(text: str, kind: type["_Loader"]) -> tuple[YamlValue, dict[KeyPath, int]]:
    _refuse_more_than_a_tree(text, kind)
    loader = kind(text)
    try:
        node = loader.get_single_node()
        lines: dict[KeyPath, int] = {}
        return (None if node is None else _value(loader, node, (), lines)), lines
    finally:
        loader.dispose()


class _Words(yaml.resolver.Resolver):
    """PyYAML's resolver, but for the words that it takes for booleans."""

    # A copy: the resolvers of a class are shared with its bases until replaced.
    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML reads it as a class attribute
        first: [rule for rule in rules if rule[0] != "tag:yaml.org,2002:bool"]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Words.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


class _PlainLoader(_Words, yaml.SafeLoader):
    """In Python alone."""


_Loader: TypeAlias = "yaml.SafeLoader | yaml.CSafeLoader"
_LOADERS: tuple[type[_Loader], ...] = (_PlainLoader,)
if yaml.__with_libyaml__:

    class _QuickLoader(_Words, yaml.CSafeLoader):
        """Of libyaml, which most installations of PyYAML have: ten times as fast."""

    _LOADERS = (_QuickLoader, _PlainLoader)


def _refuse_more_than_a_tree(text: str, kind: type["_Loader"]) -> None:
    """Raise YamlProblem for anchors, aliases, tags and deep nesting.

    Events come one by one, so a text is refused before PyYAML builds anything from it.
    """
    depth = 0
    for event in yaml.parse(text, Loader=kind):
        line = _line(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise YamlProblem(line, "anchors (&name) and aliases (*name) are not read; repeat it")
        if getattr(event, "tag", None) is not None:
            raise YamlProblem(line, "tags (!name) are not read; put text into quotes")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise YamlProblem(line, f"it is nested more than {MAX_DEPTH} levels deep")


def _value(loader: _Loader, node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int]) -> YamlValue:
    """Turn a node into data, noting the line of each key and item below it."""
    if isinstance(node, yaml.MappingNode):
        return _mapping(loader, node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        items: list[YamlValue] = []
        for position, item in enumerate(node.value):
            lines[(*path, position)] = _line(item.start_mark)
            items.append(_value(loader, item, (*path, position), lines))
        return items
    try:
        value: YamlValue = loader.construct_object(node)
    except (ValueError, yaml.constructor.ConstructorError):  # `2025-13-45`, a lone `=`
        return str(node.value)
    if isinstance(value, int | float) and (
        ":" in node.value or len(node.value) > LONGEST_NUMBER or _OCTAL.fullmatch(node.value)
    ):
        return str(node.value)  # YAML 1.1 reads 12:30 as 750, and 010 as 8
    return value


def _mapping(
    loader: _Loader, node: yaml.MappingNode, path: KeyPath, lines: dict[KeyPath, int]
) -> dict[str, YamlValue]:
    data: dict[str, YamlValue] = {}
    for key_node, value_node in node.value:
        line = _line(key_node.start_mark)
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlProblem(line, "a key must be a word, not a list or a mapping")
        key = str(key_node.value)
        if key in data:
            first = lines[(*path, key)]
            raise YamlProblem(line, f"the key '{key}' is duplicated (first on line {first})")
        lines[(*path, key)] = line
        data[key] = _value(loader, value_node, (*path, key), lines)
    return data


def _syntax_problem(error: yaml.MarkedYAMLError) -> YamlProblem:
    """Tell PyYAML's error in one line."""
    text = ", ".join(part for part in (error.context, error.problem) if part)
    if error.problem == "mapping values are not allowed here":
        text += "; put text that contains ': ' into quotes"
    return YamlProblem(
        _line(error.problem_mark or error.context_mark), f"this is not valid YAML: {text}"
    )


def _line(mark: "yaml.Mark | yaml._yaml.Mark | None") -> int:
    """Count the line of PyYAML's mark from 1; the first if it gives none."""
    return mark.line + 1 if mark else 1
