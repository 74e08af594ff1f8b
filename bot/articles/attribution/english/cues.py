"""Words that report what someone said, wrote, thinks or found, and what each needs as support."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.articles.attribution.english.words import word_set
from bot.articles.lexicon import read_lexicon


class Support(Enum):
    """What must stand beside a verb for its subject to be a source."""

    ALWAYS = auto()
    """Nothing more: 'said', 'denied'."""
    CONTENT = auto()
    """A clause, a quotation, or a place at the edge of what is reported: 'added', 'expects'."""
    CLAUSE = auto()
    """'that', 'how' or 'whether', or a quotation: 'decided', 'learned'."""
    FINDING = auto()
    """As CONTENT, or a report, a survey or data as the subject: 'found', 'shows'."""
    AIM = auto()
    """As CONTENT, or an infinitive: 'expects to', 'vowed to'."""
    ADDRESS = auto()
    """Someone who is addressed: 'told', 'warned'."""
    VERDICT = auto()
    """A quotation in the clause, or what is judged 'as' something: 'called', 'blamed'."""
    QUOTED = auto()
    """A quotation right beside it: 'smiled', 'continued'."""


class Form(Enum):
    """How a verb is inflected."""

    PAST = auto()
    THIRD = auto()
    BASE = auto()
    GERUND = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of a verb that may report."""

    verb: str
    support: Support
    form: Form


_LEXICON: Final = read_lexicon(__package__, "verbs.txt")

_PAST: Final = {
    verb: forms.split()
    for verb, _, forms in (line.partition(" ") for line in _LEXICON.phrases("irregular"))
}
_DOUBLING: Final = _LEXICON.words("doubling")


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")


def _past(verb: str) -> list[str]:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return [verb + "d"]
    if verb.endswith("y") and verb[-2] not in "aeou":
        return [verb[:-1] + "ied"]
    if verb in _DOUBLING:
        return [verb + verb[-1] + "ed", verb + "ed"]
    return [verb + "ed"]


def _gerund(verb: str) -> str:
    if verb in _DOUBLING:
        return verb + verb[-1] + "ing"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + "ing"


def _inflected() -> dict[str, Cue]:
    cues: dict[str, Cue] = {}
    for support in Support:
        for verb in sorted(_LEXICON.words(support.name.lower())):
            forms = [(_third(verb), Form.THIRD), (verb, Form.BASE), (_gerund(verb), Form.GERUND)]
            forms += [(past, Form.PAST) for past in _past(verb)]
            for word, form in forms:
                cues.setdefault(word, Cue(verb, support, form))
    return cues


CUES: Final = _inflected()
"""Every form of every reporting verb; the first class that lists a verb is its class."""

COUNTS: Final = word_set("one two three four five six seven eight nine ten dozens")

ASSERTIONS: Final = word_set(
    """claim assertion allegation contention belief argument announcement suggestion warning remark
    prediction view opinion charge accusation notion characterization promise insistence complaint
    denial assurance admission conclusion claims assertions allegations warnings suggestions
    accusations complaints predictions assurances"""
)
"""What somebody holds: 'the claim that', 'a claim the ministry denies'."""

MADE_BY: Final = word_set("published released issued conducted commissioned compiled")
"""'The report, published by X,': it is X who is the source."""

TRIGGERS: Final = (MADE_BY | ASSERTIONS) - {"charge", "promise"} | word_set(
    """according citing quoting cited quoted quote quotes words
        per reported statement interview letter speech post blog confident certain
        sure convinced hopeful optimistic worried concerned afraid adamant doubtful skeptical
        sceptical aware angry furious upset frustrated disappointed surprised pleased glad proud
        relieved clear put puts pointed points point went"""
)
"""Words that begin or hold a fixed pattern, such as 'according to'."""
