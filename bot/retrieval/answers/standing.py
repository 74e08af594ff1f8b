"""Whether a sentence can be understood by itself, or leaves open whom or what it is about."""

from collections.abc import Sequence

import regex

from bot.articles.model import Passage

_PRONOUN = (
    r"(?:s?he|it|they|him|her|them|his|its|theirs?|hers|this|that|these|those|both|one|such"
    r"|він|вона|воно|вони|його|її|їх|їхн\p{L}+|цей|ця|це|ці|той|та|те|ті|обидв\p{L}+"
    r"|он|она|оно|оно|они|его|её|их|этот|эта|это|эти|оба)"
)
_JOINING = (
    r"(?:but|and|so|yet|however|still|then|also|later|instead|moreover|meanwhile|besides"
    r"|але|проте|однак|потім|також|водночас|тим часом|но|однако|также|потом)"
)
_BEFORE = r"(?:according to|as for|because of|despite|[fa]t|for|after|before|of|in|on|за|у|в|на|по)"
# 'It cost …', 'However, she said …', 'For his part, …'; behind a quotation mark, too.
_OPENS = regex.compile(rf"(?i)^[\"“«„'‘(\s]*(?:{_JOINING}\W+)?(?:{_BEFORE} )?{_PRONOUN}\b")
# 'It is unclear when', 'This week', 'Those who', 'One driver': about something all the same.
_TELLS = regex.compile(
    rf"(?i)^\W*(?:{_JOINING}\W+)?(?:"
    r"it (?:is|was|remains|seems) (?:\w+ ){0,3}(?:that|whether|when|who|how|clear|unclear)"
    r"|th(?:is|at) (?:week|month|year|morning|evening|night|summer|winter|spring|autumn)"
    r"|those who|such as|one (?!of|is|was|has|had|said)\p{L}+|(?:та|те|той),? (?:що|хто))\b"
)
_JOINS = regex.compile(rf"(?i)^{_JOINING}\b")
_MARKS = regex.compile(r"(?P<opens>[“«„])|(?P<closes>[”»])|(?P<straight>\")")


_FURTHEST = 2  # sentences that are looked back over


def antecedents_of(passages: Sequence[Passage], position: int) -> tuple[Passage, ...]:
    """The sentences before a passage that tell what its pronoun is about, in reading order.

    None if it opens with none, or with its article. `passages` are those of a corpus.
    """
    found: list[Passage] = []
    at = position
    while leaves_open(passages[at].text) and at and len(found) < _FURTHEST:
        if passages[at - 1].article is not passages[position].article:
            break
        at -= 1
        found.insert(0, passages[at])
    return tuple(found)


def leaves_open(text: str) -> bool:
    """Whether a sentence opens with a pronoun, whose meaning is in the previous one."""
    return _OPENS.match(text) is not None and _TELLS.match(text) is None


def stands_alone(text: str) -> bool:
    """Whether a sentence needs no other.

    It opens with no pronoun, joins on to nothing ('But …'), and neither begins with a quotation nor
    goes on with one.
    """
    if leaves_open(text) or _JOINS.match(text) or _MARKS.match(text):
        return False
    marks = [match.lastgroup for match in _MARKS.finditer(text)]
    return marks.count("opens") == marks.count("closes") and marks.count("straight") % 2 == 0
