"""Who the subject of a reporting verb is."""

import re
from typing import Final

from bot.articles.attribution.english.cues import CUES, Cue, Form, verbs_of
from bot.articles.attribution.english.naming import names_somebody
from bot.articles.attribution.english.spans import NOMINAL, PREPOSITIONS, REACH, Span
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.verbs import Group, verb_group
from bot.articles.attribution.english.walks import phrase_after, phrase_before
from bot.articles.attribution.english.words import LEXICON, word_set

_MADE: Final = LEXICON.words("made")
_OF_ANTECEDENTS: Final = verbs_of("always", "content", "address") | {"express"}
_OF_NAMES: Final = _OF_ANTECEDENTS | verbs_of("verdict")
_BELIEFS: Final = word_set("believe think expect know feel anticipate")
_LEANING: Final = word_set(
    "went like likes liked quick careful eager keen begun began begins continue continues continued"
)
_ARTICLES: Final = word_set("the a an its their his her our my your")
_SINGULAR: Final = word_set("he she it a an this that")
_OF_PLACE: Final = re.compile("[nN]{1,3}(?:,[nN]{1,3})?[fi],")
_INTRODUCTION: Final = re.compile("[&baT,]*+(?:[ftliIysShHgP][^,]*+,){0,2}")
_OBJECT: Final = re.compile("[vP]n?[ftliIy]$")
_SUBORDINATE: Final = re.compile("[shHr]")
_PREDICATE: Final = re.compile("(?:,[^,]*,)?[aT]*[vxeP]")


def subject_of(tokens: Tokens, verb: int, cue: Cue) -> Span | None:
    """Return the subject of a finite, active verb, or None if it has none to trust."""
    if tokens.word(verb - 1) in _ARTICLES:
        return None  # 'the alleged thieves'
    group = verb_group(tokens, verb)
    place = group.before
    leaning_place = place - 1 - (tokens.word(place - 1) == "on")
    if group.is_infinitive and tokens.word(leaning_place) in _LEANING:
        return subject_at(tokens, verb_group(tokens, leaning_place).before, verb)
    if place < 0 or group.is_infinitive or (group.is_negated and cue.verb not in _BELIEFS):
        return None
    if cue.form is Form.GERUND:
        if not group.has_be:
            return None
    elif group.has_be or (
        cue.form is Form.BASE and not _takes_base(tokens, place, group, cue.verb)
    ):
        return None
    is_owner = place == verb - 1 and tokens.words[place].endswith(("'s", "’s"))
    if is_owner and cue.verb != "say" and tokens.letter(verb + 1) in NOMINAL:
        return None  # 'the council's proposed budget'
    return subject_at(tokens, place, verb)


def _takes_base(tokens: Tokens, place: int, group: Group, verb: str) -> bool:
    """Whether a bare form can be a finite verb there: 'analysts say', 'would say'."""
    if group.has_auxiliary:
        return True
    if tokens.letters[place] == "p":
        return tokens.words[place] not in _SINGULAR
    if tokens.letter(place) not in "&b":
        return True
    # 'Officials are silent but say they know', not 'he can come and say so'.
    return verb == "say" and {"x", "t"}.isdisjoint(tokens.letters[:place])


def subject_at(tokens: Tokens, place: int, verb: int) -> Span | None:
    """Return the subject whose last token, or the comma after it, stands at a place."""
    kind = tokens.letter(place)
    if kind == ",":
        return _before_apposition(tokens, place) or _before_stray_comma(tokens, place)
    if tokens.words[place] == "nor":
        return None
    if kind in "&b":
        return clause_subject(tokens, place, is_strict=True)
    if kind == "r" and tokens.words[place] in {"who", "which"}:
        return _antecedent(tokens, place, verb)
    if kind == "P" and tokens.word(place - 1) == "those":
        place -= 1
    elif kind == "P" and place < verb - 1 and tokens.letter(place - 1) in NOMINAL:
        head = phrase_before(tokens, place - 1)  # 'figures released on Thursday showed'
        return None if head is None else Span(head.first, verb - 1)
    span = phrase_before(tokens, place)
    # 'the driver of a van that crashed into the shop denied'
    is_object = span and _OBJECT.search(tokens.letters, max(span.first - 3, 0), span.first)
    return None if is_object else span


