"""The word lists of Ukrainian, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.articles.attribution.pattern_files import parse_patterns
from bot.articles.attribution.patterns import Patterns
from bot.articles.attribution.ukrainian.verbs import forms_of, is_plural
from bot.articles.lexicon import read_lexicon


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of words in small letters; `words.txt` says what each is for."""

    verbs: frozenset[str]
    prepositions: frozenset[str]
    joining: frozenset[str]
    boundaries: frozenset[str]
    adverbs: frozenset[str]
    times: frozenset[str]
    pronouns: frozenset[str]
    possessives: frozenset[str]
    masculine: frozenset[str]
    addressees: frozenset[str]
    attaching: frozenset[str]
    bodies: frozenset[str]
    not_cited: frozenset[str]
    outlet_kinds: frozenset[str]
    outlet_stems: tuple[str, ...]
    announcing: frozenset[str]
    patterns: Patterns


@cache
def known_words() -> Words:
    """Return the lists; raises LexiconError or PatternError if a file is malformed."""
    lexicon = read_lexicon(__package__, "words.txt")
    reporting = forms_of(lexicon.words("reporting")) | lexicon.words("irregular reporting")
    claiming = forms_of(lexicon.words("claiming")) | lexicon.words("irregular claiming")
    classes: Mapping[str, frozenset[str]] = {
        "reporting": reporting,
        "claiming": claiming,
        "verb": reporting | claiming,
        "naming": forms_of(lexicon.words("naming")),
        "reporting+": frozenset(filter(is_plural, reporting | claiming)),
        **{
            name: lexicon.words(name)
            for name in ("impersonal", "documents", "according", "opinions", "that")
        },
    }
    text = files(__package__).joinpath("patterns.txt").read_text(encoding="utf-8")
    verbs = classes["verb"] | classes["naming"] | classes["impersonal"]
    return Words(
        verbs=verbs,
        prepositions=lexicon.words("prepositions"),
        joining=lexicon.words("joining"),
        boundaries=lexicon.words("conjunctions")
        | lexicon.words("other pronouns")
        | classes["that"],
        adverbs=lexicon.words("adverbs"),
        times=lexicon.words("time"),
        pronouns=lexicon.words("pronouns"),
        possessives=lexicon.words("possessives"),
        masculine=lexicon.words("masculine"),
        addressees=lexicon.words("addressees"),
        bodies=lexicon.words("organisations"),
        not_cited=lexicon.words("not cited"),
        attaching=lexicon.words("sources of places"),
        outlet_kinds=lexicon.words("outlet kinds"),
        outlet_stems=tuple(sorted(lexicon.words("outlets"))),
        announcing=lexicon.words("announcing"),
        patterns=parse_patterns("ukrainian/patterns.txt", text, classes),
    )
