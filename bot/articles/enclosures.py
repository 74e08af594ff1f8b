"""Quotations and brackets in a paragraph: what is inside is not taken apart."""

import re
from collections.abc import Iterator

MAX_LENGTH = 300
"""Characters; a longer quotation is taken apart into its sentences."""

_OPENING = re.compile(r"[“„«‹「『《(\[（]|(?<!\w)[\"‘'](?=\w)")
_CLOSING = {
    "“": re.compile("”"),
    "„": re.compile("[“”]"),
    "«": re.compile("»"),
    "‹": re.compile("›"),
    "「": re.compile("」"),
    "『": re.compile("』"),
    "《": re.compile("》"),
    "(": re.compile(r"\)"),
    "[": re.compile(r"\]"),
    "（": re.compile("）"),
    '"': re.compile(r"(?<=\S)\"(?!\w)"),
    # Also apostrophes: only beside punctuation do they close.
    "‘": re.compile(r"(?<=[.,!?…])’|’(?=[.,;:])"),
    "'": re.compile(r"(?<=[.,!?…])'(?!\w)|'(?=[.,;:])"),
}


def enclosed_spans(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield the outermost quotations and brackets as (start, end), the marks included, in order.

    An opening mark that is not closed within MAX_LENGTH characters encloses nothing.
    """
    position = 0
    while opening := _OPENING.search(paragraph, position):
        start = opening.start()
        closing = _CLOSING[opening[0]].search(paragraph, start + 1, start + MAX_LENGTH)
        position = closing.end() if closing else start + 1
        if closing:
            yield start, position
