"""The one list of outlets, as sets of words in small letters."""

from dataclasses import dataclass
from functools import cache

from bot.articles.lexicon import read_lexicon


@dataclass(frozen=True, slots=True)
class Outlets:
    """What makes a name an outlet's; `outlets.txt` says which words are in which set."""

    names: frozenset[str]
    ordinary: frozenset[str]
    phrases: frozenset[str]
    heads: frozenset[str]
    headline_heads: frozenset[str]
    text_heads: frozenset[str]
    no_outlets: frozenset[str]


@cache
def known_outlets() -> Outlets:
    """Return the list, read once."""
    lexicon = read_lexicon(__package__, "outlets.txt")
    heads = lexicon.words("heads")
    return Outlets(
        names=lexicon.words("names"),
        ordinary=lexicon.words("ordinary words"),
        phrases=lexicon.phrases("names of several words"),
        heads=heads,
        headline_heads=heads | lexicon.words("heads of headlines"),
        text_heads=heads | lexicon.words("heads of texts"),
        no_outlets=lexicon.words("no outlets"),
    )
