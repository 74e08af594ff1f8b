"""Unicode's normal forms of any text, in time that grows with its length and no faster."""

from typing import Literal, TypeAlias
from unicodedata import normalize

import regex

Form: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]

MOST_MARKS = 30
"""Marks that a letter may have, as in Unicode's Stream-Safe Text Format (UAX 15, section 13)."""

_MORE = regex.compile(rf"(?<=\p{{M}}{{{MOST_MARKS}}})\p{{M}}++")


def normalise(form: Form, text: str) -> str:
    """Return a text in a normal form, with at most MOST_MARKS combining marks in a row.

    Marks are put in order by pairs of neighbours, so that half a million of them on one letter, in
    the wrong order, would take hours. No word of any language has as many as 30.
    """
    return normalize(form, text if text.isascii() else _MORE.sub("", text))
