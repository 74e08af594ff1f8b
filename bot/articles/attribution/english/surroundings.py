"""What stands around a verb: quotations, clauses, infinitives, and the edges of what is said."""

from typing import Final

from bot.articles.attribution.english.spans import FINITE, NOMINAL, UNITS
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import (
    ADVERB,
    AUXILIARY,
    BE,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    END,
    GERUND,
    NEGATION,
    NOUN,
    NUMBER,
    OBJECT,
    PAST,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    SUBORDINATOR,
    TIME,
    UNQUOTE,
    VERB,
)

_COMPLEMENTS: Final = frozenset({"as", "that", "because"})
_CLOSINGS: Final = frozenset({COMMA, END, "", DASH, UNQUOTE, QUOTE, COLON})


def is_after_quotation(tokens: Tokens, place: int) -> bool:
    """Whether a quotation ends right before a place."""
    kind = tokens.kind(place - 1)
    return kind == UNQUOTE or (kind in {COMMA, DASH} and tokens.kind(place - 2) == UNQUOTE)


def is_parenthetical(tokens: Tokens, first: int, after: int) -> bool:
    """Whether subject and verb stand at the edge of what they report: ', she added,'."""
    before = tokens.kind(first - 1)
    return before in {COMMA, UNQUOTE, DASH} and (
        tokens.kind(after) in _CLOSINGS or tokens.kind(skip_adverbials(tokens, after)) in _CLOSINGS
    )


def is_closed(tokens: Tokens, place: int) -> bool:
    """Whether a verb before a place needs nothing more: a mark or an adverbial follows."""
    kind = tokens.kind(place)
    if kind in _CLOSINGS:
        return True
    return tokens.kind(skip_adverbials(tokens, place)) in _CLOSINGS or kind in {
        PREPOSITION,
        TIME,
        ADVERB,
        AUXILIARY,
        BE,
        GERUND,
        VERB,
        SUBORDINATOR,
        DETERMINER,
        OBJECT,
        NOUN,
    }


def skip_adverbials(tokens: Tokens, place: int) -> int:
    """Step right over times, adverbs and phrases such as 'during the meeting'."""
    end = min(place + 14, len(tokens.words))
    while place < end:
        kind, word = tokens.classes[place], tokens.words[place]
        if kind in {ADVERB, TIME, NEGATION}:
            place += 1
        elif word in {"last", "this", "next"} and tokens.word(place + 1) in UNITS:
            place += 2
        elif kind == PREPOSITION:
            following = place + 1
            while following < end and (
                tokens.classes[following] in NOMINAL
                or tokens.classes[following] == TIME
                or (tokens.classes[following] == DETERMINER and following == place + 1)
                or tokens.words[following] in {"of", "him", "her", "them", "me", "us"}
            ):
                following += 1
            if following == place + 1:
                return place
            place = following
        else:
            return place
    return place


def opens_quotation(tokens: Tokens, place: int) -> bool:
    """Whether a quotation opens at a place, after a comma or a colon at most."""
    if tokens.kind(place) in {COMMA, COLON}:
        place += 1
    return tokens.kind(place) == QUOTE


def quotes_within(tokens: Tokens, place: int, *, is_near: bool = False) -> bool:
    """Whether a quotation opens later in the clause, or near: in a few words and no comma."""
    for later in range(place, min(place + (12 if is_near else 20), len(tokens.words))):
        kind = tokens.classes[later]
        if kind == QUOTE:
            return True
        if is_near and kind == COMMA and tokens.kind(later + 1) != QUOTE:
            return False
        if kind in {END, COLON} and tokens.kind(later + 1) != QUOTE:
            return False
        if kind == SUBORDINATOR and tokens.words[later] not in _COMPLEMENTS:
            return False
    return False


def has_clause(tokens: Tokens, place: int) -> bool:
    """Whether a clause with a finite verb of its own begins at a place."""
    if tokens.kind(place) not in NOMINAL and tokens.kind(place) not in {DETERMINER, PRONOUN}:
        return False
    if tokens.kind(place) == PRONOUN:
        return tokens.kind(place + 1) not in _CLOSINGS | {PREPOSITION, SUBORDINATOR, CONJUNCTION}
    for later in range(place, min(place + 16, len(tokens.words))):
        kind = tokens.classes[later]
        if (kind in FINITE or kind == PAST) and tokens.classes[later - 1] == CONJUNCTION:
            return False
        if kind in FINITE:
            return later > place
        if kind == PAST:
            is_named = later > place and tokens.is_capitalised(later - 1)
            if is_named or tokens.kind(later - 1) == ADVERB:
                return True  # 'claims Mr. Cruz once backed it'
            if tokens.kind(later + 1) in {DETERMINER, PRONOUN, OBJECT, NUMBER, ADVERB}:
                return True
        elif kind == PRONOUN:
            if tokens.words[later] != "one" or tokens.kind(later + 1) not in NOMINAL:
                return later > place + 1
        elif kind not in NOMINAL and kind not in {
            DETERMINER,
            PREPOSITION,
            CONJUNCTION,
            ADVERB,
            AUXILIARY,
            BE,
            GERUND,
            VERB,
            TIME,
        }:
            return False
    return False


def has_count(tokens: Tokens, place: int) -> bool:
    """Whether a clause about a number begins at a place: 'up to nine people are missing'."""
    if tokens.words[place : place + 2] not in (["up", "to"], ["at", "least"], ["more", "than"]):
        return False
    return has_clause(tokens, place + 2)


def has_infinitive(tokens: Tokens, place: int) -> bool:
    """Whether an infinitive follows, of the subject or of an object: 'expect prices to fall'."""
    while tokens.kind(place) in {ADVERB, TIME}:
        place += 1
    for later in range(place, min(place + 10, len(tokens.words))):
        kind = tokens.classes[later]
        if tokens.words[later] == "to":
            following = later + 1
            is_plural = tokens.word(following).endswith("s")  # 'offering tiles to schools'
            is_verb = tokens.kind(following) in {NOUN, "B", "a", "V"} and not is_plural
            return is_verb and not tokens.is_capitalised(following)
        if (
            kind not in NOMINAL
            and kind not in {DETERMINER, OBJECT, CONJUNCTION, ADVERB, PRONOUN, NEGATION}
            and (kind != PREPOSITION)
        ):
            return False
    return False
