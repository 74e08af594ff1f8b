"""Files of patterns, as a linguist writes them.

A pattern is a line of elements, with an example and its sources on the line below:

    {            the phrase that ends here is a source
    }            the phrase that begins here is a source
    {kind }kind  the same, if the language says that the phrase is of that kind
    }here        the source begins with the word before: 'виданню «Час»'
    <section>    a word of that section of the language's lists
    a|b          one of these words, or marks:  ,  :  “  ”  —  (  )  '  .  (the end)  $  (no more)
    [kind]       what the language finds to begin here: [clause], [number]
    ~            up to four more words
    ^            a clause begins here
    ?x  !x       x may be missing; x must not follow

What stands before a '{' at the beginning of a pattern stands before the phrase.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from bot.articles.attribution.patterns import MARKS, Element, Pattern, Patterns

_NAMED = re.compile(r"[<\[]([^<>\[\]]+)[>\]]")


class PatternError(ValueError):
    """A pattern that cannot be used: its file, line and the reason."""

    def __init__(self, name: str, line: int, text: str) -> None:
        super().__init__(f"{name}, line {line}: {text}")


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
        # A test runs each example: without one, nobody would dare to change a pattern.
        if line.startswith("=") or example is None:
            raise PatternError(name, number, "a pattern needs an example below: = Sentence. [Name]")
        elements = [_element(name, number, part, classes) for part in line.split()]
        at = next((at for at, one in enumerate(elements) if one.sign == "{"), len(elements))
        is_leading = all(one.sign in {"a", "^"} for one in elements[:at])
        has_words = at + 1 < len(elements) and elements[at + 1].words
        if not (is_leading and has_words):
            at = -1
        rest = elements[at + 1 :]
        anchor = rest[1] if rest and rest[0].sign == "^" else rest[0] if rest else None
        if anchor is None or not anchor.words or anchor.is_optional or anchor.is_barred:
            raise PatternError(name, number, "a pattern begins with words or a mark, after ^ or {")
        pattern = Pattern(
            tuple(rest),
            _second(rest),
            elements[at] if at >= 0 else None,
            tuple(reversed(elements[: max(at, 0)])),
            number,
            example[1],
            tuple(part.strip() for part in example[2].split(";")),
        )
        for word in anchor.words:
            # By its first word, so that a sentence is tried only against the few patterns that
            # begin with one of its words.
            by_word.setdefault(word, []).append(pattern)
    return Patterns({word: tuple(patterns) for word, patterns in by_word.items()})


def _second(elements: Sequence[Element]) -> frozenset[str] | None:
    place = 1 + (elements[0].sign == "^")
    if place >= len(elements):
        return None
    second = elements[place]
    is_wanted = second.sign == "a" and not second.is_optional and not second.is_barred
    return second.words if is_wanted else None


def _element(name: str, line: int, text: str, classes: Mapping[str, Collection[str]]) -> Element:
    if text[0] in "?!" and len(text) > 1:
        inner = _element(name, line, text[1:], classes)
        return replace(inner, is_optional=text[0] == "?", is_barred=text[0] == "!")
    if text[0] in "{}^~":
        return Element(text[0], text[1:])
    if (match := _NAMED.fullmatch(text)) and text[0] == "[":
        return Element("[", match[1])
    words: set[str] = set()
    for part in text.split("|"):
        if match := _NAMED.fullmatch(part):
            if match[1] not in classes:
                near = ", ".join(get_close_matches(match[1], classes)) or "none like it"
                raise PatternError(name, line, f"no section {match[0]}; there is {near}")
            words.update(classes[match[1]])
        elif part in MARKS or part.isalpha() or "'" in part:
            words.add(part)
        else:
            raise PatternError(name, line, f"{text!r} is no element of a pattern")
    return Element("a", words=frozenset(words))