def _antecedent(tokens: Tokens, relative: int, verb: int) -> Span | None:
    """Return whom 'who' or 'which' stands for, where the verb surely reports."""
    cue = CUES.get(tokens.words[verb])
    is_apart = tokens.words[relative] == "who" and tokens.letter(relative - 1) == ","
    if cue is None or cue.verb not in (_OF_NAMES if is_apart else _OF_ANTECEDENTS):
        return None
    last = relative - 1
    if tokens.letter(last) == ",":
        last -= 1
    span = phrase_before(tokens, last)
    if span is None:
        return None
    # Of 'a message from the president, who said', the last name is the nearest one.
    for place in range(span.last, span.first, -1):
        if tokens.letters[place] in PREPOSITIONS and tokens.words[place] in {
            "from",
            "to",
            "with",
            "by",
            "for",
        }:
            return phrase_after(tokens, place + 1, is_wide=True)
    return span


def _before_apposition(tokens: Tokens, comma: int) -> Span | None:
    """Return the name before what stands between commas: 'Li Wei, a colonel, said'."""
    fallback: Span | None = None
    right = comma
    for _ in range(7):
        left = _comma_before(tokens, right)
        if left is None:
            return fallback
        if _OF_PLACE.match(tokens.backward, len(tokens.backward) - left):
            right = left  # 'Ann Roe, 40, of Opelika, Alabama, who lost, said'
            continue
        candidate = phrase_before(tokens, left - 1)
        if candidate is None or not _is_opening(tokens, candidate.first):
            if candidate is not None:
                return fallback
        elif _is_loose(tokens, candidate):
            fallback = candidate
        elif tokens.word(left + 1) in _MADE and tokens.word(left + 2) == "by":
            return None
        else:
            return with_name(tokens, candidate, left, right)
        right = left
    return fallback


def _before_stray_comma(tokens: Tokens, comma: int) -> Span | None:
    """Return a long subject that a comma parts from its verb: 'Army chief Li Wei, has said'."""
    span = phrase_before(tokens, comma - 1)
    is_whole = span is not None and tokens.letter(span.first - 1) in " .b"
    return span if span is not None and is_whole and names_somebody(tokens, span) else None


def _comma_before(tokens: Tokens, place: int) -> int | None:
    for earlier in range(place - 1, max(place - REACH, -1), -1):
        kind = tokens.letters[earlier]
        if kind == ",":
            return earlier
        if kind in ".“”:-":
            return None
    return None


def _is_opening(tokens: Tokens, place: int) -> bool:
    """Whether a clause can begin at a place, after an adverb too: 'However the mayor, …'."""
    return tokens.begins_clause(place - (tokens.letter(place - 1) == "a"))


def _is_loose(tokens: Tokens, span: Span) -> bool:
    """Whether a phrase may itself be an apposition: 'a colonel', 'chairman of the board'."""
    word = tokens.words[span.first]
    if tokens.is_capitalised(span.first):
        return False
    return word in {"a", "an"} or tokens.letters[span.first] not in "dp"


def with_name(tokens: Tokens, span: Span, left: int, right: int) -> Span:
    """Take in the name between two commas after a description: 'The spokesman, Col. Li Wei'."""
    inside = range(left + 1, right)
    is_high = [tokens.is_capitalised(place) for place in inside]
    # After a description of its own, too: 'the hero, postman Li Wei'.
    is_name = 0 < len(inside) <= 5 and all(is_high if len(inside) < 3 else is_high[-2:])
    is_noun = all(tokens.letters[place] in "nN" for place in inside)
    return Span(span.first, right - 1) if is_name and is_noun else span


def clause_subject(tokens: Tokens, verb: int, *, is_strict: bool) -> Span | None:
    """Return the subject of the clause that a later verb shares: 'She resigned, saying …'.

    Strict: only if no other clause begins between the two.
    """
    letters = tokens.letters
    begin = max(letters.rfind(mark, 0, verb) for mark in ".”:") + 1
    introduction = _INTRODUCTION.match(letters, begin, verb)
    if introduction is None or tokens.letter(introduction.end()) in PREPOSITIONS + "shHg":
        return None
    span = phrase_after(tokens, introduction.end(), is_wide=True, is_subject=True)
    if span is None:
        return None
    predicate = _PREDICATE.match(letters, span.last + 1, verb)
    if predicate is None or (is_strict and _SUBORDINATE.search(letters, predicate.end(), verb)):
        return None
    return span
