"""What a name stands for: a document, somebody, or a mere circumstance."""

from typing import Final

from bot.articles.attribution.english.spans import PREPOSITIONS, Span
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import LEXICON

DOCUMENTS: Final = LEXICON.words("documents")
BODIES: Final = LEXICON.words("bodies")
_PEOPLE: Final = LEXICON.words("people")
_AGENT_ENDINGS: Final = (
    "ers",
    "er",
    "ors",
    "or",
    "ists",
    "ist",
    "ians",
    "ian",
    "ants",
    "eers",
    "men",
)


def names_somebody(tokens: Tokens, span: Span) -> bool:
    """Return whether a phrase names people, an organisation or a document, not a circumstance."""
    head = head_of(tokens, span)
    word = tokens.words[head]
    if tokens.is_capitalised(head) or tokens.letters[span.first] == "p":
        return True
    is_known = word in DOCUMENTS or word in _PEOPLE or word.removesuffix("s") in BODIES
    return is_known or word in BODIES or word.endswith(_AGENT_ENDINGS)


def head_of(tokens: Tokens, span: Span) -> int:
    """Return the place of the noun that a phrase's other words describe."""
    head = span.last
    for place in range(span.first + 1, span.last + 1):
        kind = tokens.letters[place]
        if kind in PREPOSITIONS or (kind == "P" and tokens.letter(place - 1) != "d"):
            head = place - 1
            break
    if tokens.words[head] in {"familiar", "close"}:
        head -= 1
    return max(head, span.first)


def is_document(tokens: Tokens, subject: Span) -> bool:
    """Whether a phrase's head is a report, a survey, data or the like."""
    for place in range(subject.first, subject.last + 1):
        if tokens.letters[place] in PREPOSITIONS:
            break
        if tokens.words[place] in DOCUMENTS and (
            place == subject.last or tokens.letter(place + 1) not in "nN"
        ):
            return True
    return False
