"""Whether a pronoun can stand for a name: 'he' for 'Mr. Hale', not for 'the ministry'."""

import re
from typing import Final

from bot.articles.attribution.english.naming import BODIES, DOCUMENTS
from bot.articles.attribution.english.words import CLASSES, word_set

_OF_OBJECTS: Final = {"him": "he", "her": "she", "them": "they"}
PRONOUNS: Final = frozenset({"he", "she", "they", "it", "we", "i", "you", "us", "me", *_OF_OBJECTS})

_OWNED: Final = re.compile("(?:’s|'s|s’|s') ")
_MANY: Final = word_set(
    """people police men women both many some several most few officials authorities others two
    three four five six seven eight nine ten dozens scores hundreds thousands"""
)
_BEHIND_NAMES: Final = word_set("kc qc mp mep msp md obe cbe mbe phd")


def can_stand_for(pronoun: str, name: str) -> bool:
    """Return whether a lower-case pronoun of `PRONOUNS` agrees with a source's name."""
    pronoun = _OF_OBJECTS.get(pronoun, pronoun)
    words = _described(_person_in(name).split())
    if len(words) > 2 and words[-1].lower() in _BEHIND_NAMES:
        words.pop()
    head = words[-1]
    bare = head.lower().rstrip(".")
    is_several = (
        "and" in words
        or words[0].lower() in _MANY
        or bare in _MANY
        or (head.islower() and bare.endswith("s") and not bare.endswith("ss"))
    )
    is_body = (
        bare in BODIES
        or bare in DOCUMENTS
        or (head.isupper() and len(head) > 1)
        or (words[0].lower() == "the" and head[0].isupper())
    )
    if pronoun == "they":
        return is_several or is_body
    if pronoun == "it":
        return is_body and not is_several
    return pronoun in {"he", "she"} and not is_several and not is_body


def _person_in(name: str) -> str:
    """Return who is named, without the body or the office before: 'the ministry's Ann Roe'."""
    described, _, apposed = name.partition(",")
    for rest in (apposed.strip(), _OWNED.split(described)[-1]):
        if len(rest.split()) > 1 and all(word[0].isupper() for word in rest.split()):
            return rest
    return described


def _described(words: list[str]) -> list[str]:
    """Return the words up to the noun that the others describe: up to 'officials in'."""
    for place, word in enumerate(words):
        if place and CLASSES.get(word.lower()) in {"ADP", "REL"}:
            return words[:place]
    return words
