"""The kind of question that a clause asks, and the person or thing it asks about."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import regex

from bot.retrieval.parsing import question_forms as forms


class QuestionKind(StrEnum):
    """What would answer a clause: the gist, somebody's words, a description, a name or a date."""

    NEWS = "news"
    OVERVIEW = "overview"
    SPEECH = "speech"
    DEFINITION = "definition"
    WHO = "who"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how many"
    HOW_LONG = "how long"
    WHY = "why"
    HOW = "how"
    WHICH = "which"
    WHAT = "what"
    YES_NO = "yes or no"
    KEYWORDS = "keywords"


@dataclass(frozen=True, slots=True)
class Asked:
    """A clause's kind; `about` is the X of 'who is X', 'what did X say', 'summarise X', or ''."""

    kind: QuestionKind
    about: str = ""


_OPENINGS = (
    (QuestionKind.HOW_LONG, r"(?:for )?how long|як довго|скільки (?:часу|трива)|как долго"),
    (
        QuestionKind.HOW_MANY,
        r"how (?:many|much|old|far|tall|large|big|fast|high|often|deep|heavy|wide)|скільки|сколько"
        r"|(?:what|which) (?:percent(?:age)?|number|amount|age|share|proportion)",
    ),
    (
        QuestionKind.WHEN,
        r"(?:since )?when|(?:(?:in|on) )?(?:what|which) (?:year|date|day|month|time)|коли|когда",
    ),
    (
        QuestionKind.WHERE,
        r"where|(?:in )?(?:what|which) (?:city|country|place|town)|де|куди|звідки|где|куда|откуда",
    ),
    (QuestionKind.WHY, r"why|how come|what (?:caused|causes|made|led)|чому|навіщо|почему|зачем"),
    (
        QuestionKind.WHO,
        r"(?:(?:to|with|by|from|for) )?who(?:m|se)?|хто|кого|кому|ким|кто|кем",
    ),
    (QuestionKind.HOW, r"how|як|как"),
    (QuestionKind.WHICH, r"(?:\p{L}+ )?which|як(?:ий|а|е|і|их|у|ої)|как(?:ой|ая|ое|ие|их)"),
    (
        QuestionKind.WHAT,
        r"(?:(?:in|at|on|for|to|by|from|of|under|during|with) )?what|що|чого|чим|что|чего",
    ),
    (
        QuestionKind.YES_NO,
        r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)"
        r"(?:n['’]?t)?(?= \S)|чи|правда",
    ),
)
_KINDS = tuple(
    (kind, regex.compile(rf"(?:{words})(?:['’]?(?:s|re|d|ll))?(?!\w)")) for kind, words in _OPENINGS
)
_ANYWHERE = tuple(
    (kind, regex.compile(rf"(?<=\W){words.pattern}"))
    for kind, words in _KINDS
    if kind is not QuestionKind.YES_NO
)
_LONGEST = 300  # characters of a clause that is still looked at


def kind_of(clause: str) -> Asked:
    """The kind of a clause that has no small talk around it (`small_talk.clauses_of`)."""
    plain = " ".join(clause[:_LONGEST].split()).strip(" ?!.,…")
    # The gist before definitions, whose 'what is X' matches nearly anything.
    for kind, patterns in (
        (QuestionKind.NEWS, forms.NEWS),
        (QuestionKind.OVERVIEW, forms.OVERVIEW),
        (QuestionKind.OVERVIEW, forms.OVERVIEW_OF),
        (QuestionKind.SPEECH, forms.SPEECH),
        (QuestionKind.DEFINITION, forms.DEFINITION),
    ):
        for match in _matches(patterns, plain):
            about = match["x"] if "x" in match.re.groupindex else ""
            is_name = not forms.MORE_THAN_A_NAME.search(about.casefold())
            if kind is not QuestionKind.DEFINITION or is_name:
                return Asked(kind, about)
    return Asked(_by_words(plain.casefold()))


def _by_words(plain: str) -> QuestionKind:
    """By the first words of a clause, else by the first interrogative: 'in 1520 what …'."""
    for kind, words in _KINDS:
        if words.match(plain):
            return kind
    # 'is' and 'did' are left out here: inside a clause they are no sign of a yes-or-no question.
    later = [(match.start(), kind) for kind, words in _ANYWHERE if (match := words.search(plain))]
    return min(later, default=(0, QuestionKind.KEYWORDS))[1]


def _matches(patterns: tuple[str, ...], text: str) -> Iterable[regex.Match[str]]:
    return filter(None, (pattern.fullmatch(text) for pattern in _compiled(patterns)))


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[regex.Pattern[str], ...]:
    return tuple(regex.compile(rf"(?i){pattern}") for pattern in patterns)
