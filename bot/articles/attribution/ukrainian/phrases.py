"""Noun phrases of Ukrainian, walked from a verb or a cue until something that cannot belong.

There is no dictionary here: case is inferred from endings, and only if a phrase has to be divided
from what stands before it ('Під час брифінгу речник').
"""

from typing import Final

from bot.articles.attribution.patterns import Place
from bot.articles.attribution.ukrainian.tokens import Tokens
from bot.articles.attribution.ukrainian.verbs import is_plural
from bot.articles.attribution.ukrainian.words import known_words
from bot.articles.outlets import known_outlets

_REACH: Final = 16
_MARKS: Final = frozenset([",", ":", ";", "—", "(", ")", "“", "”", ".", "!", "?", "…", "...", "$"])
_FINITE: Final = ("ає", "яє", "ує", "ює", "ють", "ється", "ються", "увати", "ювати")
_OBLIQUE: Final = (
    *("у", "ю", "ом", "ем", "єм", "ою", "ею", "єю", "ах", "ях", "ами", "ями", "ові", "еві", "єві"),
    *("ого", "ому", "его", "ему", "их", "ими", "ій", "ії", "ості"),
)


def phrase_after(tokens: Tokens, first: int) -> Place | None:
    """Return the phrase that begins at a token: a pronoun, or nouns up to what ends them."""
    words, known = tokens.words, known_words()
    while words[first] in known.adverbs or words[first] in known.addressees:
        first += 1
    if words[first] in known.pronouns:
        return (first, first)
    place, last = first, -1
    while place < min(first + _REACH, len(words)):
        word = words[place]
        if word == "‹":
            place = last = words.index("›", place)
        elif _is_noun(tokens, place):
            last = place
        elif not _goes_on(tokens, first, place):
            break
        place += 1
    while last > first and words[last] in known.times:
        last -= 1
    return None if last < first or words[first] in known.times else (first, last)


def _goes_on(tokens: Tokens, first: int, place: int) -> bool:
    """Whether a phrase goes on after a word that is no noun: 'Гук та Бойко', 'джерела в уряді'."""
    words, known = tokens.words, known_words()
    if place == first or not _is_noun(tokens, place + 1):
        return False
    if words[place] in {"і", "й", "та"}:
        return tokens.is_capitalised(place - 1) and tokens.is_capitalised(place + 1)
    return words[place] in {"в", "у", "з", "із", "на"} and words[place - 1] in known.attaching


def phrase_before(tokens: Tokens, last: int, verb: str) -> Place | None:
    """Return the subject that ends at a token, before its verb."""
    words, known = tokens.words, known_words()
    while last >= 0 and words[last] in known.adverbs:
        last -= 1
    if last < 0 or tokens.quoted[last] or words[last] == "не":
        return None
    if words[last] in known.pronouns:
        return (last, last)
    if words[last] == ",":
        return _before_apposition(tokens, last, verb)
    first = last + 1
    while (
        first > 0
        and last - first < _REACH
        and (
            _is_noun(tokens, first - 1)
            or words[first - 1] in "‹›"
            or (words[first - 1] in {"і", "й", "та"} and _is_pair(tokens, first - 1))
        )
    ):
        first -= 1
    if first > last:
        return None
    if first and words[first - 1] in known.prepositions:
        return _after_circumstance(tokens, first, last, verb)
    while first <= last and words[first] in known.times | known.adverbs:
        first += 1
    return (first, last) if first <= last and _may_be_subject(tokens, first, last, verb) else None


def _is_pair(tokens: Tokens, place: int) -> bool:
    before, after = place - 1, place + 1
    return before >= 0 and tokens.is_capitalised(before) == tokens.is_capitalised(after) is True


