"""What a name stands for: a document, somebody, or a mere circumstance."""

from typing import Final

from bot.articles.attribution.english.spans import Span
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import (
    DETERMINER,
    NOUN,
    PAST,
    PREPOSITION,
    PRONOUN,
    word_set,
)

DOCUMENTS: Final = word_set(
    """report reports study studies data poll polls survey surveys figures analysis records record
    documents document research results statistics estimates filing filings letter memo email
    emails e-mail transcript statement findings review investigation inquiry audit index census
    test tests evidence footage video images photos photographs paper article indictment complaint
    affidavit lawsuit ruling order draft version reading numbers experiments trial trials model
    models projections files papers cable cables accounts average polling assessment tally count
    logs measurements calculations minutes recordings note"""
)
BODIES: Final = word_set(
    """agency airline alliance army assembly association authority bank board body brigade
        bureau bundestag campaign carrier chain charity church city club coalition college
        commission committee company congress consortium corp corporation council country court
        department embassy firm foundation fund government group hospital house inc institute
        institution kremlin legislature ltd maker manufacturer media military ministry movement
        navy network newspaper office opposition organisation organization panel parliament party
        pentagon plc police press producer regime regulator retailer school senate service society
        state store team treasury tribunal union university utility vatican watchdog website"""
)
_PEOPLE: Final = word_set(
    """source sources official officials diplomat diplomats person people witness
    witnesses agencies aide aides friend friends colleague colleagues expert experts doctor
    doctors relatives family authorities statements spokesman spokeswoman spokesperson man
    woman men women chief executive executives delegate delegates secretary president
    companies scripture members staff resident residents newspapers intelligence captain
    captains pope king queen prince princess bishop priest judge judges coach star guest
    victim victims critic critics fan fans locals campaigners unions others voter parent
    parents mother father brother sister wife husband son daughter student students pupils
    scientist analysts analyst economist boss bosses chiefs cleric clerics envoy envoys mp mps
    councillor neighbour neighbor rival rivals ally allies client clients tenant tenants
    republicans democrats liberals conservatives socialists"""
)
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
    if tokens.is_capitalised(head) or tokens.classes[span.first] == PRONOUN:
        return True
    return word in DOCUMENTS or word in BODIES or word in _PEOPLE or word.endswith(_AGENT_ENDINGS)


def head_of(tokens: Tokens, span: Span) -> int:
    """Return the place of the noun that a phrase's other words describe."""
    head = span.last
    for place in range(span.first + 1, span.last + 1):
        kind = tokens.classes[place]
        if kind == PREPOSITION or (kind == PAST and tokens.kind(place - 1) != DETERMINER):
            head = place - 1
            break
    if tokens.words[head] in {"familiar", "close"}:
        head -= 1
    return max(head, span.first)


def is_document(tokens: Tokens, subject: Span) -> bool:
    """Whether a phrase's head is a report, a survey, data or the like."""
    for place in range(subject.first, subject.last + 1):
        if tokens.classes[place] == PREPOSITION:
            break
        if tokens.words[place] in DOCUMENTS and (
            place == subject.last or tokens.kind(place + 1) != NOUN
        ):
            return True
    return False
