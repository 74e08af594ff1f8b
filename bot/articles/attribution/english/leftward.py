"""Noun phrases walked leftwards, from the verb whose subject they are.

There is no parser here. A phrase is walked token by token until something that cannot belong to
it, and each walk is bounded, so that any text is worked through in linear time.
"""

from typing import Final

from bot.articles.attribution.english.cues import CUES
from bot.articles.attribution.english.naming import names_somebody
from bot.articles.attribution.english.spans import (
    FINITE,
    NEGATIVES,
    NOMINAL,
    NOT_SOURCES,
    REACH,
    UNITS,
    VENUES,
    Span,
    pronoun_at,
)
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import word_set

_HEADS: Final = frozenset({"NOUN", "NUM", "PRON"})
_HEADING: Final = word_set("one ones everyone everybody someone somebody nobody anyone others")
_LISTED: Final = frozenset({"NOUN", "DET", ","})
_LONE: Final = word_set("some many most few several all both another each those")


def phrase_before(tokens: Tokens, last: int, depth: int = 0) -> Span | None:
    """Return the noun phrase that ends at a token, or None if there is none to trust."""
    last = _before_bracket(tokens, last)
    if last < 0 or tokens.quoted[last]:
        return None
    kind = tokens.classes[last]
    if tokens.words[last] in {"all", "both", "each"} and tokens.kind(last - 1) in _HEADS:
        last -= 1
        kind = tokens.classes[last]
    if kind == "PRON":
        return pronoun_at(tokens, last)
    if kind == "OBJ" and depth == 0:
        return _with_relative_clause(tokens, last, last - 1)
    if kind not in NOMINAL and kind != "DET":
        return None
    first, stop, joint = _walk_left(tokens, last)
    if stop < 0 and depth == 0 and tokens.kind(first - 1) in {"VERB", "PAST"}:
        described = _with_relative_clause(tokens, last, first - 1)
        if described is None and joint is not None:
            first = joint + 1  # 'they cut the calls and the army now says': the first is an object
        return described or _trimmed(tokens, first, last)
    stopped_by = tokens.kind(stop)
    if stopped_by in FINITE or stopped_by == "PAST":
        if depth == 0 and (described := _with_relative_clause(tokens, last, stop)) is not None:
            return described
        if joint is not None:
            first = joint + 1
    elif stopped_by == "REL" and tokens.words[stop] == "who" and _is_bare_verb(tokens, stop + 1):
        head = phrase_before(tokens, stop - 1, depth=1) if depth == 0 else None
        return None if head is None else Span(head.first, last)
    elif stopped_by == "ADP":
        if joint is None:
            return None
        first = joint + 1
    elif joint is not None and not names_somebody(tokens, Span(first, joint - 1)):
        first = joint + 1  # 'before the match and the captain said'
    return _trimmed(tokens, first, last)


def _is_bare_verb(tokens: Tokens, place: int) -> bool:
    """Whether what follows 'who' is a verb that no list has: 'people who live by the river'."""
    word = tokens.word(place)
    is_lower = tokens.kind(place) == "NOUN" and not tokens.is_capitalised(place)
    return is_lower and not word.endswith("s") and tokens.kind(place + 1) != "NOUN"


def _with_relative_clause(tokens: Tokens, last: int, verb: int) -> Span | None:
    """Return the phrase that a relative clause ends: 'people who know the president'."""
    for place in range(verb, max(verb - 5, -1), -1):
        kind = tokens.classes[place]
        if kind == "REL" and place < last - 1:
            head = phrase_before(tokens, place - 1, depth=1)
            return None if head is None else Span(head.first, last)
        if place != verb and kind not in {"ADV", "AUX", "BE", "NEG"}:
            return None
    return None


def _before_bracket(tokens: Tokens, place: int) -> int:
    """Step over a bracket that ends at a place: 'Sen. Smith (D-Ohio) said'."""
    if tokens.kind(place) == ")":
        for earlier in range(place - 1, max(place - 12, -1), -1):
            if tokens.classes[earlier] == "(":
                return earlier - 1
    return place