def _after_circumstance(tokens: Tokens, first: int, last: int, verb: str) -> Place | None:
    """Divide a subject from the preposition's noun before it: 'Під час брифінгу речник'.

    Where nothing is left of it, the subject stands before: 'Мер після зустрічі сказав'.
    """
    words, known = tokens.words, known_words()
    start = first + 1
    while start <= last and (
        words[start] in known.times
        or (not tokens.is_capitalised(start) and _is_oblique(words[start], verb))
    ):
        start += 1
    before = first - 2
    is_name = start == first + 1 and all(map(tokens.is_capitalised, range(start, last + 1)))
    is_of_noun = is_name and not tokens.is_capitalised(first) and words[first] not in known.times
    subject = None
    if start > last or is_of_noun:  # 'Мер у коментарі BBC сказав'
        is_inside = before >= 0 and words[before] not in known.boundaries
        if is_inside and words[before] not in _MARKS:
            subject = phrase_before(tokens, before, verb)
    return subject or ((start, last) if start <= last else None)


def _is_oblique(word: str, verb: str) -> bool:
    """Whether a common noun or adjective cannot be in the nominative, or not be this verb's."""
    if word.endswith(_OBLIQUE):
        return True
    if is_plural(verb):
        return not word.endswith(("и", "і", "ї", "е", "є", "ь"))
    if verb.endswith(("в", "вся", "вши")):
        return word.endswith(("а", "я", "і", "ї")) and word not in known_words().masculine
    return word.endswith(("і", "ї"))


def _may_be_subject(tokens: Tokens, first: int, last: int, verb: str) -> bool:
    """Whether a phrase names anybody: not an object alone before its verb."""
    places = [place for place in range(first, last + 1) if tokens.words[place][0].isalpha()]
    return any(
        tokens.is_capitalised(place) or not _is_oblique(tokens.words[place], verb)
        for place in places
        if tokens.words[place] not in known_words().possessives
    )


def _before_apposition(tokens: Tokens, comma: int, verb: str) -> Place | None:
    """Return the name before what stands between commas: 'Галина, учителька, каже'."""
    words = tokens.words
    opening = comma - 1
    while opening >= 0 and words[opening] not in _MARKS:
        opening -= 1
    if opening <= 0 or words[opening] != "," or comma - opening > _REACH:
        return None
    inside = range(opening + 1, comma)
    if any(words[place] in known_words().verbs for place in inside):
        return None
    before = phrase_before(tokens, opening - 1, verb)
    if before is None:
        return None
    is_name = all(tokens.is_capitalised(place) for place in inside)
    return (before[0], comma - 1) if is_name else before


def _is_noun(tokens: Tokens, place: int) -> bool:
    """Whether a token can be a noun, an adjective or a name."""
    if not 0 <= place < len(tokens.words) - 1 or tokens.quoted[place]:
        return False
    word, known = tokens.words[place], known_words()
    if not word[0].isalpha():
        return False
    if tokens.is_capitalised(place) and place:
        return word not in known.pronouns
    return (
        not word.endswith(_FINITE)
        and word not in known.verbs
        and word not in known.prepositions
        and word not in known.joining
        and word not in known.boundaries
        and word not in known.adverbs
        and word not in known.pronouns
    )


def phrase_of_kind(tokens: Tokens, first: int, kind: str) -> Place | None:
    """Return the phrase that begins at a token, if it is what a pattern wants."""
    phrase = phrase_after(tokens, first)
    if phrase is None or kind in {"", "here"}:
        return phrase
    words = tokens.words[phrase[0] : phrase[1] + 1]
    if kind == "outlet":
        is_wanted = is_outlet(tokens, phrase)
    elif kind == "body":
        is_named = any(map(tokens.is_capitalised, range(phrase[0], phrase[1] + 1)))
        is_wanted = is_named or not known_words().bodies.isdisjoint(words)
    else:
        is_wanted = known_words().not_cited.isdisjoint(words)
    return phrase if is_wanted else None


def is_outlet(tokens: Tokens, phrase: Place) -> bool:
    """Whether a phrase names an agency, a newspaper, a broadcaster or a channel."""
    first, last = phrase
    known = known_words()
    words = tokens.words[first : last + 1]
    if any(word in known.outlet_kinds for word in words):
        return True
    lone = [word for word in words if word not in "‹›"]
    latin = known_outlets()
    if not tokens.is_capitalised(first + (words[0] == "‹")):
        return False
    return (
        any(word in latin.names for word in lone)
        or (lone[0] == "the" and len(lone) > 1)
        or lone[0].startswith(known.outlet_stems)
        or any(word.startswith("правд") for word in lone[1:])
    )
