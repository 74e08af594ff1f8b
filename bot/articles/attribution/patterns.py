"""Declarative patterns of how a language names its sources, matched over tokens.

`pattern_files` says how they are written. The matcher knows no language: what a phrase is,
the functions that it is given decide.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, TypeVar

_GAP: Final = 4
_LONGEST: Final = 8
MARKS: Final = frozenset([",", ":", "“", "”", "—", "(", ")", ".", "$"])
"""What a gap or a phrase does not go over."""

Place = tuple[int, int]
"""The first and the last token of a phrase."""
_Phrase = TypeVar("_Phrase", bound=Place)


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
    """One element of a pattern: its sign ('{', '}', '[', '~', '^' or 'a' for words).

    `name` is the kind of a phrase or of what begins here; `words` are those that match.
    """

    sign: str
    name: str = ""
    words: frozenset[str] = frozenset()
    is_optional: bool = False
    is_barred: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern from its first words on, and what stands before these: a phrase, and its left side.

    `line` is where it stands; `example` is the sentence below it, with its `sources`. `second` are
    the words that must come after the first one, if any must: a look that spares many others.
    """

    elements: tuple[Element, ...]
    second: frozenset[str] | None
    phrase: Element | None
    leading: tuple[Element, ...]
    line: int
    example: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrases:
    """How a language finds phrases of a kind: one that ends before a token, or begins at it.

    `at` returns the token after what is of a kind, if that begins at a token.
    """

    before: Callable[[int, str], Place | None]
    after: Callable[[int, str], Place | None]
    at: Callable[[str, int], int | None]


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of a language, by the words that each can begin with."""

    by_word: Mapping[str, tuple[Pattern, ...]] = field(default_factory=dict)

    def match(self, tokens: Words, place: int, phrases: Phrases) -> set[Place]:
        """Return the sources that patterns find which begin at a token."""
        found: set[Place] = set()
        before: dict[str, Place | None] = {}
        words = tokens.words
        following = words[place + 1] if place + 1 < len(words) else ""
        for pattern in self.by_word.get(words[place], ()):
            if pattern.second is not None and following not in pattern.second:
                continue
            kind = None if pattern.phrase is None else pattern.phrase.name
            if kind is not None and kind not in before:
                before[kind] = phrases.before(place, kind)
            source = None if kind is None else before[kind]
            if kind is not None and source is None:
                continue
            if source is not None and not _leads(pattern.leading, tokens, source[0]):
                continue
            others = _follows(pattern.elements, 0, tokens, place, phrases)
            if others is not None:
                found.update(others if source is None else (source, *others))
        return found

    def without(self, pattern: Pattern) -> "Patterns":
        """Return the other patterns."""
        kept = {
            word: tuple(one for one in some if one is not pattern)
            for word, some in self.by_word.items()
        }
        return Patterns(kept)


def without_overlaps(phrases: Collection[_Phrase]) -> list[_Phrase]:
    """Return phrases in order; of two that overlap, the longer one."""
    kept: list[_Phrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (phrase[0], -phrase[1])):
        if kept and phrase[0] <= kept[-1][1]:
            if phrase[1] - phrase[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = phrase
            continue
        kept.append(phrase)
    return kept


def _leads(leading: Sequence[Element], tokens: Words, place: int) -> bool:
    """Whether the elements stand, from the last one on, right before a token."""
    for element in leading:
        if element.sign == "^":
            if not tokens.begins_clause(place):
                return False
        elif place and tokens.words[place - 1] in element.words:
            place -= 1
        elif not element.is_optional:
            return False
    return True


def _follows(
    elements: Sequence[Element], number: int, tokens: Words, place: int, phrases: Phrases
) -> tuple[Place, ...] | None:
    """Match the elements from `number` on at a token; return their sources, or None."""
    if number == len(elements):
        return ()
    element = elements[number]
    if element.sign == "a" and not element.is_optional and not element.is_barred:  # most are
        if place < len(tokens.words) and tokens.words[place] in element.words:
            return _follows(elements, number + 1, tokens, place + 1, phrases)
        return None
    if element.is_barred:
        barred = _follows((replace(element, is_barred=False),), 0, tokens, place, phrases)
        return (
            None if barred is not None else _follows(elements, number + 1, tokens, place, phrases)
        )
    for end, source in _ends(element, tokens, place, phrases):
        found = _follows(elements, number + 1, tokens, end, phrases)
        if found is not None:
            return found if source is None else (source, *found)
    if element.is_optional:
        return _follows(elements, number + 1, tokens, place, phrases)
    return None


def _ends(
    element: Element, tokens: Words, place: int, phrases: Phrases
) -> list[tuple[int, Place | None]]:
    """Return where an element can end that begins at a token, and the source that it is."""
    words = tokens.words
    last = len(words) - 1
    if element.sign == "a":
        return [(place + 1, None)] if place <= last and words[place] in element.words else []
    if element.sign == "^":
        return [(place, None)] if tokens.begins_clause(place) else []
    if element.sign == "[":
        end = phrases.at(element.name, place)
        return [] if end is None else [(end, None)]
    if element.sign == "}":
        found = phrases.after(place - (element.name == "here"), element.name)
        return [] if found is None else [(found[1] + 1, found)]
    ends: list[tuple[int, Place | None]] = []
    for further in range(place, min(place + _LONGEST, last + 1)):
        if element.sign == "~":
            if further > place + _GAP:
                break
            ends.append((further, None))
        elif further > place:
            source = phrases.before(further, element.name)
            if source is not None and source[0] == place:
                ends.append((further, source))
        if words[further] in MARKS:
            break
    return ends
