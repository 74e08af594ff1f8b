"""Whom an article's sentences name as the source of what they say."""

from bot.articles.attribution.grammars import grammar_of
from bot.articles.attribution.layouts import Turns, turns_of
from bot.articles.attribution.model import Attribution
from bot.articles.attribution.signatures import signature_after
from bot.articles.attribution.speakers import attribute_passages, language_in, speakers_of
from bot.articles.attribution.turns import find_turns
from bot.articles.model import Source

__all__ = [
    "Attribution",
    "Source",
    "Turns",
    "attribute_passages",
    "find_sources",
    "find_turns",
    "language_in",
    "speakers_of",
    "turns_of",
]


def find_sources(text: str, language: str = "en") -> tuple[Source, ...]:
    """Return the names that a text gives as its sources, in order, none overlapping another.

    Speakers are whoever says, writes, thinks or finds what the text reports, as the text names
    them (a name, a description or a pronoun); outlets are the agencies, newspapers and
    broadcasters that carried it, and people who tell what somebody else said. One that another
    outlet carried is a speaker. Addresses are left out, and names that are not
    fairly certain. `language` is a language tag; one without rules of its own is read as English.
    The work is linear in the length of the text; nothing is raised.
    """
    found = grammar_of(language).sources_of(text)
    signature = None if found else signature_after(text)
    return found if signature is None else (signature,)
