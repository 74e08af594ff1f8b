"""Whether what is reported stands beside a verb: a clause, a quotation, a number, a verdict."""

from typing import Final

from bot.articles.attribution.english.ambiguity import (
    RECKONINGS,
)
from bot.articles.attribution.english.cues import ASSERTIONS, COUNTS, CUES, Cue, Form, Support
from bot.articles.attribution.english.naming import is_document, names_somebody
from bot.articles.attribution.english.outlets import is_outlet
from bot.articles.attribution.english.spans import FINITE, NOMINAL, UNITS, Span
from bot.articles.attribution.english.surroundings import (
    has_clause,
    has_count,
    has_infinitive,
    is_after_quotation,
    is_closed,
    is_parenthetical,
    opens_quotation,
    quotes_within,
    skip_adverbials,
)
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import (
    ADVERB,
    AUXILIARY,
    BE,
    COMMA,
    DETERMINER,
    GERUND,
    NOUN,
    NUMBER,
    OBJECT,
    PAST,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    VERB,
    word_set,
)

_GOVERNORS: Final = frozenset({VERB, PAST, BE, AUXILIARY, GERUND})
_APPEALS: Final = {"call": ("for", "on"), "appeal": ("for",)}
_GAPS: Final = frozenset({VERB, PAST, BE, AUXILIARY, COMMA})
_INANIMATE: Final = word_set(
    "suggest imply indicate show reveal demonstrate prove want threaten promise"
)
_UNDERTAKING: Final = frozenset({"decide", "agree", "learn", "forget", "remember"})
_NAMINGS: Final = frozenset({"call", "dub", "term", "label", "brand"})
_PARTICLES: Final = (
    {"accuse": ("of",), "attribute": ("to",), "identify": ("as",)}
    | dict.fromkeys(
        (
            "see",
            "view",
            "regard",
            "describe",
            "characterize",
            "characterise",
            "portray",
            "depict",
            "dismiss",
            "denounce",
        ),
        ("as",),
    )
    | dict.fromkeys(("blame", "credit", "fault"), ("for", "on", "with"))
    | dict.fromkeys(("criticize", "criticise", "praise"), ("for", "on", "with", "as"))
    | dict.fromkeys(("hail", "applaud", "condemn", "slam", "decry"), ("as",))
    | {"liken": ("to",)}
    | dict.fromkeys(("express", "voice"), ("about", "over", "at", "that"))
)
_FEELINGS: Final = word_set(
    """alarm anger certainty concern concerns confidence disappointment dismay doubt doubts fear
    fears frustration hope hopes optimism outrage regret relief reservations skepticism
    scepticism surprise"""
)
_SPEECH_ACTS: Final = word_set(
    """praise criticize criticise condemn denounce welcome defend question hail applaud laud
    slam blast decry lambaste mock ridicule deplore rebut apologize apologise vow promise threaten
    pledge"""
)
_ASKING: Final = word_set("ask wonder inquire know explain question")
_OBJECTS: Final = {
    "worry": ("about", "over"),
    "claim": ("to", "responsibility", "credit"),
}
_ONLY_WITH_PARTICLE: Final = word_set("attribute identify see view regard")
_QUESTIONS: Final = frozenset({"whether", "how", "why", "if", "what", "who", "when", "where"})


