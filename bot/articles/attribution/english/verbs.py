"""The words that stand before a verb and make it what it is: 'has not yet said'."""

from typing import NamedTuple

from bot.articles.attribution.english.spans import NOMINAL, UNITS
from bot.articles.attribution.english.tokens import Tokens


class Group(NamedTuple):
    """The verb group before a verb: its first token's left neighbour, and what it holds."""

    before: int
    has_auxiliary: bool
    has_be: bool
    is_negated: bool
    is_infinitive: bool


def verb_group(tokens: Tokens, verb: int) -> Group:
    """Step left over auxiliaries, adverbs and times that stand between a subject and its verb."""
    place, has_auxiliary, has_be, is_negated = verb - 1, False, False, False
    floor = max(verb - 12, -1)
    while place > floor:
        kind, word = tokens.letters[place], tokens.words[place]
        if kind == "x":
            has_auxiliary = True
            is_negated = is_negated or word.endswith(("n't", "n’t", "cannot"))
        elif kind == "e":
            has_be = True
        elif kind == "!" or (word == "neither" and tokens.letter(place - 1) in NOMINAL):
            is_negated = True
        elif word in UNITS and tokens.word(place - 1) in {"last", "this", "next"}:
            place -= 1
        elif kind == "T":
            place -= tokens.word(place - 1) == "on"
        elif word in {"both", "all"} and tokens.letter(place - 1) == "x":
            pass
        elif kind != "a" and word not in {"first", "long"}:
            break
        place -= 1
    is_infinitive = place >= 0 and tokens.words[place] == "to"
    return Group(place, has_auxiliary, has_be, is_negated, is_infinitive)
