"""The closed classes of English words, and the classes that a word's form suggests.

Classes are named as in Universal Dependencies ('ADP' is a preposition), with some of their own; a
mark's class is the mark. Whatever is not listed here is a noun, an adjective or a name, which the
noun phrases take alike: 'NOUN'.
"""

from typing import Final

from bot.articles.lexicon import read_lexicon


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text, as a set."""
    return frozenset(words.split())


LEXICON: Final = read_lexicon(__package__, "words.txt")
_CLOSED: Final = {
    "DET": "determiner",
    "PRON": "pronoun",
    "OBJ": "object",
    "ADP": "preposition",
    "CCONJ": "conjunction",
    "BREAK": "break",
    "SCONJ": "subordinator",
    "REL": "relative",
    "AUX": "auxiliary",
    "BE": "be",
    "NEG": "negation",
    "ADV": "adverb",
    "TIME": "time",
    "VERB": "verb",
    "PAST": "past",
    "GER": "gerund",
}

_NOT_PAST: Final = LEXICON.words("no past")
_NOT_ADVERB: Final = LEXICON.words("no adverb")
_NOT_GERUND: Final = LEXICON.words("no gerund")
_MARKS: Final = {
    "POSS": "'s ’s ' ’",
    ",": ",",
    ".": ". ! ? … ...",
    ":": "; :",
    "—": "- – —",
    "(": "( [",
    ")": ") ]",
    "“": "“ „ « ‘ ``",
    "”": "” » ''",
    "NUM": "$ € £ %",
}


def _listed() -> dict[str, str]:
    classes = {word: kind for kind, name in _CLOSED.items() for word in LEXICON.words(name)}
    return classes | {mark: kind for kind, marks in _MARKS.items() for mark in marks.split()}


CLASSES: Final = _listed()
"""Lower-cased word or mark → its class, for those that are listed."""

_KINDS: Final = (
    "NUM POSS DET PRON OBJ ADP CCONJ BREAK SCONJ REL AUX BE NEG ADV TIME VERB PAST GER —"
)
_LETTERS: Final = dict(zip(_KINDS.split(), "0'dpoi&bsrxe!aTvPg-", strict=True))
_LETTERS_OF_WORDS: Final = {
    word: letter
    for letter, words in {
        "f": "of",
        "t": "to",
        "y": "by",
        "l": "on in over about around",
        "I": "during via through despite amid per",
        "h": "that",
        "H": "as because",
    }.items()
    for word in words.split()
}


def letter_of(lower: str, kind: str, *, is_capitalised: bool) -> str:
    """Return the letter of a word's class, by which expressions find phrases.

    A noun with a capital is 'N'; some words, of prepositions and conjunctions, have their own.
    """
    if kind == "NOUN":
        return "N" if is_capitalised else "n"
    if kind in {"ADP", "SCONJ"} and lower in _LETTERS_OF_WORDS:
        return _LETTERS_OF_WORDS[lower]
    return _LETTERS.get(kind, kind)


ABBREVIATIONS: Final = LEXICON.words("abbreviations")


def class_of(lower: str, *, is_capitalised: bool) -> str:
    """Return the class of a word that is in no list, from its form."""
    if lower[0].isdigit():
        return "NUM"
    size = len(lower)
    if is_capitalised or size < 4 or "-" in lower:
        return "NOUN"
    if lower.endswith("ed") and lower not in _NOT_PAST:
        return "PAST"
    if lower.endswith("ly") and lower not in _NOT_ADVERB:
        return "ADV"
    if lower.endswith("ing") and lower not in _NOT_GERUND and size > 4:
        return "GER"
    if lower.endswith(("n't", "n’t")):
        return "AUX"
    return "NOUN"
