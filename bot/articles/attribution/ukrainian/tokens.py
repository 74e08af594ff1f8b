"""Ukrainian text → tokens with exact places."""

import re
from dataclasses import dataclass

from bot.articles.attribution.quotations import marks

_TOKEN = re.compile(r"[^\W_]++(?:['’ʼ-][^\W_]++)*+|\.\.\.|\S")
_DASHES = frozenset("—–-―")
_QUOTES = frozenset('“”„‟«»"')
_STOPS = frozenset({"!", "?", "…", "..."})
_LONGEST_NAME = 6
_EDGES = frozenset({",", ":", ";", "—", "(", ")", "“", "”", "."})


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, as lists of the same length, with a '$' behind the last one.

    `words` are small letters with straight apostrophes, or a mark: quotation marks are '“' and
    '”', those of a name ('«Українська правда»') '‹' and '›'. `starts` and `ends` are characters.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    quoted: list[bool]

    def is_capitalised(self, place: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.text[self.starts[place] : self.starts[place] + 1].isupper()

    def begins_clause(self, place: int) -> bool:
        """Whether a clause can begin at a token."""
        before = self.words[place - 1] if place else "."
        return before in _EDGES or before in {"що", "а", "але", "і", "й", "та", "водночас"}


def tokenise(text: str) -> Tokens:
    """Split a text into tokens; never raises."""
    directions = dict(marks(text, 0, len(text)))
    tokens = Tokens(text, [], [], [], [])
    for match in _TOKEN.finditer(text):
        word = match[0]
        if word in _QUOTES:
            word = "“" if directions.get(match.start()) else "”"
        elif word in _DASHES:
            word = "—"
        elif word in _STOPS:
            word = "."
        else:
            word = word.lower().replace("’", "'").replace("ʼ", "'")
        tokens.words.append(word)
        tokens.starts.append(match.start())
        tokens.ends.append(match.end())
    _mark_quotations(tokens)
    tokens.words.append("$")
    tokens.starts.append(len(text))
    tokens.ends.append(len(text))
    tokens.quoted.append(False)
    return tokens


def _mark_quotations(tokens: Tokens) -> None:
    """Fill `quoted`; a quotation may begin before the text, or end after it."""
    words = tokens.words
    tokens.quoted.extend([False] * len(words))
    opened = 0 if "”" in words and "“" not in words[: words.index("”")] else None
    for place, word in enumerate(words):
        if word == "“":
            opened = place
        elif word == "”" and opened is not None:
            if _is_name(tokens, opened, place):
                words[opened], words[place] = "‹", "›"
            else:
                tokens.quoted[opened:place] = [True] * (place - opened)
            opened = None
    if opened is not None:
        tokens.quoted[opened:] = [True] * (len(words) - opened)


def _is_name(tokens: Tokens, opened: int, closed: int) -> bool:
    """Whether quotation marks hold the name of a newspaper, a company or the like."""
    if opened == 0 or tokens.words[opened] != "“" or closed - opened > _LONGEST_NAME:
        return False
    inside = tokens.words[opened + 1 : closed]
    is_after_word = tokens.words[opened - 1][:1].isalpha()
    is_plain = bool(inside) and not any(word in _EDGES - {"—"} for word in inside)
    return is_after_word and is_plain and tokens.is_capitalised(opened + 1)
