"""What English patterns can require at a token: a clause, an infinitive, the end.

Most are expressions over the letters of word classes (`words.letter_of`).
"""

import re
from typing import Final

from bot.articles.attribution.english.spans import FINITE, UNITS
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import LEXICON

_COUNTS: Final = LEXICON.words("counts")
_TALES: Final = LEXICON.words("tales")
_PLURAL: Final = re.compile(r"[^s]s$")
_ADVERBIAL: Final = "(?:[aT!]|[ftliIy][dnN0'Tfo][nN0'Tfo]*+)"
_END: Final = f"{_ADVERBIAL}*+(?:[-,.—”“:]|$)"
_WITHIN: Final = r"(?:[nN0'dftliIyagTP]|&(?![vxeP]))"
_FINITE: Final = "(?:[vxe]|(?<=[Na])P|P(?=[dpo0a]))"
_KINDS: Final = {
    name: re.compile(expression)
    for name, expression in {
        "object": "[nN0'do]",
        "addressee": "[nN0'dop]",
        "expected": "[nN0'dpftliIy]",
        "stated": "[nN0'd]",
        "preposition": "[ftliIy]",
        "determiner": "d",
        "adverb": "a",
        "number": "0",
        "modifier": "[nNP]",
        "gap": "[vPex,]",
        "figure": "(?=.{0,9}0)",
        "participle": "(?=.{0,4}g)",
        "adverbs": "[aT]*+",
        "adverbials": f"{_ADVERBIAL}*+",
        "end": f"(?={_END})",
        # A verb behind a quotation needs nothing more.
        "closed": f"(?={_END}|[ftliIyTaxegvshHdonN])",
        # A quotation opens later in the clause; or in a few words, before a comma.
        "quoted": "(?=(?:[^“.:s]|[.:](?=“)){0,19}“)",
        "near": "(?=(?:[^“.:,s]|[.:,](?=“)){0,11}“)",
        # With a finite verb of its own: 'claims Mr. Cruz once backed it'.
        "clause": "(?=p[^-,.”“:ftliIyshH&]"
        f"|[nN0'd](?:{_WITHIN}{{0,14}}?{_FINITE}|{_WITHIN}{{1,14}}?p))",
        # Of the subject, or of an object: 'expect prices to fall'.
        "infinitive": "[aT]*+[nN0'do&ap!filIy]{0,9}?t(?=[nexv])",
    }.items()
}
_CLAUSES_WITHIN: Final = re.compile("[^,]{0,8},")
_NAMED: Final = re.compile("[nN0'doftliIy]+?(?<=[nN0'o])d(?=[nN])")


def at(tokens: Tokens, kind: str, place: int) -> int | None:
    """Return the token after what is of a kind, if that begins at a place."""
    if kind in _OTHERS:
        return place if _OTHERS[kind](tokens, place) else None
    if kind == "clause" and tokens.words[place : place + 2] in _MEASURES:
        place += 2
    found = _KINDS[kind].match(tokens.letters, place)
    if kind != "infinitive" or found is None:
        return None if found is None else found.end()
    # 'offering tiles to schools'
    return None if _PLURAL.search(tokens.word(found.end())) else place


_MEASURES: Final = (["up", "to"], ["at", "least"], ["more", "than"])


def is_edge(tokens: Tokens, place: int) -> bool:
    """Whether what is reported ends at a place, or after adverbials there."""
    return at(tokens, "end", place) is not None


def skip_adverbials(tokens: Tokens, place: int) -> int:
    """Step right over times, adverbs and phrases such as 'during the meeting'."""
    return at(tokens, "adverbials", place) or place


def has_clause(tokens: Tokens, place: int) -> bool:
    """Whether a clause with a finite verb of its own begins at a place, after a count too."""
    return at(tokens, "clause", place) is not None


def _has_that(tokens: Tokens, place: int) -> bool:
    """Whether 'that' follows, if after adverbials no relative one: 'at homes that were flooded'.

    An infinitive is no adverbial: 'decided to sidestep that question'.
    """
    if tokens.letter(place) == "t" and tokens.letter(place + 1) == "n":
        return False
    resumed = skip_adverbials(tokens, place)
    if tokens.letter(resumed) == ",":  # 'claimed, without evidence, that'
        aside = _CLAUSES_WITHIN.match(tokens.letters, resumed + 1)
        resumed = aside.end() if aside else resumed
    is_relative = resumed > place and tokens.letter(resumed + 1) in FINITE
    return tokens.word(resumed) == "that" and not is_relative


def _has_name(tokens: Tokens, place: int) -> bool:
    """Whether an object is given a name: 'called the hearings a sham', 'him a liar'."""
    found = _NAMED.match(tokens.letters, place, place + 10)
    if found is None or tokens.words[found.end() - 1] not in {"a", "an"}:
        return False
    return tokens.word(found.end()) not in UNITS


def _has_gerund(tokens: Tokens, place: int) -> bool:
    return tokens.letter(place) == "g" or tokens.word(place) == "being"


def _has_count(tokens: Tokens, place: int) -> bool:
    return tokens.letter(place) == "0" or tokens.word(place) in _COUNTS


def _has_tale(tokens: Tokens, place: int) -> bool:
    return tokens.word(place + (tokens.letter(place) == "d")) in _TALES


_OTHERS: Final = {
    "that": _has_that,
    "name": _has_name,
    "count": _has_count,
    "tale": _has_tale,
    "gerund": _has_gerund,
}
