"""Dividing Thai, which ends no sentence by a mark: at spaces, where a clause seems to be whole."""

from collections.abc import Iterator
from itertools import pairwise

import regex

# A word that goes on with the clause before it: and, or, by, which, that, in order to, but, …
_GOES_ON = regex.compile(
    r"(?:และ|หรือ|โดย|ซึ่ง|ที่|เพื่อ|ว่า|แต่|เพราะ|จึง|ก็|กับ|จาก|ใน|ของ|แล้ว|ทำให้|จน|รวม|เช่น|ได้แก่|คือ|เป็น)"
)
_SPACE = regex.compile(r"(?<=[\p{Thai}”\"’)])(?<!ฯ)\s+(?=\p{Thai})(?!ฯ|\p{L}{1,2}\.)")
SHORTEST = 60
"""Characters; what is shorter is part of a sentence rather than one."""

LONGEST = 200
"""Characters; beyond, even a clause that goes on is divided off."""

_ITEM = 20  # characters; what is shorter between two spaces is an item of a list
_LAST = 30  # characters; what is shorter at the end belongs to the sentence before


def clause_ends(text: str) -> Iterator[int]:
    """Yield where a Thai text may be divided, each followed by white space, in rising order."""
    start = 0
    spaces = [match.span() for match in _SPACE.finditer(text)]
    for (end, begin), (next_end, _) in pairwise([*spaces, (len(text), len(text))]):
        length = end - start
        if length < SHORTEST or next_end - begin < _ITEM or len(text) - begin < _LAST:
            continue
        if length < LONGEST and _GOES_ON.match(text, begin):
            continue
        yield end
        start = begin
