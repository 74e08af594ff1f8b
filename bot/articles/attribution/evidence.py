"""Whether what stands beside a verb shows that it reports."""

from typing import Final

from bot.articles.attribution.ambiguity import (
    RECKONINGS,
    is_noun_like,
    is_reduced_relative,
    is_verb_for_sure,
    takes_bare_verb,
)
from bot.articles.attribution.cues import CUES, Cue, Form, Support
from bot.articles.attribution.naming import is_document, names_somebody
from bot.articles.attribution.outlets import is_outlet
from bot.articles.attribution.spans import NOMINAL, Span
from bot.articles.attribution.surroundings import (
    has_clause,
    has_infinitive,
    is_after_quotation,
    is_closed,
    is_parenthetical,
    opens_quotation,
    quotes_within,
    skip_adverbials,
)
from bot.articles.attribution.tokens import Tokens
from bot.articles.attribution.words import (
    AUXILIARY,
    BE,
    BREAK,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    END,
    GERUND,
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
_MEANS: Final = frozenset({"telephone", "phone", "email", "e-mail", "text", "video", "fax"})
_NAMINGS: Final = frozenset({"call", "dub", "term", "label", "brand"})
_PARTICLES: Final = (
    {"accuse": ("of",), "attribute": ("to",), "identify": ("as",)}
    | dict.fromkeys(
        ("describe", "characterize", "characterise", "portray", "depict", "dismiss", "denounce"),
        ("as",),
    )
    | dict.fromkeys(
        ("blame", "credit", "criticize", "criticise", "fault", "praise"), ("for", "on", "with")
    )
    | dict.fromkeys(("express", "voice"), ("about", "over", "at", "that"))
)
_QUARRELS: Final = frozenset({"over", "about", "with"})
_TALES: Final = word_set("story stories joke jokes tale tales lie lies truth time")
_QUESTIONS: Final = frozenset({"whether", "how", "why", "if", "what", "who", "when", "where"})
_NOTHING_MORE: Final = frozenset({"", END, COMMA, DASH, PREPOSITION, CONJUNCTION, BREAK})
_NO_CONTENT: Final = frozenset(
    {"yes", "mass", "grace", "no", "goodbye", "hello", "nothing", "little", "farewell", "so"}
)
_PASSIVES: Final = word_set(
    """said expected anticipated believed thought estimated reported alleged intended found shown
    felt assumed suspected understood projected calculated feared forecast confirmed
    predicted considered deemed"""
)


def is_supported(tokens: Tokens, verb: int, cue: Cue, subject: Span) -> bool:
    """Return whether a verb with this subject reports what the subject says or thinks."""
    after = verb + 1
    word = tokens.word(after)
    if cue.form is Form.PAST and word == "by" and tokens.word(after + 1) not in _MEANS:
        return False
    if word == "to" and tokens.words[verb] in _PASSIVES:
        return False
    if word in _NO_CONTENT and tokens.kind(after + 1) in _NOTHING_MORE:
        return False
    if cue.form is Form.BASE and not takes_bare_verb(tokens, verb, subject):
        return False
    if is_noun_like(tokens, verb, cue) and not is_verb_for_sure(tokens, verb, cue, subject):
        return False
    if _is_asked(tokens, subject, after):
        return False
    if cue.verb == "argue" and word in _QUARRELS:
        return False
    if cue.verb == "tell" and _is_told_a_tale(tokens, after):
        return False
    if cue.support is Support.ALWAYS:
        return cue.verb == "say" or not is_reduced_relative(tokens, after, cue)
    return _has_content(tokens, verb, cue, subject)


def _is_asked(tokens: Tokens, subject: Span, after: int) -> bool:
    """Whether a clause is itself a question or an object: 'what he said next stunned them'.

    What stands in the place of the object can still be told: 'what he said was a lie'.
    """
    word = tokens.word(subject.first - 1)
    if word == "whether":
        return True
    return (
        word == "what"
        and tokens.word(after) != "as"
        and tokens.kind(after) not in {BE, DETERMINER, QUOTE, PREPOSITION}
    )


def _is_told_a_tale(tokens: Tokens, after: int) -> bool:
    head = after + (tokens.kind(after) == DETERMINER)
    return tokens.word(head) in _TALES


def _has_content(tokens: Tokens, verb: int, cue: Cue, subject: Span) -> bool:
    after = verb + 1
    support = cue.support
    is_cleft = tokens.kind(subject.last + 1) == RELATIVE  # 'it was Ann Roe who warned'
    if (
        tokens.kind(subject.first - 1) in _GOVERNORS
        and (tokens.word(subject.first - 1) not in CUES or support is Support.VERDICT)
        and not is_cleft
    ):
        return False  # an object with a participle: 'a man called …'
    if tokens.kind(subject.first - 1) == RELATIVE and tokens.kind(after) in _GAPS:
        return True  # 'the blaze, which firefighters believe began'
    if is_after_quotation(tokens, subject.first) and is_closed(tokens, after):
        return True
    if support is Support.VERDICT:
        return _is_judged(tokens, verb, cue, subject)
    if cue.verb in _INANIMATE and not names_somebody(tokens, subject):
        return False
    resumed = skip_adverbials(tokens, after)
    if tokens.word(resumed) == "that" or opens_quotation(tokens, resumed):
        return True
    if cue.verb == "write" and tokens.word(after) in {"in", "on"}:
        return True
    if support in {Support.CLAUSE, Support.QUOTED}:
        return tokens.word(after) in _QUESTIONS and cue.verb in {
            "ask",
            "wonder",
            "inquire",
            "know",
            "explain",
            "question",
        }
    if support is Support.ADDRESS:
        return (
            is_parenthetical(tokens, subject.first, after)
            or tokens.kind(after) in NOMINAL
            or tokens.kind(after)
            in {
                DETERMINER,
                OBJECT,
                PRONOUN,
            }
            or (tokens.kind(after) == PREPOSITION and names_somebody(tokens, subject))
        )
    if support is Support.FINDING:
        return is_document(tokens, subject) or has_clause(tokens, after)
    if cue.verb == "want" and tokens.word(after) == "to":
        return False
    if support is Support.AIM and has_infinitive(tokens, after):
        return True
    if cue.verb in RECKONINGS and NUMBER in tokens.classes[after : after + 10]:
        return True
    if cue.verb in {"report", "recall"} and tokens.word(after).endswith("ing"):
        return True
    if cue.verb == "report" and is_outlet(tokens, subject):
        return True
    if cue.verb == "note" and tokens.kind(after) == DETERMINER:
        return True
    if cue.verb == "worry" and tokens.word(after) in {"about", "over"}:
        return True
    if cue.verb == "claim" and tokens.word(after) in {"to", "responsibility", "credit"}:
        return True
    if quotes_within(tokens, after, is_near=True):
        return True
    return is_parenthetical(tokens, subject.first, after) or has_clause(tokens, resumed)


def _is_judged(tokens: Tokens, verb: int, cue: Cue, subject: Span) -> bool:
    """Whether a verdict is given: in quoted words, 'as' something, or 'of' something."""
    after = verb + 1
    if cue.verb in _NAMINGS and tokens.kind(after) == QUOTE:
        return False
    if tokens.word(after) in _APPEALS.get(cue.verb, ()):
        return cue.form is Form.PAST and names_somebody(tokens, subject)
    is_what = tokens.word(subject.first - 1) == "what"
    if is_what and (cue.verb in _NAMINGS or tokens.word(after) == "as"):
        return True
    is_as_told = tokens.word(subject.first - 1) == "as" and tokens.word(after) == "it"
    has_scene = GERUND in tokens.classes[after : after + 6] or tokens.word(after) == "how"
    if is_as_told or (cue.verb == "describe" and has_scene):
        return True
    particles = _PARTICLES.get(cue.verb, ())
    for place in range(after + 1, min(after + 9, len(tokens.words))):
        if tokens.words[place] in particles and not has_clause(tokens, place + 1):
            return True
    return cue.verb not in {"attribute", "identify"} and quotes_within(tokens, after)
