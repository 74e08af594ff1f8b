"""Noun phrases: their extent leftwards from a verb and rightwards from a cue.

There is no parser here. A phrase is walked token by token until something that cannot belong to
it, and each walk is bounded, so that any text is worked through in linear time.
"""

from typing import Final, NamedTuple

from bot.articles.attribution.tokens import Tokens
from bot.articles.attribution.words import (
    ADVERB,
    AUXILIARY,
    BE,
    CLOSE,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    GERUND,
    NEGATION,
    NOUN,
    NUMBER,
    OBJECT,
    OPEN,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    UNQUOTE,
    VERB,
    word_set,
)

REACH: Final = 40
"""The most tokens that one walk covers."""

NOMINAL: Final = frozenset({NOUN, NUMBER, POSSESSIVE})
FINITE: Final = frozenset({VERB, AUXILIARY, BE})
UNITS: Final = word_set("week month year weekend night morning evening afternoon day")
VENUES: Final = word_set(
    """statement interview interviews letter letters speech tweet tweets post posts email e-mail
    blog news press conference-call broadcast briefing op-ed twitter facebook x instagram
    telegram tuesday monday wednesday thursday friday saturday sunday filing memo
    television tv testimony response reply part court remarks comments reporters telephone"""
)
_LONE: Final = word_set("some many most few several all both another each")
_NO_SOURCE: Final = word_set(
    """nothing nobody no-one there everything something none week month year day time things what
    myself thing is"""
)
_NOT_FIRST: Final = frozenset({"no", "neither", "nor", "whatever"})


class Span(NamedTuple):
    """A run of tokens, both ends included."""

    first: int
    last: int


def phrase_before(tokens: Tokens, last: int, depth: int = 0) -> Span | None:
    """Return the noun phrase that ends at a token, or None where there is none to trust."""
    last = _before_bracket(tokens, last)
    if last < 0 or tokens.quoted[last]:
        return None
    kind = tokens.classes[last]
    if kind == PRONOUN:
        return _pronoun(tokens, last)
    if kind == OBJECT and depth == 0:
        return _with_relative_clause(tokens, last, last - 1)
    if kind not in NOMINAL and kind != DETERMINER:
        return None
    first, stop, joint = _walk_left(tokens, last)
    stopped_by = tokens.kind(stop)
    if stopped_by in FINITE or stopped_by == PAST:
        if depth == 0 and (described := _with_relative_clause(tokens, last, stop)) is not None:
            return described
        if joint is not None:
            first = joint + 1
    elif stopped_by == PREPOSITION:
        found = joint + 1 if joint is not None else _name_after(tokens, first, last)
        if found is None:
            return None
        first = found
    return _trimmed(tokens, first, last)


def _with_relative_clause(tokens: Tokens, last: int, verb: int) -> Span | None:
    """Return the phrase that a relative clause ends: 'people who know the president'."""
    for place in range(verb, max(verb - 5, -1), -1):
        kind = tokens.classes[place]
        if kind == RELATIVE and place < last - 1:
            head = phrase_before(tokens, place - 1, depth=1)
            return None if head is None else Span(head.first, last)
        if place != verb and kind not in {ADVERB, AUXILIARY, BE, NEGATION}:
            return None
    return None


def _before_bracket(tokens: Tokens, place: int) -> int:
    """Step over a bracket that ends at a place: 'Sen. Smith (D-Ohio) said'."""
    if tokens.kind(place) == CLOSE:
        for earlier in range(place - 1, max(place - 12, -1), -1):
            if tokens.classes[earlier] == OPEN:
                return earlier - 1
    return place


def _pronoun(tokens: Tokens, place: int) -> Span | None:
    if tokens.words[place] in _NO_SOURCE or tokens.word(place - 1) in _NOT_FIRST:
        return None
    is_modified = tokens.words[place] in {"one", "others"} and tokens.kind(place - 1) in {
        DETERMINER,
        NUMBER,
    }
    return Span(place - is_modified, place)