def has_content(tokens: Tokens, verb: int, cue: Cue, subject: Span) -> bool:
    """Return whether a verb that needs it has something beside it that its subject reports."""
    after = verb + 1
    if _is_object(tokens, cue, subject):
        return False
    if tokens.kind(subject.first - 1) == RELATIVE and tokens.kind(after) in _GAPS:
        return True  # 'the blaze, which firefighters believe began'
    if is_after_quotation(tokens, subject.first) and is_closed(tokens, after):
        return True
    is_what = tokens.word(subject.first - 1) == "what"
    if is_what and (cue.verb in _NAMINGS or tokens.word(after) == "as"):
        return True  # 'what critics call a farce'
    if cue.verb in _SPEECH_ACTS and _is_act(tokens, after, cue, subject):
        return True
    if cue.support is Support.VERDICT:
        return _is_judged(tokens, verb, cue, subject)
    if cue.verb in _INANIMATE and not names_somebody(tokens, subject):
        return False
    if cue.verb in _UNDERTAKING and tokens.word(after) == "to":
        return False
    resumed = skip_adverbials(tokens, after)
    # Not 'is continuing to help those at homes that were flooded'.
    is_relative = resumed > after and tokens.kind(resumed + 1) in FINITE
    if (tokens.word(resumed) == "that" and not is_relative) or opens_quotation(tokens, resumed):
        return True
    if cue.support in {Support.CLAUSE, Support.QUOTED}:
        return _is_worded(tokens, after, resumed, cue, subject)
    if cue.support is Support.ADDRESS:
        return _is_addressed(tokens, after, cue.verb, subject)
    if cue.support is Support.FINDING:
        is_eased = cue.verb == "find" and tokens.word(after) == "it"  # 'find it easier'
        return not is_eased and (is_document(tokens, subject) or has_clause(tokens, after))
    return (
        _has_object(tokens, after, cue, subject)
        or quotes_within(tokens, after, is_near=True)
        or is_parenthetical(tokens, subject.first, after)
        or (cue.verb != "want" and (has_clause(tokens, resumed) or has_count(tokens, after)))
    )


def _is_act(tokens: Tokens, after: int, cue: Cue, subject: Span) -> bool:
    """Whether somebody does with words what a verb says: 'condemned the attack'."""
    if cue.form not in {Form.PAST, Form.THIRD} or not names_somebody(tokens, subject):
        return False
    if cue.verb in {"apologize", "apologise"}:
        return tokens.word(after) == "for"
    return tokens.kind(after) in {*NOMINAL, DETERMINER, OBJECT} or tokens.word(after) == "as"


def _is_object(tokens: Tokens, cue: Cue, subject: Span) -> bool:
    """Whether what seems a subject is an object with a participle: 'they saw a man called …'."""
    lead = subject.first - 1
    while tokens.word(lead).endswith("ly") and tokens.kind(lead) == ADVERB:
        lead -= 1  # 'are strongly critical of claims'
    is_governed = tokens.kind(lead) in _GOVERNORS
    is_told = tokens.word(lead) in CUES and cue.support is not Support.VERDICT
    is_cleft = tokens.kind(subject.last + 1) == RELATIVE  # 'it was Ann Roe who warned'
    return is_governed and not is_told and not is_cleft


def _is_worded(tokens: Tokens, after: int, resumed: int, cue: Cue, subject: Span) -> bool:
    """Whether a verb that wants a clause or a quotation has what will do instead."""
    if cue.verb == "write" and is_parenthetical(tokens, subject.first, after):
        return True
    if cue.verb == "demand" and tokens.words[after : after + 2] == ["to", "know"]:
        return True
    if cue.verb == "speak" and tokens.word(after) == "of":
        return tokens.kind(after + 1) == GERUND or quotes_within(tokens, after, is_near=True)
    if cue.verb == "learn" and is_outlet(tokens, subject):
        return is_parenthetical(tokens, subject.first, after)
    if cue.verb == "remember":
        return quotes_within(tokens, after) or GERUND in tokens.classes[after : after + 5]
    if cue.verb == "ask" and not _QUESTIONS.isdisjoint(tokens.words[after : after + 6]):
        return True  # 'asked officials how such papers got there'
    return cue.verb in _ASKING and tokens.word(resumed) in _QUESTIONS


def _is_addressed(tokens: Tokens, after: int, verb: str, subject: Span) -> bool:
    """Whether somebody is told: 'told the court', 'warned of floods'."""
    kind = tokens.kind(after)
    if tokens.word(after) == "how":
        return names_somebody(tokens, subject)
    if verb == "inform":  # not 'their work informed the study'
        return kind == OBJECT or "that" in tokens.words[after : after + 7]
    if kind in NOMINAL or kind in {DETERMINER, OBJECT, PRONOUN}:
        return True
    if kind == PREPOSITION and names_somebody(tokens, subject):
        return True
    return is_parenthetical(tokens, subject.first, after)


