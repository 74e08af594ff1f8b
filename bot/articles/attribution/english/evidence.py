"""Whether a verb with its subject reports at all."""

from typing import Final

from bot.articles.attribution.english.ambiguity import (
    is_noun_like,
    is_reduced_relative,
    is_verb_for_sure,
    takes_bare_verb,
)
from bot.articles.attribution.english.content import has_content
from bot.articles.attribution.english.cues import Cue, Form, Support
from bot.articles.attribution.english.spans import Span
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import (
    AUXILIARY,
    BE,
    BREAK,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    END,
    PREPOSITION,
    QUOTE,
    word_set,
)

_MEANS: Final = frozenset({"telephone", "phone", "email", "e-mail", "text", "video", "fax"})
_QUARRELS: Final = frozenset({"over", "about", "with"})
_TALES: Final = word_set("story stories joke jokes tale tales lie lies truth time")
_NOTHING_MORE: Final = frozenset({"", END, COMMA, DASH, PREPOSITION, CONJUNCTION, BREAK})
_NO_CONTENT: Final = frozenset(
    {"yes", "mass", "grace", "no", "goodbye", "hello", "nothing", "little", "farewell", "so"}
)
_MODALS: Final = frozenset({"can", "could", "may", "might", "must", "should"})
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
    near = max(subject.last + 1, verb - 3)
    helping = tokens.words[near:verb]
    is_sure = cue.verb == "say" or AUXILIARY in tokens.classes[near:verb]
    if cue.support is Support.ALWAYS and cue.verb != "say" and not _MODALS.isdisjoint(helping):
        return False  # 'before tests can confirm'
    if cue.support is Support.ALWAYS and (cue.verb == "say" or "will" not in helping):
        return is_sure or not is_reduced_relative(tokens, after, cue)
    return has_content(tokens, verb, cue, subject)


def _is_asked(tokens: Tokens, subject: Span, after: int) -> bool:
    """Whether a clause is itself a question, a condition or an object: 'what he said stunned them'.

    What stands in the place of the object can still be told: 'what he said was a lie'.
    """
    word = tokens.word(subject.first - 1)
    if word in {"whether", "if", "unless"}:
        return True
    return (
        word == "what"
        and tokens.word(after) != "as"
        and tokens.kind(after) not in {BE, DETERMINER, QUOTE, PREPOSITION}
    )


def _is_told_a_tale(tokens: Tokens, after: int) -> bool:
    head = after + (tokens.kind(after) == DETERMINER)
    return tokens.word(head) in _TALES