def _walk_left(tokens: Tokens, last: int) -> tuple[int, int, int | None]:
    """Return the first token of a phrase, where the walk stopped, and the last 'and' crossed."""
    kinds, first, joint, place = tokens.classes, last, None, last
    floor = max(last - REACH, -1)
    while place > floor:
        kind, before = kinds[place], tokens.kind(place - 1)
        if kind in NOMINAL:
            first = place
        elif kind == DETERMINER:
            first = place
            if before not in {PREPOSITION, CONJUNCTION, DETERMINER, GERUND}:
                return first, -1, joint
        elif kind == CONJUNCTION:
            if before not in NOMINAL:
                return first, place - 1, place if before != COMMA else None
            joint = place if joint is None else joint
        elif kind in {UNQUOTE, CLOSE}:
            opening = _short_aside(tokens, place)
            if opening is None:
                return first, place, joint
            place = opening
        elif not _goes_on_left(tokens, place, is_joint=joint is not None):
            return (
                (place, -1, joint)
                if kind == PRONOUN and tokens.word(place) == "one"
                else (first, place, joint)
            )
        elif kind in {PAST, GERUND, TIME} and before not in NOMINAL:
            first = place
        place -= 1
    return first, place, joint


def _goes_on_left(tokens: Tokens, place: int, *, is_joint: bool) -> bool:
    """Whether a token that is no noun can stand inside a noun phrase."""
    kind = tokens.classes[place]
    before, after = tokens.kind(place - 1), tokens.kind(place + 1)
    if kind == PREPOSITION:
        return before in NOMINAL or before in {
            PAST,
            GERUND,
            DETERMINER,
            OBJECT,
            CLOSE,
            PRONOUN,
            VERB,
            ADVERB,
            TIME,
        }
    if kind == PAST:
        if after in {PREPOSITION, TIME} or tokens.word(place + 1) == "by":
            return not is_joint and before in NOMINAL
        return after in NOMINAL and before not in NOMINAL and before != PRONOUN
    if kind == VERB:
        return tokens.word(place + 1) == "by" and not is_joint
    if kind == GERUND:
        return before in NOMINAL or before in {DETERMINER, PREPOSITION} or after in NOMINAL
    if kind == ADVERB:
        return after in {PAST, NOUN} and before in {DETERMINER, NOUN}
    if kind == TIME:
        return (
            after == POSSESSIVE
            or (before in NOMINAL and after == PREPOSITION)
            or (before == DETERMINER)
        )
    return kind == OBJECT and before in {PREPOSITION, GERUND}


def _short_aside(tokens: Tokens, place: int) -> int | None:
    """Return where a nickname or a bracket opens that closes at a place, within six tokens."""
    if tokens.kind(place - 1) in {COMMA, "."}:
        return None
    wanted = QUOTE if tokens.classes[place] == UNQUOTE else OPEN
    for earlier in range(place - 1, max(place - 7, -1), -1):
        if tokens.classes[earlier] == wanted:
            return earlier if tokens.kind(earlier - 1) in NOMINAL or wanted == QUOTE else None
    return None


def _name_after(tokens: Tokens, first: int, last: int) -> int | None:
    """Return where a name begins after an adverbial without a comma: 'In a statement Smith'."""
    for place in range(first + 1, last + 1):
        if (
            tokens.classes[place] == NOUN
            and tokens.is_capitalised(place)
            and tokens.classes[place - 1] in {NOUN, NUMBER}
            and not tokens.is_capitalised(place - 1)
        ):
            return place
    return None


def _trimmed(tokens: Tokens, first: int, last: int) -> Span | None:
    """Drop what leads or trails a phrase without naming anybody."""
    words, kinds = tokens.words, tokens.classes
    if (
        words[first] in {"last", "this", "next", "earlier", "that"}
        and tokens.word(first + 1) in UNITS
    ):
        first += 2
    while first <= last and kinds[first] in {CONJUNCTION, POSSESSIVE, ADVERB}:
        first += 1
    for place in range(last, first, -1):
        if kinds[place] == PREPOSITION and words[place] in {"in", "on", "during", "at"}:
            skipped = place + 1 + (tokens.kind(place + 1) == DETERMINER)
            if tokens.word(skipped) in VENUES:
                last = place - 1
            break
    if first > last or words[first] in _NOT_FIRST or words[last] in _NO_SOURCE:
        return None
    if first == last and (
        (kinds[first] == DETERMINER and words[first] not in _LONE)
        or kinds[first] in {NUMBER, POSSESSIVE}
    ):
        return None
    return Span(first, last)


def phrase_after(tokens: Tokens, first: int, *, is_wide: bool) -> Span | None:
    """Return the noun phrase that begins at a token; a wide one takes every attached phrase."""
    kinds = tokens.classes
    place, size = first, len(kinds)
    if place >= size or tokens.quoted[place]:
        return None
    if kinds[place] == PRONOUN and tokens.words[place] != "one":
        return _pronoun(tokens, place)
    end = min(size, first + REACH)
    last = -1
    while place < end:
        kind = kinds[place]
        if kind in NOMINAL:
            if _is_time(tokens, place) and place > first:
                break
            last = place
        elif kind == QUOTE and (closing := _nickname(tokens, place)) is not None:
            place = closing
        elif not _goes_on_right(tokens, first, place, is_wide=is_wide):
            break
        elif kind in {OBJECT, DETERMINER} and tokens.kind(place + 1) not in NOMINAL:
            last = place
        place += 1
    while last > first and kinds[last] == POSSESSIVE and tokens.words[last] == "'s":
        last -= 1
    if (
        last < first
        or (last == first and kinds[last] == NUMBER)
        or tokens.words[last] in _NO_SOURCE
    ):
        return None
    return Span(first, last)


