"""Words that report what someone said, wrote, thinks or found, and what each needs as support."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.articles.attribution.english.words import word_set


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


_VERBS: Final = {
    Support.ALWAYS: """say acknowledge admit allege argue assert aver concede contend deny
        emphasize emphasise exclaim insist joke lament opine dispute proclaim quip reiterate
        reaffirm remark state stress testify tweet retweet caution complain confide explain hint
        boast brag gripe grumble speculate surmise theorize theorise posit announce confirm
        disclose predict confess deadpan""",
    Support.CONTENT: """add claim report declare observe recall recount reckon comment suggest
        imply counter retort reply respond protest object maintain mention believe think feel
        suspect assume doubt worry fear conclude estimate forecast project calculate clarify
        repeat affirm attest volunteer muse rule figure guess understand bet marvel snap shout
        yell whisper mutter cry scream advise recommend propose signal post read contemplate
        rejoin interject intone fret swear certify regret stipulate specify envision dry_run
        envisage detail outline note underline suppose postulate profess infer deduce foretell
        concur rave gush crow fume seethe""",
    Support.CLAUSE: """write agree charge record hold decide determine
        realize realise recognize recognise know learn discover ensure demand ask wonder inquire
        prove warrant argue judge hypothesize hypothesise convince question reason perceive sense
        accept appreciate remember forget assess dream imagine guarantee pray presume fantasize""",
    Support.FINDING: "find show indicate reveal demonstrate document establish",
    Support.AIM: "want expect anticipate hope vow pledge promise threaten offer urge intend",
    Support.ADDRESS: "tell warn remind inform assure notify email text",
    Support.VERDICT: """see view regard appeal pan savage
        identify attribute call describe characterize characterise label dub brand term hail
        praise applaud laud criticize criticise blast slam condemn denounce decry deplore dismiss
        reject rebut refute defend blame accuse fault chide mock ridicule deride lambaste welcome
        cite express compare portray depict refer deem brush tout echo bemoan voice highlight
        underscore credit thank apologize apologise challenge order advocate compliment liken""",
    Support.QUOTED: """speak talk continue
        begin laugh smile sigh shrug nod chuckle grin sniff rail vent rip fire shoot elaborate
        scoff relate lash interrupt intervene plead beg groan sob moan gasp roar bellow thunder
        sneer bark hiss venture enthuse chant cheer drawl holler mumble scold shriek stammer
        stutter tease wail whine""",
}

_PAST: Final = {
    "say": "said",
    "tell": "told",
    "write": "wrote written",
    "think": "thought",
    "feel": "felt",
    "find": "found",
    "show": "showed shown",
    "dry_run": "foresaw",
    "hold": "held",
    "know": "knew known",
    "learn": "learned learnt",
    "read": "read",
    "see": "saw",
    "understand": "understood",
    "speak": "spoke",
    "begin": "began",
    "bet": "bet",
    "forecast": "forecast",
    "swear": "swore",
    "shoot": "shot",
    "forget": "forgot",
    "dream": "dreamed dreamt",
}
_DOUBLING: Final = frozenset(
    {
        "admit",
        "snap",
        "blog",
        "quip",
        "refer",
        "slam",
        "rip",
        "rebut",
        "confer",
        "infer",
        "nod",
        "dub",
        "chat",
        "grin",
        "brag",
        "begin",
        "bet",
        "slip",
        "forget",
        "sob",
        "pan",
        "beg",
        "vet",
        "label",
    }
)


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "go")) else "s")


def _past(verb: str) -> list[str]:
    if verb in _PAST:
        return _PAST[verb].split()
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
    for support, verbs in _VERBS.items():
        for verb in verbs.split():
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
