"""What patterns of English find to begin at a place: a clause, an infinitive, the end."""

import re
from typing import Final

from bot.articles.attribution.english.spans import FINITE, NOMINAL, UNITS
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import LEXICON

_COUNTS: Final = LEXICON.words("counts")
_TALES: Final = LEXICON.words("tales")
_PLURAL: Final = re.compile(r"[^s]s$")
_END: Final = frozenset({"", ",", ".", "—", "”", "“", ":"})
_KINDS: Final = {
    "object": frozenset({"NOUN", "NUM", "POSS", "DET", "OBJ"}),
    "addressee": frozenset({"NOUN", "NUM", "POSS", "DET", "OBJ", "PRON"}),
    "expected": frozenset({"NOUN", "NUM", "POSS", "DET", "PRON", "ADP"}),
    "stated": frozenset({"NOUN", "NUM", "POSS", "DET"}),
    "preposition": frozenset({"ADP"}),
    "determiner": frozenset({"DET"}),
    "adverb": frozenset({"ADV"}),
    "number": frozenset({"NUM"}),
    "modifier": frozenset({"NOUN", "PAST"}),
    "gap": frozenset({"VERB", "PAST", "BE", "AUX", ","}),
}
"""Kinds of one token, by its class."""
_WITHIN: Final = {"figure": ("NUM", 10), "participle": ("GER", 5)}
"""Kinds of what stands in so many tokens."""


def at(tokens: Tokens, kind: str, place: int) -> int | None:
    """Return the token after what is of a kind, if that begins at a place."""
    if kind in _KINDS:
        return place + 1 if tokens.kind(place) in _KINDS[kind] else None
    if kind in _WITHIN:
        wanted, reach = _WITHIN[kind]
        return place if wanted in tokens.classes[place : place + reach] else None
    if kind == "adverbials":
        return skip_adverbials(tokens, place)
    if kind == "adverbs":
        return _skip_adverbs(tokens, place)
    return place if _BEGINS[kind](tokens, place) else None


def is_edge(tokens: Tokens, place: int) -> bool:
    """Whether what is reported ends at a place, or after adverbials there."""
    return tokens.kind(place) in _END or tokens.kind(skip_adverbials(tokens, place)) in _END


def skip_adverbials(tokens: Tokens, place: int) -> int:
    """Step right over times, adverbs and phrases such as 'during the meeting'."""
    end = min(place + 14, len(tokens.words))
    while place < end:
        kind, word = tokens.classes[place], tokens.words[place]
        if kind in {"ADV", "TIME", "NEG"}:
            place += 1
        elif word in {"last", "this", "next"} and tokens.word(place + 1) in UNITS:
            place += 2
        elif kind == "ADP":
            following = place + 1
            while following < end and (
                tokens.classes[following] in NOMINAL
                or tokens.classes[following] == "TIME"
                or (tokens.classes[following] == "DET" and following == place + 1)
                or tokens.words[following] in {"of", "him", "her", "them", "me", "us"}
            ):
                following += 1
            if following == place + 1:
                return place
            place = following
        else:
            return place
    return place


def _skip_adverbs(tokens: Tokens, place: int) -> int:
    while tokens.kind(place) in {"ADV", "TIME"}:
        place += 1
    return place


def _has_that(tokens: Tokens, place: int) -> bool:
    """Whether 'that' follows, if after adverbials no relative one: 'at homes that were flooded'.

    An infinitive is no adverbial: 'decided to sidestep that question'.
    """
    after = place + 1
    is_noun = tokens.is_capitalised(after) if tokens.kind(after) == "NOUN" else True
    if tokens.word(place) == "to" and not is_noun and not tokens.words[after].endswith("s"):
        return False
    resumed = skip_adverbials(tokens, place)
    if tokens.kind(resumed) == ",":  # 'claimed, without evidence, that'
        inside = tokens.classes[resumed + 1 : resumed + 9]
        resumed += inside.index(",") + 2 if "," in inside else 0
    is_relative = resumed > place and tokens.kind(resumed + 1) in FINITE
    return tokens.word(resumed) == "that" and not is_relative


def _is_closed(tokens: Tokens, place: int) -> bool:
    """Whether a verb behind a quotation needs nothing more."""
    return is_edge(tokens, place) or tokens.kind(place) in {
        "ADP",
        "TIME",
        "ADV",
        "AUX",
        "BE",
        "GER",
        "VERB",
        "SCONJ",
        "DET",
        "OBJ",
        "NOUN",
    }


