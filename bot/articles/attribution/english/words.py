"""The closed classes of English words, and the classes that a word's form suggests.

A class is one character, so that classes compare quickly and sets of them read in place: "Ptv" are
prepositions, times and adverbs. Whatever is not listed here is a noun, an adjective or a name,
which the noun phrases take alike.
"""

from typing import Final

from bot.articles.lexicon import read_lexicon

NOUN: Final = "w"
NUMBER: Final = "#"
DETERMINER: Final = "d"
PRONOUN: Final = "p"
OBJECT: Final = "o"
PREPOSITION: Final = "P"
CONJUNCTION: Final = "c"
BREAK: Final = "b"
SUBORDINATOR: Final = "s"
RELATIVE: Final = "r"
AUXILIARY: Final = "a"
BE: Final = "B"
NEGATION: Final = "n"
ADVERB: Final = "v"
TIME: Final = "t"
VERB: Final = "V"
PAST: Final = "E"
GERUND: Final = "G"
POSSESSIVE: Final = "'"
COMMA: Final = ","
END: Final = "."
COLON: Final = ":"
DASH: Final = "-"
OPEN: Final = "("
CLOSE: Final = ")"
QUOTE: Final = "q"
UNQUOTE: Final = "Q"


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text, as a set."""
    return frozenset(words.split())


LEXICON: Final = read_lexicon(__package__, "words.txt")
_CLOSED: Final = {
    DETERMINER: "determiner",
    PRONOUN: "pronoun",
    OBJECT: "object",
    PREPOSITION: "preposition",
    CONJUNCTION: "conjunction",
    BREAK: "break",
    SUBORDINATOR: "subordinator",
    RELATIVE: "relative",
    AUXILIARY: "auxiliary",
    BE: "be",
    NEGATION: "negation",
    ADVERB: "adverb",
    TIME: "time",
    VERB: "verb",
    PAST: "past",
    GERUND: "gerund",
}

_NOT_PAST: Final = LEXICON.words("no past")
_NOT_ADVERB: Final = LEXICON.words("no adverb")
_NOT_GERUND: Final = LEXICON.words("no gerund")
_CLITICS: Final = {"'s": POSSESSIVE, "’s": POSSESSIVE, "'": POSSESSIVE, "’": POSSESSIVE}
_MARKS: Final = {
    ",": COMMA,
    ".": END,
    "!": END,
    "?": END,
    "…": END,
    "...": END,
    ";": COLON,
    ":": COLON,
    "-": DASH,
    "–": DASH,
    "—": DASH,
    "(": OPEN,
    "[": OPEN,
    ")": CLOSE,
    "]": CLOSE,
    "“": QUOTE,
    "„": QUOTE,
    "«": QUOTE,
    "‘": QUOTE,
    "``": QUOTE,
    "”": UNQUOTE,
    "»": UNQUOTE,
    "''": UNQUOTE,
    "$": NUMBER,
    "€": NUMBER,
    "£": NUMBER,
    "%": NUMBER,
}


def _listed() -> dict[str, str]:
    classes = {word: kind for kind, name in _CLOSED.items() for word in LEXICON.words(name)}
    return classes | _CLITICS | _MARKS


CLASSES: Final = _listed()
"""Lower-cased word or mark → its class, for those that are listed."""

ABBREVIATIONS: Final = LEXICON.words("abbreviations")


def class_of(lower: str, *, is_capitalised: bool) -> str:
    """Return the class of a word that is in no list, from its form."""
    if lower[0].isdigit():
        return NUMBER
    size = len(lower)
    if is_capitalised or size < 4 or "-" in lower:
        return NOUN
    if lower.endswith("ed") and lower not in _NOT_PAST:
        return PAST
    if lower.endswith("ly") and lower not in _NOT_ADVERB:
        return ADVERB
    if lower.endswith("ing") and lower not in _NOT_GERUND and size > 4:
        return GERUND
    if lower.endswith(("n't", "n’t")):
        return AUXILIARY
    return NOUN
