"""What the walks over noun phrases share: spans, and the words that bound or void them."""

from typing import Final, NamedTuple

from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import word_set

REACH: Final = 40
"""The most tokens that one walk covers."""
NOMINAL: Final = "nN0'"
FINITE: Final = "vxe"
PREPOSITIONS: Final = "ftliIy"
"""Letters of word classes (`words.letter_of`): of nouns, finite verbs and prepositions."""
UNITS: Final = word_set("week month year weekend night morning evening afternoon day")
NOT_SOURCES: Final = word_set(
    """nothing nobody no-one there everything something none week month year day time things what
    myself thing is etc get know imagine"""
)
NEGATIVES: Final = frozenset({"no", "neither", "nor", "nobody", "whatever"})


class Span(NamedTuple):
    """A run of tokens, both ends included."""

    first: int
    last: int


def pronoun_at(tokens: Tokens, place: int) -> Span | None:
    """Return the span of a pronoun that can be a source, with the determiner of 'some others'."""
    if tokens.words[place] in NOT_SOURCES or tokens.word(place - 1) in NEGATIVES:
        return None
    is_modified = tokens.words[place] in {"one", "others"} and tokens.letter(place - 1) in "d0"
    return Span(place - is_modified, place)
