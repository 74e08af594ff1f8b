"""Where quotations run on from one sentence to the next, over paragraphs too."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.articles.model import Passage

_MARK = re.compile(r"[“”„‟«»\"]")
_OPENING: Final = frozenset("“„«")
_SINGLE = re.compile(r"(?<![^\s([{—–-])[‘'](?=[A-ZА-ЯЄІЇҐ])|(?<=[,.!?…])[’'](?!\w)")
"""A single mark that opens or closes a quotation; any other is an apostrophe."""
_APOSTROPHE_LIKE = re.compile("[‘’']")
_BEFORE_OPENING: Final = frozenset("([{—–-/")
_LONGEST: Final = 3_000
"""Characters; a mark with none to close it in so many opened nothing."""

WHOLE = re.compile(
    r"[“«„\"‟][^”»“\"]*(?:[”»“\"]\W{0,3}|)|[‘'](?:[^”»“\"’']|[’'](?=\w))*(?:[’']\W{0,3}|)"
)
"""A sentence that is nothing but quoted words."""


def runs_on(passages: Sequence[Passage]) -> list[bool]:
    """Return, for each passage of one article, whether a quotation is open where it ends.

    Over the end of a paragraph a quotation goes on if the next one opens it again, as is the
    custom, or closes it without having opened one.
    """
    found: list[bool] = []
    is_open, opened, is_single = False, 0, False
    paragraph = -1
    for number, passage in enumerate(passages):
        text = passage.article.paragraphs[passage.paragraph - 1]
        if passage.paragraph != paragraph:
            paragraph = passage.paragraph
            if is_open:
                is_open = _goes_on(text)
                opened = 0
                # The mark was never closed, so the sentence before did not end inside a quotation
                # after all.
                if not is_open:
                    found[-1] = False
        last = passages[number + 1] if number + 1 < len(passages) else None
        end = last.start if last is not None and last.paragraph == paragraph else len(text)
        for place, is_opening in _all_marks(text, passage.start, end):
            is_inside = text[place] in "‘’'" and is_open and not is_single
            if is_inside:
                continue  # a quotation in a quotation
            if is_opening:
                is_open, opened, is_single = True, place, text[place] in "‘'"
            else:
                is_open = False
        if is_open and end - opened > _LONGEST:
            is_open = False
        found.append(is_open)
    if found:
        found[-1] = False
    return found


def marks(text: str, start: int, end: int) -> Iterator[tuple[int, bool]]:
    """Yield the places of quotation marks, and whether each opens a quotation.

    The characters around a mark say more than its form: '“' closes in German and Ukrainian.
    """
    for match in _MARK.finditer(text, start, end):
        place = match.start()
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        opens = before.isspace() or before in _BEFORE_OPENING
        closes = not after.isalnum()
        if opens != closes:
            yield place, opens
        elif match[0] == '"':
            yield place, opens and after != " "
        else:
            yield place, match[0] in _OPENING


def _all_marks(text: str, start: int, end: int) -> list[tuple[int, bool]]:
    """Return the places of double and single marks in order, and whether each opens."""
    if _APOSTROPHE_LIKE.search(text, start, end) is None:
        return list(marks(text, start, end))
    singles = (
        (match.start(), match[0] == "‘" or text[match.end() : match.end() + 1].isalpha())
        for match in _SINGLE.finditer(text, start, end)
    )
    return sorted((*marks(text, start, end), *singles))


def _goes_on(paragraph: str) -> bool:
    """Whether a quotation that is open before a paragraph goes on in it."""
    opening = next(iter(_all_marks(paragraph, 0, min(len(paragraph), _LONGEST))), None)
    if opening is None:
        return False
    place, is_opening = opening
    return not is_opening or not paragraph[:place].strip()
