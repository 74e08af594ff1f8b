"""Declarative patterns of how a language names its sources, matched over tokens.

A pattern is a line of elements, as `ukrainian/patterns.txt` explains them. The matcher knows no
language: what a phrase is, is told by the two functions that it is given.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

_GAP: Final = 4
_LONGEST: Final = 8
_CLASS = re.compile(r"<([^<>]+)>")
_MARKS: Final = frozenset([",", ":", "“", "”", "—", "(", ")", ".", "$"])

Place = tuple[int, int]
"""The first and the last token of a phrase."""


class PatternError(ValueError):
    """A pattern that cannot be used: its file, line and the reason."""

    def __init__(self, name: str, line: int, text: str) -> None:
        super().__init__(f"{name}, line {line}: {text}")


class Words(Protocol):
    """The tokens of a text: small letters, or the sign of a mark; '$' behind the last one."""

    @property
    def words(self) -> Sequence[str]:
        """The tokens."""
        ...

    def begins_clause(self, place: int) -> bool:
        """Whether a clause can begin at a token."""
        ...


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern; `words` are what it matches, if it is neither gap nor phrase."""

    kind: str
    words: frozenset[str] = frozenset()
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, the line where it stands, and the example below it with its sources."""

    elements: tuple[Element, ...]
    line: int
    example: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """How a language's phrases are found: those that end before, or begin at, a token.

    `is_kind` tells whether a phrase is what a pattern wants: an 'outlet', a 'body' and so on.
    """

    before: Callable[[int, str], Place | None]
    after: Callable[[int], Place | None]
    is_kind: Callable[[str, Place], bool]


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of a language, by the words that each can begin with."""

    by_word: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)

    def match(self, tokens: Words, place: int, phrases: Phrases) -> set[tuple[Pattern, Place]]:
        """Return the sources that patterns find which begin at a token."""
        found: set[tuple[Pattern, Place]] = set()
        for pattern in self.by_word.get(tokens.words[place], ()):
            source = _matched(pattern, tokens, place, phrases)
            if source is not None:
                found.add((pattern, source))
        return found


def parse_patterns(name: str, text: str, classes: Mapping[str, Collection[str]]) -> Patterns:
    """Read patterns, each with its example; raises PatternError if one is malformed."""
    by_word: dict[str, list[Pattern]] = {}
    lines = [
        (number, line.strip())
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    for (number, line), following in zip(lines[::2], [*lines[1::2], (0, "")], strict=False):
        example = re.fullmatch(r"= (.+) \[(.*)\]", following[1])
        if line.startswith("=") or example is None:
            raise PatternError(name, number, "a pattern needs an example below: = Sentence. [Name]")
        elements = tuple(_element(name, number, part, classes) for part in line.split())
        sources = tuple(part.strip() for part in example[2].split(","))
        pattern = Pattern(elements, number, example[1], sources)
        anchor = next((e for e in elements if e.words and not e.is_optional), None)
        leading = elements[: elements.index(anchor)] if anchor else elements
        if anchor is None or any(element.kind not in {"^", "{"} for element in leading):
            raise PatternError(name, number, "a pattern begins with words or a mark, after ^ or {")
        for word in anchor.words:
            by_word.setdefault(word, []).append(pattern)
    return Patterns({word: tuple(patterns) for word, patterns in by_word.items()})


def _element(name: str, line: int, text: str, classes: Mapping[str, Collection[str]]) -> Element:
    is_optional = text.startswith("?")
    text = text.removeprefix("?")
    if text in {"^", "{", "~"} or text.startswith("}"):
        return Element(text, is_optional=is_optional)
    if text in _MARKS:
        return Element("word", frozenset({text}), is_optional)
    if match := _CLASS.fullmatch(text):
        if match[1] not in classes:
            raise PatternError(name, line, f"no section {match[0]}; known are {sorted(classes)}")
        return Element("word", frozenset(classes[match[1]]), is_optional)
    if not all(part.isalpha() or "'" in part for part in text.split("|")):
        raise PatternError(name, line, f"{text!r} is no element of a pattern")
    return Element("word", frozenset(text.split("|")), is_optional)


def _matched(pattern: Pattern, tokens: Words, place: int, phrases: Phrases) -> Place | None:
    elements = list(pattern.elements)
    if elements[0].kind == "^":
        if not tokens.begins_clause(place):
            return None
        elements.pop(0)
    if elements[0].kind == "{":
        source = phrases.before(place - 1, tokens.words[place])
        if source is None:
            return None
        return source if _follows(elements, 1, tokens, place, phrases, source) else None
    return _follows(elements, 0, tokens, place, phrases, None)


def _follows(
    elements: list[Element],
    number: int,
    tokens: Words,
    place: int,
    phrases: Phrases,
    source: Place | None,
) -> Place | None:
    """Match the elements from `number` on at a token; return the source, or None."""
    if number == len(elements):
        return source
    element = elements[number]
    if element.kind == "~":
        for further in range(place, min(place + _GAP + 1, len(tokens.words))):
            if found := _follows(elements, number + 1, tokens, further, phrases, source):
                return found
            if tokens.words[further] in _MARKS:
                return None
        return None
    if element.kind == "{":
        for start in range(place + 1, min(place + _LONGEST, len(tokens.words))):
            if tokens.words[start - 1] in _MARKS:
                return None
            found = phrases.before(start - 1, tokens.words[start])
            is_here = found is not None and found[0] == place
            if is_here and _follows(elements, number + 1, tokens, start, phrases, found):
                return found
        return None
    if element.kind.startswith("}"):
        kind = element.kind[1:]
        found = phrases.after(place - 1 if kind == "here" else place)
        if found is None or (kind not in {"", "here"} and not phrases.is_kind(kind, found)):
            return None
        return _follows(elements, number + 1, tokens, found[1] + 1, phrases, source or found)
    if place < len(tokens.words) and tokens.words[place] in element.words:
        found = _follows(elements, number + 1, tokens, place + 1, phrases, source)
        if found or not element.is_optional:
            return found
    if element.is_optional:
        return _follows(elements, number + 1, tokens, place, phrases, source)
    return None
