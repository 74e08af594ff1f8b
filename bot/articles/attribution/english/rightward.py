"""Noun phrases walked rightwards, from a cue such as 'according to' or an inverted verb."""

from bot.articles.attribution.english.spans import (
    FINITE,
    NOMINAL,
    NOT_SOURCES,
    REACH,
    UNITS,
    VENUES,
    Span,
    pronoun_at,
)
from bot.articles.attribution.english.tokens import Tokens


def phrase_after(
    tokens: Tokens, first: int, *, is_wide: bool, is_subject: bool = False
) -> Span | None:
    """Return the noun phrase that begins at a token; a wide one takes every attached phrase.

    Of a subject a verb is expected to follow, so a form such as 'declined' is that verb, unless
    there is another one.
    """
    kinds = tokens.classes
    place, size = first, len(kinds)
    if place >= size or tokens.quoted[place]:
        return None
    if kinds[place] == "PRON" and (
        tokens.words[place] != "one" or tokens.kind(place + 1) in {",", ".", ""}
    ):
        return pronoun_at(tokens, place)
    end = min(size, first + REACH)
    last = -1
    while place < end:
        kind = kinds[place]
        if kind in NOMINAL:
            if _is_time(tokens, place) and place > first:
                break
            last = place
        elif kind == "“" and (closing := _nickname(tokens, place)) is not None:
            place = closing
        elif not _goes_on_right(tokens, first, place, is_wide=is_wide) or (
            is_subject and kind == "PAST" and not _has_verb_after(tokens, place)
        ):
            break
        elif kind in {"OBJ", "DET"} and tokens.kind(place + 1) not in NOMINAL:
            last = place
        place += 1
    while last > first and kinds[last] == "POSS" and tokens.words[last] == "'s":
        last -= 1
    is_number = last == first and kinds[last] == "NUM"
    if last < first or is_number or tokens.words[last] in NOT_SOURCES:
        return None
    return Span(first, last)


def _has_verb_after(tokens: Tokens, participle: int) -> bool:
    for later in range(participle + 1, min(participle + REACH, len(tokens.words))):
        kind = tokens.classes[later]
        if kind == "PAST" or (kind in FINITE and tokens.words[later - 1] != "to"):
            return True
        if kind in {",", ".", ":", "“", "CCONJ", "BREAK"}:
            return False
    return False


def _is_time(tokens: Tokens, place: int) -> bool:
    word = tokens.words[place]
    if word in {"last", "this", "next"}:
        return tokens.word(place + 1) in UNITS or tokens.kind(place + 1) == "TIME"
    return word in {"late", "early", "earlier"} and tokens.kind(place + 1) in {"TIME", "ADP"}


def _nickname(tokens: Tokens, place: int) -> int | None:
    for later in range(place + 1, min(place + 5, len(tokens.words))):
        if tokens.classes[later] == "”":
            return (
                later
                if tokens.kind(later - 1) == "NOUN" and tokens.kind(later + 1) == "NOUN"
                else None
            )
    return None


def _goes_on_right(tokens: Tokens, first: int, place: int, *, is_wide: bool) -> bool:
    kinds = tokens.classes
    kind, before, after = kinds[place], tokens.kind(place - 1), tokens.kind(place + 1)
    if kind == "PRON":
        return place == first and (after in NOMINAL or tokens.word(place + 1) == "of")
    if kind == "DET":
        return place == first or before in {"ADP", "CCONJ", "DET", "GER"}
    if kind == "ADP":
        return place > first and _attaches(tokens, first, place, is_wide=is_wide)
    if kind == "PAST":
        if place == first or before in {"DET", "ADV", "ADP"}:
            return after in NOMINAL
        return after in {"ADP", "TIME"} and not tokens.is_capitalised(place - 1)
    if kind == "CCONJ":
        return _joins(tokens, place)
    if kind == "ADV":
        return (
            after in {"PAST", "NOUN"}
            and (place == first or before in {"DET", "NOUN"})
            and not (before == "NOUN" and after == "NOUN")
        )
    if kind == "GER":
        return after in NOMINAL and (place == first or before in {"DET", "ADP"})
    if kind == "TIME":
        return after == "POSS" or before == "DET" or (after == "ADP" and before == "PAST")
    return kind == "OBJ" and before == "ADP"


def _attaches(tokens: Tokens, first: int, place: int, *, is_wide: bool) -> bool:
    """Whether a preposition goes on with the phrase: 'officials in Kyiv', not 'Musk on X'."""
    word, following = tokens.words[place], place + 1
    if tokens.kind(following) not in NOMINAL and tokens.kind(following) not in {
        "DET",
        "OBJ",
        "PAST",
        "GER",
    }:
        return False
    head = following + (tokens.kind(following) == "DET")
    if (word != "of" and (tokens.word(head) in VENUES or tokens.kind(head) == "TIME")) or (
        word in {"on", "in", "over", "about", "around"} and tokens.kind(following) == "NUM"
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
    if word == "to" and tokens.kind(following) == "NOUN" and not tokens.is_capitalised(following):
        return False  # 'told by doctors to rest'
    return is_wide or not tokens.is_capitalised(place - 1)


def _joins(tokens: Tokens, place: int) -> bool:
    """Whether what follows an 'and' is a second name, not a second clause."""
    if tokens.kind(place + 1) not in {"NOUN", "DET"}:
        return False
    for later in range(place + 1, min(place + 9, len(tokens.words))):
        kind = tokens.classes[later]
        if kind not in NOMINAL and kind not in {"DET", "CCONJ"}:
            return kind in {",", "."}
    return True
