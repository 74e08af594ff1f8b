"""Lines of plain text → paragraphs: which lines were wrapped by hand, and which stand alone."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.documents.lines import Line
from bot.documents.shown import Run, Shown

BULLET = re.compile(r"\s*(?:[-*+•‣–—·◦▪]|\d{1,3}[.)])\s+(?=\S)")
"""What begins an item of a list."""

MAX_WRAPPED = 120
"""Characters; a longer line was not wrapped, and is a paragraph by itself."""

_SLACK = 10
"""Characters by which a wrapped line may be longer than the longest that provably is one."""

_STRAYS = 40
"""Of so many wrapped lines one may be longer than the others, such as a line of a table."""

_HEADING = re.compile(r"\s{0,3}#{1,6}(?=\s)")
WORD = re.compile(r"[^\W_]")
"""A letter or digit, without which a line says nothing."""

_FULL_STOP = re.compile(r"[.!?…:。！？।؟։።](?:[\"'”’»)\]）」』*_]|\[\d{1,3}\])*$")
_HYPHENATED = re.compile(r"[^\W\d_][-\u00ad\u2010—]$")
_IDEOGRAPH = re.compile(r"[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff5e]")


def unwrap(
    blocks: Sequence[Sequence[Line]], longest: int = MAX_WRAPPED
) -> Iterator[Iterator[tuple[Shown, int]]]:
    """Divide blocks of lines into paragraphs, each with its text and the number of its first line.

    A block is lines with text that follow each other. Each line is a paragraph of its own, unless
    it and the line above are hard-wrapped lines of one. For that neither is longer than
    `longest`, the lower one is no item of a list and not indented deeper than its paragraph, and

    - the upper one ends without a full stop (or '?', '!', ':' …) and the lower one begins with a
      small letter: a sentence runs on; or
    - the upper one is full: the lower one's first word would have made it longer than the file's
      wrapped lines are (four fifths of that are enough without a full stop). How long they are is
      shown by the lines whose sentence runs on; for scripts without small letters, by the longest
      line, if at least two are full by it. In a file where most short lines end with a full
      stop, lines are not wrapped, and this does not apply.

    Wrapped lines are joined by one space (by none after a hyphen, or beside Chinese or Japanese
    characters): but for that, and white space around lines, a paragraph is the file's characters.
    """
    texts = [[line.text.rstrip() for line in block] for block in blocks]
    width = wrapped_width(texts, longest)
    for block, stripped in zip(blocks, texts, strict=True):
        yield _unwrap(block, stripped, width, longest)


def heading_level(line: str) -> int | None:
    """The level of a Markdown heading (`## Text`), or None if the line is none."""
    hashes = _HEADING.match(line)
    return hashes[0].count("#") if hashes else None


def wrapped_width(blocks: Sequence[Sequence[str]], longest: int = MAX_WRAPPED) -> int:
    """Return how long wrapped lines are in this file; 0 if nothing proves that there are any."""
    pairs = [pair for block in blocks for pair in pairwise(block) if _may_join(*pair, longest)]
    unfinished = [(upper, lower) for upper, lower in pairs if not is_finished(upper)]
    # Most lines end as sentences do: so the file has a paragraph on each line, and nothing is
    # wrapped.
    if 2 * len(unfinished) < len(pairs):
        return 0
    running = [len(upper) for upper, lower in unfinished if _first_letter(lower).islower()]
    if not running:
        widest = max((len(line) for pair in pairs for line in pair), default=0)
        running = [
            len(upper)
            for upper, lower in unfinished
            if _is_uncased(_first_letter(lower)) and _length_with_word(upper, lower) > widest
        ]
        running = running if len(running) > 1 else []
    return _longest_but_for_strays(running)


def _longest_but_for_strays(lengths: list[int]) -> int:
    """The longest of many lengths, without the few that are longer than nearly all others."""
    ranked = sorted(lengths)
    return ranked[-1 - len(ranked) // _STRAYS] if ranked else 0


def _unwrap(
    lines: Sequence[Line], texts: Sequence[str], width: int, longest: int
) -> Iterator[tuple[Shown, int]]:
    """Join the lines of a block that are one paragraph; `texts` are without spaces at the end."""
    joined: list[str] = []
    runs: list[Run] = []
    length, number = 0, 0
    for at, (line, text) in enumerate(zip(lines, texts, strict=True)):
        if joined and not is_wrapped(texts[at - 1], text, width, longest):
            yield Shown("".join(joined), tuple(runs)), number
            joined, runs, length = [], [], 0
        stripped = text.lstrip()
        if joined:
            joint = joint_of(texts[at - 1], stripped)
            joined.append(joint)
            length += len(joint)
        else:
            number = line.number
        joined.append(stripped)
        runs.append(Run(length, line.start + len(text) - len(stripped), len(stripped)))
        length += len(stripped)
    if joined:
        yield Shown("".join(joined), tuple(runs)), number


def is_wrapped(upper: str, lower: str, width: int, longest: int = MAX_WRAPPED) -> bool:
    """Whether two lines, one above the other, are of one paragraph."""
    if not _may_join(upper, lower, longest):
        return False
    ends = is_finished(upper)
    if not ends and _first_letter(lower).islower():
        return True
    if not width or len(upper) > width + _SLACK:
        return False
    # A sentence that has ended gives less reason to think that the paragraph goes on.
    return _length_with_word(upper, lower) > (width if ends else 0.8 * width)


def _may_join(upper: str, lower: str, longest: int) -> bool:
    if len(upper) > longest or len(lower) > longest or BULLET.match(lower):
        return False
    return bool(BULLET.match(upper)) or _indentation(lower) <= _indentation(upper)


def is_finished(line: str) -> bool:
    """Whether a line ends with a full stop or the like."""
    return _FULL_STOP.search(line) is not None


def _first_letter(line: str) -> str:
    """Return the first letter or digit of a line that has one."""
    match = WORD.search(line)
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


def joint_of(upper: str, lower: str) -> str:
    """What stands between two lines that are joined: a space, or nothing."""
    if _HYPHENATED.search(upper) or (_IDEOGRAPH.match(upper[-1]) and _IDEOGRAPH.match(lower)):
        return ""
    return " "