def _walk_left(tokens: Tokens, last: int) -> tuple[int, int, int | None]:
    """Return the first token of a phrase, where the walk stopped, and the last 'and' crossed."""
    kinds, first, joint, place = tokens.classes, last, None, last
    floor = max(last - REACH, -1)
    while place > floor:
        kind, before = kinds[place], tokens.kind(place - 1)
        if kind in NOMINAL:
            first = place
        elif kind == "DET":
            first = place
            if joint is not None and before == "," and _is_listed(tokens, place - 1, joint):
                pass
            elif before not in {"ADP", "CCONJ", "DET", "GER"}:
                return first, -1, joint
        elif kind == "CCONJ":
            if before not in NOMINAL:
                return first, place - 1, place if before != "," else None
            joint = place if joint is None else joint
        elif kind in {"”", ")"}:
            opening = _short_aside(tokens, place)
            if opening is None:
                return first, place, joint
            place = opening
        elif kind == "," and joint is not None and _is_listed(tokens, place, joint):
            pass
        elif not _goes_on_left(tokens, place, is_joint=joint is not None):
            return (
                (place, -1, joint)
                if kind == "PRON" and tokens.word(place) in _HEADING
                else (first, place, joint)
            )
        elif kind in {"PAST", "GER", "TIME"} and before not in NOMINAL:
            first = place
        place -= 1
    return first, place, joint


def _is_listed(tokens: Tokens, comma: int, joint: int) -> bool:
    """Whether a comma stands between items of a list: 'the mayor, the chief and the bishop'."""
    opening = comma - 1
    while opening > comma - 6 and tokens.kind(opening) == "NOUN":
        opening -= 1
    is_name = all(tokens.is_capitalised(place) for place in range(opening + 1, comma))
    is_described = tokens.kind(opening) == "DET"
    return (
        opening < comma - 1
        and tokens.words[comma - 1] not in UNITS
        and (is_name or is_described)
        and tokens.begins_clause(opening + 1 - is_described)
        and joint - comma < 11
        and all(tokens.kind(place) in _LISTED for place in range(comma + 1, joint))
    )


def _goes_on_left(tokens: Tokens, place: int, *, is_joint: bool) -> bool:
    """Whether a token that is no noun can stand inside a noun phrase."""
    kind = tokens.classes[place]
    before, after = tokens.kind(place - 1), tokens.kind(place + 1)
    if kind == "ADP":
        return before in NOMINAL or before in {
            "PAST",
            "GER",
            "DET",
            "OBJ",
            ")",
            "PRON",
            "VERB",
            "ADV",
            "TIME",
        }
    if kind == "PAST":
        if after in {"ADP", "TIME"} or tokens.word(place + 1) == "by":
            return not is_joint and before in NOMINAL
        is_verb = "AUX" in {before, tokens.kind(place - 2) if before == "ADV" else ""}
        return after in NOMINAL and before not in NOMINAL and before != "PRON" and not is_verb
    if kind == "VERB":
        return tokens.word(place + 1) == "by" and not is_joint
    if kind == "GER":
        if tokens.words[place] in CUES and tokens.word(place - 1) == "as":
            return False  # 'quoted as saying Li Wei left'
        return before in NOMINAL or before in {"DET", "ADP"} or after in NOMINAL
    if kind == "ADV":
        return after in {"PAST", "NOUN"} and before in {"DET", "NOUN"}
    if kind == "TIME":
        return after == "POSS" or (before in NOMINAL and after == "ADP") or (before == "DET")
    return kind == "OBJ" and before in {"ADP", "GER"}


def _short_aside(tokens: Tokens, place: int) -> int | None:
    """Return where a nickname or a bracket opens that closes at a place, within six tokens."""
    if tokens.kind(place - 1) in {",", "."}:
        return None
    wanted = "“" if tokens.classes[place] == "”" else "("
    for earlier in range(place - 1, max(place - 7, -1), -1):
        if tokens.classes[earlier] == wanted:
            return earlier if tokens.kind(earlier - 1) in NOMINAL or wanted == "“" else None
    return None


def _trimmed(tokens: Tokens, first: int, last: int) -> Span | None:
    """Drop what leads or trails a phrase without naming anybody."""
    words, kinds = tokens.words, tokens.classes
    if (
        words[first] in {"last", "this", "next", "earlier", "that"}
        and tokens.word(first + 1) in UNITS
    ):
        first += 2
    while first <= last and kinds[first] in {"CCONJ", "POSS", "ADV"}:
        first += 1
    for place in range(last, first, -1):
        if kinds[place] == "ADP" and words[place] in {"in", "on", "during", "at"}:
            skipped = place + 1 + (tokens.kind(place + 1) == "DET")
            if tokens.word(skipped) in VENUES:
                last = place - 1
            break
    if (
        first > last
        or words[first] == "ahead"
        or words[first] in NEGATIVES
        or words[last] in NOT_SOURCES
    ):
        return None
    if first == last and (
        (kinds[first] == "DET" and words[first] not in _LONE) or kinds[first] in {"NUM", "POSS"}
    ):
        return None
    return Span(first, last)
