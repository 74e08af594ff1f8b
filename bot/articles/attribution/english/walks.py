"""Noun phrases, by regular expressions over the letters of word classes (`Tokens.letters`).

There is no parser here. Leftward, from the verb whose subject a phrase is, the expression reads the
letters backwards; rightward, from a cue such as 'according to', forwards. The
neighbours of a letter decide whether the phrase goes on, so each letter is read once, and each walk
is bounded.
"""

import re
from typing import Final

from bot.articles.attribution.english.naming import names_somebody
from bot.articles.attribution.english.spans import (
    NEGATIVES,
    NOT_SOURCES,
    PREPOSITIONS,
    REACH,
    UNITS,
    Span,
    pronoun_at,
)
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import LEXICON, word_set

_HEADING: Final = word_set("one ones everyone everybody someone somebody nobody anyone others")
_LONE: Final = word_set("some many most few several all both another each those")

_INSIDE: Final = r"""
      [ftliIy](?=[nN0'Pgdo)pvaT”])      # officials in Kyiv
    | (?<=[ftliIyT])P(?=[nN0'])         # figures released on Monday
    | (?<=y)v                           # researchers led by Ann Roe
    | g(?=[nN0'])                       # people living nearby
    | (?<=[PnN])a(?=[dnN])              # a newly elected mayor
    | (?P<joint>&)(?=[nN0'])            # the mayor and the chief
    | T(?=d)                            # the Sunday Times
    | ”(?![,.])[^“]{0,5}“ | \)[^(]{0,5}\((?=[nN0'])  # a nickname, a bracket
    | (?(joint),(?=[nN]{1,5}d?(?:[,.“”&bshH:-]|$))|(?!))  # the mayor, the chief and the bishop
"""
_LEFT: Final = re.compile(
    rf"""(?P<core>(?:
        (?:{_INSIDE})*
        (?:                                     # what can be the first word:
          [nN0']
        | d(?=[ftliIy&dg]|,[nN]{{1,5}}d?(?:[,.“”&bshH:-]|$))  # both the
        | (?<=[nN0'])P(?![nN0'p])               # elected officials
        | g(?=[dftliIy]) | (?<=[nN0'])g(?![nN0'H])  # living relatives
        )
    )*)
    (?:{_INSIDE.replace("?P<joint>", "")})*""",
    re.VERBOSE,
)
_STATEMENTS: Final = LEXICON.words("statements")
_VENUE: Final = re.compile("n{1,2}d?[li]")
_RELATIVE: Final = re.compile(".[axe!]*[rh]")
_BRACKET: Final = re.compile(r"\)[^(]{0,11}\(")


def phrase_before(tokens: Tokens, last: int, *, is_head: bool = False) -> Span | None:
    """Return the noun phrase that ends at a token, or None if there is none to trust.

    One that is the head of a relative clause has no other such clause within.
    """
    if last < 0:
        return None
    size = len(tokens.letters)
    if bracket := _BRACKET.match(tokens.backward, size - 1 - last):  # 'Sen. Smith (D-Ohio) said'
        last = size - 1 - bracket.end()
    if tokens.word(last) in {"all", "both", "each"} and tokens.letter(last - 1) in "nN0p":
        last -= 1
    letter = tokens.letter(last)
    if letter == "p":
        return pronoun_at(tokens, last)
    if letter == "o":
        return None if is_head else _with_relative_clause(tokens, last, last - 1)
    if letter not in "nN0'd":
        return None
    first, stop, joint = _walk_left(tokens, last)
    stopped_by = tokens.letter(stop)
    if stop < 0 and not is_head and tokens.letter(first - 1) in "vP":
        described = _with_relative_clause(tokens, last, first - 1)
        if described is None and joint is not None:
            first = joint + 1  # 'they cut the calls and the army now says': the first is an object
        return described or _trimmed(tokens, first, last)
    if stopped_by in "vxeP":
        if not is_head and (described := _with_relative_clause(tokens, last, stop)) is not None:
            return described
        first = first if joint is None else joint + 1
    elif tokens.word(stop) == "who" and _is_bare_verb(tokens, stop + 1):
        head = phrase_before(tokens, stop - 1, is_head=True)
        return None if head is None else Span(head.first, last)
    elif stopped_by in PREPOSITIONS or (
        joint is not None and tokens.letter(first - 1) in PREPOSITIONS
    ):
        if joint is None:
            return None
        first = joint + 1
    elif joint is not None and not names_somebody(tokens, Span(first, joint - 1)):
        first = joint + 1  # 'before the match and the captain said'
    return _trimmed(tokens, first, last)