def _is_time(tokens: Tokens, place: int) -> bool:
    word = tokens.words[place]
    if word in {"last", "this", "next"}:
        return tokens.word(place + 1) in UNITS or tokens.kind(place + 1) == TIME
    return word in {"late", "early", "earlier"} and tokens.kind(place + 1) in {TIME, PREPOSITION}


def _nickname(tokens: Tokens, place: int) -> int | None:
    for later in range(place + 1, min(place + 5, len(tokens.words))):
        if tokens.classes[later] == UNQUOTE:
            return (
                later if tokens.kind(later - 1) == NOUN and tokens.kind(later + 1) == NOUN else None
            )
    return None


def _goes_on_right(tokens: Tokens, first: int, place: int, *, is_wide: bool) -> bool:
    kinds = tokens.classes
    kind, before, after = kinds[place], tokens.kind(place - 1), tokens.kind(place + 1)
    if kind == PRONOUN:
        return place == first and (after in NOMINAL or tokens.word(place + 1) == "of")
    if kind == DETERMINER:
        if (
            place > first
            and tokens.words[place] in {"this", "that"}
            and tokens.word(place + 1) in UNITS
        ):
            return False
        return place == first or before in {PREPOSITION, CONJUNCTION, DETERMINER, GERUND}
    if kind == PREPOSITION:
        return place > first and _attaches(tokens, first, place, is_wide=is_wide)
    if kind == PAST:
        if place == first or before in {DETERMINER, ADVERB, PREPOSITION}:
            return after in NOMINAL
        if tokens.words[place] == "based" and before == NOUN:
            return is_wide
        return after in {PREPOSITION, TIME} and not tokens.is_capitalised(place - 1)
    if kind == CONJUNCTION:
        return _joins(tokens, place)
    if kind == ADVERB:
        return (
            after in {PAST, NOUN}
            and (place == first or before in {DETERMINER, NOUN})
            and not (before == NOUN and after == NOUN)
        )
    if kind == GERUND:
        return after in NOMINAL and (place == first or before in {DETERMINER, PREPOSITION})
    if kind == TIME:
        return (
            after == POSSESSIVE or before == DETERMINER or (after == PREPOSITION and before == PAST)
        )
    return kind == OBJECT and before == PREPOSITION


def _attaches(tokens: Tokens, first: int, place: int, *, is_wide: bool) -> bool:
    """Whether a preposition goes on with the phrase: 'officials in Kyiv', not 'Musk on X'."""
    word, following = tokens.words[place], place + 1
    if tokens.kind(following) not in NOMINAL and tokens.kind(following) not in {
        DETERMINER,
        OBJECT,
        PAST,
        GERUND,
    }:
        return False
    head = following + (tokens.kind(following) == DETERMINER)
    if (word != "of" and (tokens.word(head) in VENUES or tokens.kind(head) == TIME)) or (
        word in {"on", "in"} and tokens.kind(following) == NUMBER
    ):
        return False
    if word in {
        "during",
        "after",
        "via",
        "through",
        "despite",
        "amid",
        "since",
        "per",
        "until",
        "following",
    }:
        return False
    if word == "of":
        return True
    return is_wide or not tokens.is_capitalised(place - 1)


def _joins(tokens: Tokens, place: int) -> bool:
    """Whether what follows an 'and' is a second name, not a second clause."""
    if tokens.kind(place + 1) not in {NOUN, DETERMINER}:
        return False
    for later in range(place + 1, min(place + 9, len(tokens.words))):
        kind = tokens.classes[later]
        if kind not in NOMINAL and kind not in {DETERMINER, CONJUNCTION}:
            return kind in {COMMA, "."}
    return True


def is_clause_edge(tokens: Tokens, place: int) -> bool:
    """Whether a clause can begin right after a place."""
    return tokens.kind(place) in {
        "",
        COMMA,
        ".",
        QUOTE,
        UNQUOTE,
        CONJUNCTION,
        "b",
        SUBORDINATOR,
        ":",
        "-",
    }
