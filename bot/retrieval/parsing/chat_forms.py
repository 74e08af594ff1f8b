"""Short forms: 'ppl' is 'people', and 'NK' is 'north korea' if the articles have these words."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

import regex

_WORD = regex.compile(
    r"(?<![\p{L}\p{N}'’.@/-])\p{L}[\p{L}\p{N}]{0,5}(?=['’]s\b|[^\p{L}\p{N}'’/-]|$)"
)
_FIRST = regex.compile(r"^\W*\p{L}(?= )")


def in_full(text: str) -> str:
    """A text with the short forms of chats written out, unless they are in capitals."""
    always, first = _forms("="), _forms("^")
    text = _FIRST.sub(lambda match: first.get(match[0], match[0]), text)
    return _WORD.sub(lambda match: always.get(match[0], match[0]), text)


def names_in_full(text: str, knows: Callable[[str], bool]) -> str:
    """A text with the short forms of names written out, if `knows` has every word of them."""
    any_case, capitals = _forms("?"), _forms("!")

    def write_out(match: regex.Match[str]) -> str:
        short = match[0].casefold()
        full = any_case.get(short) or (capitals.get(short) if match[0].isupper() else None)
        return full if full and all(map(knows, full.split())) else match[0]

    return _WORD.sub(write_out, text)


@cache
def _forms(sign: str) -> Mapping[str, str]:
    lines = (
        files("bot.retrieval.parsing").joinpath("chat_forms.txt").read_text("utf-8").splitlines()
    )
    parts = (line.split(" ", 2) for line in lines)
    return {short: full for mark, short, full in parts if mark == sign}