def _quotes(tokens: Tokens, place: int) -> bool:
    """Whether a quotation opens later in the clause."""
    for later in range(place, min(place + 20, len(tokens.words))):
        kind = tokens.classes[later]
        if kind == "“":
            return True
        if kind in {".", ":"} and tokens.kind(later + 1) != "“":
            return False
        if kind == "SCONJ" and tokens.words[later] not in {"as", "that", "because"}:
            return False
    return False


def _quotes_near(tokens: Tokens, place: int) -> bool:
    """Whether a quotation opens in a few words and no comma."""
    for later in range(place, min(place + 12, len(tokens.words))):
        if tokens.classes[later] == "," and tokens.kind(later + 1) != "“":
            return False
        if tokens.classes[later] == "“":
            return _quotes(tokens, place)
    return False


def has_clause(tokens: Tokens, place: int) -> bool:
    """Whether a clause with a finite verb of its own begins at a place, after a count too."""
    if tokens.words[place : place + 2] in (["up", "to"], ["at", "least"], ["more", "than"]):
        place += 2
    if tokens.kind(place) == "PRON":
        return tokens.kind(place + 1) not in _END | {"ADP", "SCONJ", "CCONJ"}
    if tokens.kind(place) not in NOMINAL and tokens.kind(place) != "DET":
        return False
    for later in range(place, min(place + 16, len(tokens.words))):
        kind = tokens.classes[later]
        if kind in {"VERB", "AUX", "BE", "PAST"} and tokens.classes[later - 1] == "CCONJ":
            return False
        if kind in FINITE:
            return later > place
        if kind == "PAST":
            is_named = later > place and tokens.is_capitalised(later - 1)
            if (
                is_named
                or tokens.kind(later - 1) == "ADV"
                or tokens.kind(later + 1) in {"DET", "PRON", "OBJ", "NUM", "ADV"}
            ):
                return True  # 'claims Mr. Cruz once backed it'
        elif kind == "PRON":
            if tokens.words[later] != "one" or tokens.kind(later + 1) not in NOMINAL:
                return later > place + 1
        elif kind not in NOMINAL and kind not in {"DET", "ADP", "CCONJ", "ADV", "GER", "TIME"}:
            return False
    return False


def _has_infinitive(tokens: Tokens, place: int) -> bool:
    """Whether an infinitive follows, of the subject or of an object: 'expect prices to fall'."""
    place = _skip_adverbs(tokens, place)
    for later in range(place, min(place + 10, len(tokens.words))):
        if tokens.words[later] == "to":
            following = later + 1
            # 'offering tiles to schools'
            is_plural = _PLURAL.search(tokens.word(following)) is not None
            is_verb = tokens.kind(following) in {"NOUN", "BE", "AUX", "VERB"} and not is_plural
            return is_verb and not tokens.is_capitalised(following)
        if tokens.classes[later] not in {
            "NOUN",
            "NUM",
            "POSS",
            "DET",
            "OBJ",
            "CCONJ",
            "ADV",
            "PRON",
            "NEG",
            "ADP",
        }:
            return False
    return False


def _has_name(tokens: Tokens, place: int) -> bool:
    """Whether an object is given a name: 'called the hearings a sham', 'him a liar'."""
    for later in range(place + 1, min(place + 9, len(tokens.words))):
        kind = tokens.classes[later]
        if tokens.words[later] in {"a", "an"} and tokens.kind(later - 1) in {
            "NOUN",
            "NUM",
            "POSS",
            "OBJ",
        }:
            return tokens.kind(later + 1) == "NOUN" and tokens.word(later + 1) not in UNITS
        if kind not in {"NOUN", "NUM", "POSS", "DET", "OBJ", "ADP"}:
            return False
    return False


def _has_gerund(tokens: Tokens, place: int) -> bool:
    return tokens.kind(place) == "GER" or tokens.word(place) == "being"


def _has_count(tokens: Tokens, place: int) -> bool:
    return tokens.kind(place) == "NUM" or tokens.word(place) in _COUNTS


def _has_tale(tokens: Tokens, place: int) -> bool:
    return tokens.word(place + (tokens.kind(place) == "DET")) in _TALES


_BEGINS: Final = {
    "that": _has_that,
    "end": is_edge,
    "closed": _is_closed,
    "quoted": _quotes,
    "near": _quotes_near,
    "clause": has_clause,
    "infinitive": _has_infinitive,
    "name": _has_name,
    "count": _has_count,
    "tale": _has_tale,
    "gerund": _has_gerund,
}
