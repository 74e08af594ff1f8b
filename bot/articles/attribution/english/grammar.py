"""English, as the pass over an article needs it."""

import re
from typing import Final

from bot.articles.attribution.english.agreement import PRONOUNS, can_stand_for
from bot.articles.attribution.english.finding import find_sources
from bot.articles.attribution.english.naming import BODIES, DOCUMENTS
from bot.articles.attribution.english.subjects import clause_subject, with_name
from bot.articles.attribution.english.tokens import Tokens, tokenise
from bot.articles.attribution.grammar import Grammar

_ANNOUNCED: Final = re.compile(
    r"\b(?:issued|released|published|posted|gave|made|wrote|sent|read|via|in|shared|tweeted) "
    r"(?:an?|the|his|her|its|their|this|this following|the following)"
    r" (?:[\w-]+ ){0,3}?(?:statement|letter|post|tweet|message|speech|note|interview|reply|response"
    r"|remarks?|thread|email|memo|announcement)\b|\b(?:dis)?agree[ds]?\.$"
)
_OTHERS: Final = re.compile(
    r"(?:Mr|Ms|Mrs|Dr|Sen|Gov|Rep)\.|\b(?<!\b[Tt]he )[A-Z][\w’'-]+ [A-Z]"  # not the Red Cross
)
_SEVERAL: Final = re.compile(r"\b[A-Z][\w’'-]+(?:,| and) (?:the )?[A-Z]")
_CONTINUING: Final = re.compile(
    r"(?:also|then|further)?\b(?:add|continu|went on|conclud|repeat|said also|also said)"
)


def subject(text: str) -> str | None:
    """Return the person whom a sentence is about, if its subject is a name."""
    tokens = tokenise(text)
    span = clause_subject(tokens, len(tokens.words) - 1, is_strict=False)
    if span and tokens.word(span.last + 1) == ",":
        span = with_name(tokens, span, span.last + 1, tokens.letters.find(",", span.last + 2))
    if span is None or not _is_person(tokens, span.first, span.last):
        return None
    return text[tokens.starts[span.first] : tokens.ends[span.last]]


def announcer(text: str) -> str | None:
    """Return who issues a statement in a sentence."""
    return subject(text) if _ANNOUNCED.search(text) else None


def _is_person(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a phrase ends with a name that is no body's."""
    words = tokens.words[first : last + 1]
    is_name = tokens.is_capitalised(last) and tokens.letters[first] != "p"
    return is_name and not any(word in BODIES for word in words)


ENGLISH: Final = Grammar(
    find_sources=find_sources,
    pronouns=PRONOUNS,
    persons=frozenset({"he", "she", "him", "her"}),
    documents=DOCUMENTS,
    can_stand_for=can_stand_for,
    subject=subject,
    announcer=announcer,
    others=_OTHERS,
    several=_SEVERAL,
    continuing=_CONTINUING,
)