def _has_object(tokens: Tokens, after: int, cue: Cue, subject: Span) -> bool:
    """Whether what follows is reported though it is no clause: 'expect prices to fall'."""
    word = tokens.word(after)
    if cue.support is Support.AIM:
        is_own_wish = cue.verb == "want" and word == "to"
        if cue.verb in {"expect", "anticipate"} and names_somebody(tokens, subject):
            return tokens.kind(after) in {*NOMINAL, DETERMINER, PRONOUN, PREPOSITION}
        return has_infinitive(tokens, after) and not is_own_wish
    if cue.verb in RECKONINGS:
        return NUMBER in tokens.classes[after : after + 10]
    if cue.verb in {"recall", "recount"} and word == "how":
        return True
    if cue.verb == "recall":
        return GERUND in tokens.classes[after : after + 5]
    if cue.verb == "report":
        return word.endswith("ing") or is_outlet(tokens, subject) or _is_counted(tokens, after)
    if cue.verb == "note":
        return tokens.kind(after) == DETERMINER
    return tokens.word(after + (tokens.kind(after) == ADVERB)) in _OBJECTS.get(cue.verb, ())


def _is_counted(tokens: Tokens, place: int) -> bool:
    """Whether what is reported is how many: 'no delays', 'three deaths'."""
    return (
        tokens.word(place) == "no" or tokens.kind(place) == NUMBER or (tokens.word(place) in COUNTS)
    )


def _is_scene_told(tokens: Tokens, after: int, cue: Cue, subject: Span) -> bool:
    """Whether somebody describes what was seen: 'described people running', 'a quiet man'."""
    if GERUND in tokens.classes[after : after + 6] or tokens.word(after) == "how":
        return True
    is_telling = cue.form is Form.PAST and names_somebody(tokens, subject)
    return is_telling and tokens.word(after) in {"a", "an"}


def _is_judged(tokens: Tokens, verb: int, cue: Cue, subject: Span) -> bool:
    """Whether a verdict is given: in quoted words, 'as' something, or 'of' something."""
    after = verb + 1
    if cue.verb in _NAMINGS and tokens.kind(after) == QUOTE:
        return False
    if tokens.word(after) in _APPEALS.get(cue.verb, ()):
        is_plea = cue.verb == "call" or cue.form is Form.PAST  # not 'are appealing for witnesses'
        return is_plea and names_somebody(tokens, subject)
    is_as_told = tokens.word(subject.first - 1) == "as" and tokens.word(after) == "it"
    if is_as_told or (cue.verb == "describe" and _is_scene_told(tokens, after, cue, subject)):
        return True
    is_on_assertion = tokens.word(subject.first - 1) in ASSERTIONS
    if is_on_assertion and (cue.verb in _NAMINGS or is_closed(tokens, after)):
        return True  # 'a charge the agency rejects'
    if cue.verb in {"express", "voice"} and not _FEELINGS.isdisjoint(
        tokens.words[after : after + 3]
    ):
        return True
    if cue.verb == "blame" and tokens.kind(after) in {*NOMINAL, DETERMINER}:
        return names_somebody(tokens, subject)
    if cue.verb == "see" and "growth" in tokens.words[after : after + 5]:
        return names_somebody(tokens, subject)
    if cue.verb in {"call", "brand", "label", "dub"} and _is_named(tokens, after):
        return cue.form is Form.PAST or names_somebody(tokens, subject)
    particles = _PARTICLES.get(cue.verb, ())
    if cue.form is Form.PAST and tokens.word(after) in {"of", "for", "with"}:
        return False  # 'a man accused of theft'
    for place in range(after + 1, min(after + 9, len(tokens.words))):
        word = tokens.words[place]
        if word in particles and (word != "as" or not has_clause(tokens, place + 1)):
            return True
    return cue.verb not in _ONLY_WITH_PARTICLE and quotes_within(tokens, after)


def _is_named(tokens: Tokens, place: int) -> bool:
    """Whether an object is given a name: 'called the hearings a sham', 'him a liar'."""
    for later in range(place + 1, min(place + 9, len(tokens.words))):
        kind = tokens.classes[later]
        if tokens.words[later] in {"a", "an"} and tokens.kind(later - 1) in {*NOMINAL, OBJECT}:
            return tokens.kind(later + 1) == NOUN and tokens.word(later + 1) not in UNITS
        if kind not in NOMINAL and kind not in {DETERMINER, OBJECT, PREPOSITION}:
            return False
    return False
