"""Ukrainian, as the pass over an article needs it."""

import re
from typing import Final

from bot.articles.attribution.grammar import Grammar
from bot.articles.attribution.ukrainian.finding import find_sources
from bot.articles.attribution.ukrainian.words import known_words

_PRONOUNS: Final = frozenset(["він", "вона", "воно", "вони", "я", "ми", "ви", "ти"])
_NAME: Final = r"[А-ЯЄІЇҐ][\w’'-]+"
_SUBJECT: Final = re.compile(rf"(?:[\w’'-]+ ){{0,4}}?{_NAME} {_NAME}(?: {_NAME})*(?= [а-яєіїґ(,])")
_OTHERS: Final = re.compile(rf"\b{_NAME} [А-ЯЄІЇҐ]")
_SEVERAL: Final = re.compile(rf"\b{_NAME}(?:,| і| й| та) [А-ЯЄІЇҐ]")
_CONTINUING: Final = re.compile(
    r"\b(?:також|додав|додала|додали|додає|продовжив|продовжила|продовжили|підсумував|підсумувала)\b"
)
_DOCUMENTS: Final = frozenset(
    [
        "дослідження",
        "звіт",
        "опитування",
        "дані",
        "заява",
        "документ",
        "зведення",
        "лист",
        "матеріал",
        "стаття",
    ]
)
_FEMININE: Final = ("ська", "цька", "зька", "ова", "ева", "єва", "іна", "їна", "ниця", "иця", "тка")
_MASCULINE: Final = ("ський", "цький", "зький", "ов", "ев", "єв", "ін", "ький", "ець", "ого")
_BODIES: Final = re.compile(
    r"(?i)\b(?:міністерств|уряд|кабмін|генштаб|поліці|мері|рад[аи]\b|компані|служб|суд\b|агентств|"
    r"відомств|штаб|комітет|партія|партії|банк|нацбанк|кремл|мзс|дснс|сбу|оон|нато|мвф|видання)"
)


def can_stand_for(pronoun: str, name: str) -> bool:
    """Return whether a pronoun agrees with a name, which may be in any case."""
    words = name.split(",")[0].split()
    head, last = words[0].lower(), words[-1].lower()
    is_body = _BODIES.search(name) is not None or (name.isupper() and len(name) > 1)
    is_several = (len(words) == 1 and head.endswith(("и", "і", "ї"))) or (
        " та " in name or " і " in name
    )
    if pronoun == "вони":
        return is_several or is_body or head.endswith(("и", "ці", "ники", "ти"))
    if pronoun not in {"він", "вона"} or is_several or is_body:
        return False
    lowered = [word.lower() for word in words]
    is_feminine = any(word.endswith(_FEMININE) for word in lowered)
    is_masculine = (
        last.endswith(_MASCULINE) or lowered[max(len(words) - 2, 0)][-1] in "бвгґджзйклмнпрстфхцчшщ"
    )
    return not is_feminine if pronoun == "він" else not is_masculine or is_feminine


def subject(text: str) -> str | None:
    """Return the person whom a sentence begins with: titles, and at least two names."""
    match = _SUBJECT.match(text)
    return match[0] if match else None


def announcer(text: str) -> str | None:
    """Return who issues a statement in a sentence."""
    words = set(text.lower().split())
    return subject(text) if len(words & known_words().announcing) > 1 else None


UKRAINIAN: Final = Grammar(
    find_sources=find_sources,
    pronouns=_PRONOUNS,
    persons=frozenset({"він", "вона"}),
    documents=_DOCUMENTS,
    can_stand_for=can_stand_for,
    subject=subject,
    announcer=announcer,
    others=_OTHERS,
    several=_SEVERAL,
    continuing=_CONTINUING,
)
