"""Names that stood on a line above the words, and run into them: 'Ann Roe We met in May.'."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from bot.articles.attribution.labels import Form, Label, is_handle, is_name

_MOST_WORDS: Final = 4
_REPEATED: Final = 3
"""So often a name has to lead a paragraph."""
_RARE: Final = 0.2
"""Beside a shorter name, one that is so much rarer has a word too many: 'Ann Roe Okay'."""
_SHARE: Final = 0.3
"""The share of paragraphs that such names have to lead."""
_BEGINNING = re.compile(r"(?:[^\s,.!?:;]+\.? )*?[^\s,.!?:;]+\.?(?= [^\Wa-zа-яіїєґ]| [\"“«\[(]|$)")
_FIRST = re.compile(r"[^\s,.!?:;]+")
_WORD = re.compile(r"[^\W\d_][\w-]*")


def run_in_labels(paragraphs: Sequence[str]) -> list[Label | None]:
    """Return the names that lead paragraphs without a mark, where at least two names recur.

    A word that is written in small letters elsewhere ('And I …') is no name. What recurs with one
    may still be ('The Chair'), so it ends the turn before and names nobody.
    """
    nobody: list[Label | None] = [None] * len(paragraphs)
    # Of most articles no two paragraphs begin alike, and to look for names takes longer.
    first = [_FIRST.match(text) for text in paragraphs]
    begun = Counter(word[0] for word in first if word)
    leading = [
        _names_leading(text) if word and begun[word[0]] >= _REPEATED else []
        for text, word in zip(paragraphs, first, strict=True)
    ]
    counts = Counter(name for names in leading for name in names)
    if sum(count >= _REPEATED for count in counts.values()) < 2:
        return nobody
    inside = (text.partition(" ")[2] for text in paragraphs)
    small = {word for text in inside for word in _WORD.findall(text) if word.islower()}
    named = [[name for name in names if small.isdisjoint(_words(name))] for names in leading]
    best = [_longest(names, counts) for names in named]
    recurring = {name for name, count in Counter(best).items() if name and count >= _REPEATED}
    is_usual = sum(name in recurring for name in best) >= _SHARE * len(best)
    if len(recurring) < 2 or not is_usual:
        return nobody
    doubtful = [any(counts[name] >= _REPEATED for name in names) for names in leading]
    return [
        Label(name if name in recurring else "", len(name), Form.PLAIN)
        if name in recurring or is_doubtful
        else None
        for name, is_doubtful in zip(best, doubtful, strict=True)
    ]


def _words(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _longest(names: Sequence[str], counts: Counter[str]) -> str:
    """Return the longest of the names that begin a text, if it is not rare beside the shorter."""
    found = ""
    for name in names:
        if counts[name] >= max(_REPEATED, _RARE * counts[found]):
            found = name
    return found


def _names_leading(text: str) -> list[str]:
    """Return what may be a name at the beginning of a text, before a word with a capital."""
    names: list[str] = []
    for match in _BEGINNING.finditer(text[:80]):
        name = text[: match.end()]
        if (match.start() and not names) or len(name.split()) > _MOST_WORDS:
            break
        if is_name(name, is_handle=is_handle(name)):
            names.append(name)
    return names
