"""Whether what stands beside a verb shows that it reports."""

from typing import Final

from bot.articles.attribution.ambiguity import (
    is_noun_like,
    is_reduced_relative,
    is_verb_for_sure,
    takes_bare_verb,
)
from bot.articles.attribution.cues import CUES, Cue, Form, Support
from bot.articles.attribution.naming import is_document
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
    VERB,
    word_set,
)

_GOVERNORS: Final = frozenset({VERB, PAST, BE, AUXILIARY, GERUND})
_NAMINGS: Final = frozenset({"call", "dub", "term", "label", "brand"})
_PARTICLES: Final = {"accuse": "of"} | dict.fromkeys(
    ("describe", "characterize", "characterise", "portray", "depict", "dismiss", "denounce"), "as"
)
_RECKONINGS: Final = frozenset({"estimate", "forecast", "project", "calculate"})
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
    if cue.form is Form.PAST and (
        word == "by" or (word == "to" and tokens.words[verb] in _PASSIVES)
    ):
        return False
    if word in _NO_CONTENT and tokens.kind(after + 1) in _NOTHING_MORE:
        return False
    if cue.form is Form.BASE and not takes_bare_verb(tokens, verb, subject):
        return False
    if is_noun_like(tokens, verb, cue) and not is_verb_for_sure(tokens, verb, subject):
        return False
    if cue.support is Support.ALWAYS:
        return cue.verb == "say" or not is_reduced_relative(tokens, after, cue)
    return _has_content(tokens, verb, cue, subject)


def _has_content(tokens: Tokens, verb: int, cue: Cue, subject: Span) -> bool:
    after = verb + 1
    support = cue.support
    if tokens.kind(subject.first - 1) in _GOVERNORS and tokens.word(subject.first - 1) not in CUES:
        return False  # an object with a participle: 'a man called …'
    if is_after_quotation(tokens, subject.first) and is_closed(tokens, after):
        return True
    if support is Support.VERDICT:
        return _is_judged(tokens, verb, cue)
    resumed = skip_adverbials(tokens, after)
    if tokens.word(resumed) == "that" or opens_quotation(tokens, resumed):
        return True
    if support is Support.CLAUSE:
        return tokens.word(after) in _QUESTIONS and cue.verb in {
            "ask",
            "wonder",
            "inquire",
            "know",
            "explain",
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
                PREPOSITION,
            }
        )
    if support is Support.FINDING:
        return is_document(tokens, subject) or has_clause(tokens, after)
    if support is Support.AIM and has_infinitive(tokens, after):
        return True
    if cue.verb in _RECKONINGS and NUMBER in tokens.classes[after : after + 10]:
        return True
    if cue.verb in {"report", "recall"} and tokens.word(after).endswith("ing"):
        return True
    if cue.verb == "write" and tokens.word(after) in {"in", "on"}:
        return True
    if cue.verb == "report" and is_outlet(tokens, subject):
        return True
    return is_parenthetical(tokens, subject.first, after) or has_clause(tokens, resumed)


def _is_judged(tokens: Tokens, verb: int, cue: Cue) -> bool:
    """Whether a verdict is given: in quoted words, 'as' something, or 'of' something."""
    after = verb + 1
    if cue.verb in _NAMINGS and tokens.kind(after) == QUOTE:
        return False
    particle = _PARTICLES.get(cue.verb)
    for place in range(after, min(after + 9, len(tokens.words))):
        if tokens.words[place] == particle and not has_clause(tokens, place + 1):
            return True
    return quotes_within(tokens, after)
