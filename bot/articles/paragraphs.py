"""Lines of a seed file → paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.articles.lines import Line
from bot.articles.related import BULLET

MAX_WRAPPED = 120
"""Characters; a longer line was not wrapped, and is a paragraph by itself."""

_SLACK = 10
"""Characters by which a wrapped line may be longer than the longest that provably is one."""

_HEADING = re.compile(r"\s{0,3}#{1,6}(?=\s)")
_WORD = re.compile(r"[^\W_]")
_FULL_STOP = re.compile(r"[.!?…:。！？।؟։።](?:[\"'”’»)\]）」』*_]|\[\d{1,3}\])*$")
_HYPHENATED = re.compile(r"[^\W\d_][-\u00ad\u2010—]$")
_IDEOGRAPH = re.compile(r"[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff5e]")


def paragraphs_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """Divide lines into paragraphs, each with the characters of its lines.

    A blank line, a line without a letter or digit (`* * *`) and a Markdown heading end a
    paragraph and belong to none. Otherwise each line is a paragraph of its own, unless it and the
    line above are hard-wrapped lines of one. For that neither is longer than MAX_WRAPPED, the
    lower one is no item of a list and not indented deeper than its paragraph, and

    - the upper one ends without a full stop (or '?', '!', ':' …) and the lower one begins with a
      small letter: a sentence runs on; or
    - the upper one is full: the lower one's first word would have made it longer than the file's
      wrapped lines are (four fifths of that are enough without a full stop). How long they are is
      told by the lines whose sentence runs on; for scripts without small letters, by the longest
      line, where at least two are full by it. In a file where most short lines end with a full
      stop, lines are not wrapped, and this does not apply.

    Wrapped lines are joined by one space (by none after a hyphen, or beside Chinese or Japanese
    characters): but for that, and white space around lines, a paragraph is the file's characters.
    """
    blocks = _blocks(lines)
    width = _wrapped_width(blocks)
    return tuple(paragraph for block in blocks for paragraph in _unwrap(block, width))


def heading_of(line: str) -> str | None:
    """Return the text of a Markdown heading (`## Text`), or None where the line is none."""
    hashes = _HEADING.match(line)
    return line[hashes.end() :].strip(" \t#") if hashes else None


def _blocks(lines: Sequence[Line]) -> list[list[str]]:
    """Group the lines that follow each other; indentation is kept for now."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if _WORD.search(line.text) and heading_of(line.text) is None:
            blocks[-1].append(line.text.rstrip())
        elif blocks[-1]:
            blocks.append([])
    return blocks


def _wrapped_width(blocks: list[list[str]]) -> int:
    """Return how long wrapped lines are in this file; 0 where nothing proves that there are any."""
    pairs = [pair for block in blocks for pair in pairwise(block) if _may_join(*pair)]
    unfinished = [(upper, lower) for upper, lower in pairs if not _is_finished(upper)]
    if 2 * len(unfinished) < len(pairs):
        return 0
    running = [len(upper) for upper, lower in unfinished if _first_letter(lower).islower()]
    if not running:
        longest = max((len(line) for pair in pairs for line in pair), default=0)
        running = [
            len(upper)
            for upper, lower in unfinished
            if _is_uncased(_first_letter(lower)) and _length_with_word(upper, lower) > longest
        ]
        running = running if len(running) > 1 else []
    return max(running, default=0)


def _unwrap(block: list[str], width: int) -> Iterator[str]:
    """Join the lines of a block that are one paragraph."""
    joined: list[str] = []
    for number, line in enumerate(block):
        if joined and not _is_wrapped(block[number - 1], line, width):
            yield "".join(joined)
            joined = []
        if joined:
            joined.append(_joint(block[number - 1], line.lstrip()))
        joined.append(line.strip())
    if joined:
        yield "".join(joined)


def _is_wrapped(upper: str, lower: str, width: int) -> bool:
    """Whether two lines, one above the other, are of one paragraph."""
    if not _may_join(upper, lower):
        return False
    is_finished = _is_finished(upper)
    if not is_finished and _first_letter(lower).islower():
        return True
    if not width or len(upper) > width + _SLACK:
        return False
    return _length_with_word(upper, lower) > (width if is_finished else 0.8 * width)


def _may_join(upper: str, lower: str) -> bool:
    if len(upper) > MAX_WRAPPED or len(lower) > MAX_WRAPPED or BULLET.match(lower):
        return False
    return bool(BULLET.match(upper)) or _indentation(lower) <= _indentation(upper)


def _is_finished(line: str) -> bool:
    return _FULL_STOP.search(line) is not None


def _first_letter(line: str) -> str:
    """Return the first letter or digit of a line that has one."""
    match = _WORD.search(line)
    return match[0] if match else ""


def _is_uncased(letter: str) -> bool:
    return letter.isalpha() and letter.lower() == letter.upper()


def _length_with_word(upper: str, lower: str) -> int:
    """Return how long the upper line would be with the lower one's first word."""
    word = lower.split(maxsplit=1)[0]
    if _IDEOGRAPH.match(word):
        return len(upper) + 1
    return len(upper) + 1 + len(word)


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def _joint(upper: str, lower: str) -> str:
    if _HYPHENATED.search(upper) or (_IDEOGRAPH.match(upper[-1]) and _IDEOGRAPH.match(lower)):
        return ""
    return " "
