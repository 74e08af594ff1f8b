"""Text → tokens with exact places, word classes, and what stands inside quotation marks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.articles.attribution.english.words import ABBREVIATIONS, CLASSES, class_of, letter_of

# Possessive quantifiers: no way back into a match, so linear time on any text.
_TOKEN = re.compile(r"[^\W_]++(?:[.'’&/,-][^\W_]++)*+|(?<=[\s.])['’][sS]\b|``|''|\.\.\.|\S")
_CLITIC = re.compile(r"(?<=.)['’](?:s|ve|re|ll|d|m)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text, as lists of the same length.

    `starts` and `ends` are characters of `text`; `words` are lower case; `quoted` says whether a
    token is inside quotation marks. `letters` has one letter for the class of each token
    (`words.letter_of`), `backward` the same from the last on.
    Quotation marks, dashes and ends of sentences are '“', '”', '—' and '.' in `words`.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    quoted: list[bool]
    letters: str
    backward: str

    def letter(self, place: int) -> str:
        """The letter of the class at a place, or a space outside of the text."""
        return self.letters[place] if 0 <= place < len(self.letters) else " "

    def is_capitalised(self, place: int) -> bool:
        """Whether the token's first letter is a capital."""
        return self.text[self.starts[place]].isupper()

    def begins_clause(self, place: int) -> bool:
        """Whether a clause can begin at a token."""
        return self.letter(place - 1) in _BEFORE_CLAUSES

    def word(self, place: int) -> str:
        """The word at a place, or an empty string outside of the text."""
        return self.words[place] if 0 <= place < len(self.words) else ""


_SIGNS = frozenset({"“", "”", "—", "."})
_BEFORE_CLAUSES = " ,.“”&bshH:-"


def tokenise(text: str) -> Tokens:
    """Split a text into tokens; never raises."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    letters: list[str] = []
    marks: dict[int, re.Match[str]] = {}
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match[0]
        clitic = _CLITIC.search(word) if "'" in word or "’" in word else None
        if clitic:
            end = start + clitic.start()
            word = word[: clitic.start()]
        if word in _QUOTE_WORDS:
            marks[len(words)] = match
        elif word == "." and ends and _is_abbreviation(text, starts[-1], ends[-1], start):
            ends[-1] = end
            if words[-1] == "no":  # 'No. 7'
                words[-1], letters[-1] = "no.", "n"
            continue
        lower, letter = _classified(word)
        starts.append(start)
        ends.append(end)
        words.append(lower)
        letters.append(letter)
        if clitic:
            starts.append(end)
            ends.append(end + len(clitic[0]))
            words.append(clitic[0].lower().replace("’", "'"))
            letters.append("'" if words[-1] == "'s" else "x")
    quoted = _mark_quotations(marks, words, letters)
    found = "".join(letters)
    return Tokens(text, starts, ends, words, quoted, found, found[::-1])


_NAMES = frozenset({"May", "US", "WHO"})  # which are other words in lower case


@lru_cache(maxsize=8192)
def _classified(word: str) -> tuple[str, str]:
    lower = word.lower()
    kind = CLASSES.get(lower)
    if kind is None:
        kind = class_of(lower, is_capitalised=word[0].isupper())
    elif word in _NAMES:
        kind = "NOUN"
    letter = letter_of(lower, kind, is_capitalised=word[0].isupper())
    is_sign = kind in _SIGNS and word not in _QUOTE_WORDS
    return kind if is_sign else lower, letter


def _is_abbreviation(text: str, start: int, end: int, stop: int) -> bool:
    """Whether the word right before a full stop is an initial, a title, or letters with stops."""
    if end != stop:
        return False
    start = max(start, text.rfind("-", start, end) + 1)  # 'R-Wis.'
    size = end - start
    if size > 5:
        return False
    word = text[start:end]
    if size == 1:
        return word.isupper()
    return ("." in word and not word[-1].isdigit()) or (
        word.lower() in ABBREVIATIONS and word[0].isupper()
    )


def _mark_quotations(
    marks: Mapping[int, re.Match[str]], words: list[str], letters: list[str]
) -> list[bool]:
    """Give quotation marks their direction, and so their letters; return which tokens are quoted.

    `marks` are those of the text, by their places among the tokens.
    A closing mark without an opening one belongs to a quotation that began before the text, an
    opening one without a closing one to a quotation that goes on after it.
    """
    size = len(words)
    quoted = [False] * size
    opened, opener = -1, ""
    after_last = 0
    for place, mark in marks.items():
        word = words[place]
        kind = _direction(mark, opener)
        letters[place] = letter_of(word, kind, is_capitalised=False)
        if kind in _SIGNS:
            words[place] = kind
        if kind == "“" and opened < 0:
            opened, opener = place, word
        elif kind == "”":
            first = after_last if opened < 0 else opened
            quoted[first : place + 1] = [True] * (place + 1 - first)
            after_last = place + 1
            opened, opener = -1, ""
    if opened >= 0:
        quoted[opened:] = [True] * (size - opened)
    return quoted


_QUOTE_WORDS = frozenset({"“", "”", "„", "«", "»", '"', "``", "''", "‘", "’", "'"})
_OPENING = frozenset({"“", "„", "«", "``"})
_CLOSING = frozenset({"”", "»"})
_STRAIGHT = frozenset({'"', "''"})
_SINGLE = frozenset({"‘", "'"})
_ENDS = frozenset(",.!?…")


def _direction(mark: re.Match[str], opener: str) -> str:
    """Return whether a mark opens or closes a quotation, or is an apostrophe.

    `opener` is the mark of the quotation that is open there, or an empty string.
    """
    word = mark[0]
    if word in _OPENING:
        return "“"
    if word in _CLOSING:
        return "”"
    text, (start, end) = mark.string, mark.span()
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if word in _STRAIGHT:
        if before.isspace() != after.isspace():
            return "“" if before.isspace() else "”"
        if before.isalnum() != after.isalnum():
            return "”" if before.isalnum() else "“"
        return "”" if opener else "“"
    if word in _SINGLE and not opener and not before.isalnum() and after.isalpha():
        return "“"
    if not opener and before in _ENDS and not after.isalnum():
        return "”"  # of a quotation that began before the text
    if opener in _SINGLE and not after.isalnum():
        # The workers' in the midst of a quotation ends nothing.
        is_plural = before == "s" and text[end + 1 : end + 2].islower()
        return "POSS" if is_plural else "”"
    return "POSS" if before.isalnum() else "NOUN"