def _walk_left(tokens: Tokens, last: int) -> tuple[int, int, int | None]:
    """Return the first token of a phrase, where the walk stopped, and the last 'and' crossed."""
    end, letters = len(tokens.letters) - 1, tokens.backward
    walk = _LEFT.match(letters, end - last, end - last + REACH)
    if walk is None:
        return last, last, None
    first, stop = end - walk.end("core") + 1, end - walk.end()
    crossed = letters.find("&", end - last, walk.end())
    joint = None if crossed < 0 else end - crossed
    stopped_by = tokens.letter(stop)
    if stopped_by == "d":
        return stop, -1, joint
    if tokens.word(stop) in _HEADING and stopped_by == "p":
        return stop, -1, joint
    if stopped_by == "&":
        return first, stop - 1, stop if tokens.letter(stop - 1) != "," else None
    return first, stop, joint


def _is_bare_verb(tokens: Tokens, place: int) -> bool:
    """Whether what follows 'who' is a verb that no list has: 'people who live by the river'."""
    return tokens.letter(place) == "n" and tokens.letter(place + 1) not in "nN"


def _with_relative_clause(tokens: Tokens, last: int, verb: int) -> Span | None:
    """Return the phrase that a relative clause ends: 'people who know the president'."""
    end = len(tokens.letters) - 1
    relative = _RELATIVE.match(tokens.backward, end - verb) if verb >= 0 else None
    if relative is None:
        return None
    head = phrase_before(tokens, end - relative.end(), is_head=True)
    return None if head is None else Span(head.first, last)


def _trimmed(tokens: Tokens, first: int, last: int) -> Span | None:
    """Drop what leads or trails a phrase without naming anybody."""
    words, letters = tokens.words, tokens.letters
    if words[first] in {"last", "this", "next", "earlier"} and tokens.word(first + 1) in UNITS:
        first += 2
    while first <= last and letters[first] in "&'a":
        first += 1
    size = len(letters)
    venue = _VENUE.match(tokens.backward, size - 1 - last) if words[last] in _STATEMENTS else None
    if venue:  # 'Ann Roe in a statement said'
        last = size - 1 - venue.end()
    if first > last or words[first] in NEGATIVES or words[last] in NOT_SOURCES:
        return None
    is_empty = (letters[first] == "d" and words[first] not in _LONE) or letters[first] in "0'"
    return None if first == last and is_empty else Span(first, last)


def _right(attached: str) -> re.Pattern[str]:
    """Return the expression of a phrase that goes on with such prepositions."""
    return re.compile(
        rf"""(?:
            [nN0'] | (?<=[ftliIy&dg])d | (?<=d)T | (?<=[ftliIy])o | “[^“”,.]{{1,3}}”(?=[nN])
          | (?:f|{attached})(?=[nN0'doPg])
          | (?<=[dftliIya])P(?=[nN0']) | (?<=[^Ndftliya])P(?=[ftliIyT])
          | &(?=[nNd](?:[nN0'd&]{{0,7}}(?:[,.]|$)|[nN0'd&]{{7}}))
          | (?<=[dnN])a(?=P) | (?<=d)a(?=[nN]) | (?<=[dftliIy])g(?=[nN0'])
        )*""",
        re.VERBOSE,
    )


_NARROW: Final = _right(r"(?<!N)(?:[iy]|l(?!0)|t(?!n))")
_WIDE: Final = _right(r"[iy]|l(?!0)|t(?!n)")
_OPENING: Final = re.compile(r"[nN0'do]|[pPag](?=[nN0'P])|p(?=f)")


def phrase_after(
    tokens: Tokens, first: int, *, is_wide: bool, is_subject: bool = False
) -> Span | None:
    """Return the noun phrase that begins at a token; a wide one takes every attached phrase.

    Of a subject a verb is expected to follow, so a form such as 'declined' is that verb.
    """
    letters = tokens.letters
    if tokens.letter(first) == " " or tokens.quoted[first]:
        return None
    is_of_many = tokens.words[first] == "one" and tokens.letter(first + 1) not in ",. "
    if letters[first] == "p" and not is_of_many:
        return pronoun_at(tokens, first)
    if _OPENING.match(letters, first) is None:
        return None
    verb = letters.find("P", first + 1) if is_subject else -1
    end = first + REACH if verb < 0 else verb
    walk = (_WIDE if is_wide else _NARROW).match(letters, first + 1, end)
    last = walk.end() - 1 if walk else first
    while last > first and letters[last] not in "nN0od":
        last -= 1
    is_number = first == last and letters[first] == "0"
    return None if is_number or tokens.words[last] in NOT_SOURCES else Span(first, last)
