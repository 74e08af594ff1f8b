"""Forms that may be no verb, or none of this subject's: 'false claims', 'the deal announced'."""

from typing import Final

from bot.articles.attribution.english.cues import CUES, Cue, Form
from bot.articles.attribution.english.naming import is_document
from bot.articles.attribution.english.spans import FINITE, Span
from bot.articles.attribution.english.surroundings import (
    has_clause,
    is_parenthetical,
    opens_quotation,
    skip_adverbials,
)
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.words import (
    ADVERB,
    AUXILIARY,
    COMMA,
    CONJUNCTION,
    DETERMINER,
    NOUN,
    NUMBER,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    TIME,
    word_set,
)

RECKONINGS: Final = frozenset({"estimate", "forecast", "project", "calculate"})
_PLURALS: Final = word_set(
    """people police data media men women some many most few both all several half majority those
    staff children personnel familiar close public"""
)
_AMBIGUOUS_NOUNS: Final = word_set(
    """view regard report claim note state comment estimate forecast project promise doubt fear
    hope demand question post rule figure bet signal hint joke vow pledge worry offer cry
    complaint mention remark object counter volunteer reason judge sense guess dream read reply
    show document stress question charge protest propose fume cite express challenge praise blame
    credit fault term brand label detail outline imply dispute talk point laugh smile sigh proof
    urge muse find feel email text cheer chant"""
)
_NOUN_MODIFIERS: Final = word_set(
    """new recent earlier unconfirmed initial media news press repeated similar other such
        false public official latest previous early bold legal insurance united local many
        numerous several conflicting contradictory credible misleading"""
)


def takes_bare_verb(tokens: Tokens, verb: int, subject: Span) -> bool:
    """Whether a verb without an ending agrees with its subject: 'analysts say', not 'a post'."""
    if AUXILIARY in tokens.classes[subject.last + 1 : verb] or _is_past_too(tokens.words[verb]):
        return True
    kinds = tokens.classes[subject.first : subject.last + 1]
    if PRONOUN in kinds or CONJUNCTION in kinds:
        return True
    head = next(
        (
            at - 1
            for at in range(subject.first + 1, subject.last + 1)
            if tokens.classes[at] in {PREPOSITION, RELATIVE, PAST}
        ),
        subject.last,
    )
    word = tokens.words[head]
    if NUMBER in tokens.classes[max(head - 1, subject.first) : head + 1] and head == subject.first:
        return True  # 'three say'
    return (word.endswith("s") and not word.endswith("ss")) or word in _PLURALS


def _is_past_too(word: str) -> bool:
    """Whether a bare form is a past as well."""
    return word in {"forecast", "read", "bet"}


def is_noun_like(tokens: Tokens, verb: int, cue: Cue) -> bool:
    """Whether a form is as likely a noun there: 'reports', 'claim'."""
    return (
        cue.verb in _AMBIGUOUS_NOUNS
        and cue.form in {Form.BASE, Form.THIRD}
        and tokens.kind(verb - 1) not in {PRONOUN, RELATIVE, ADVERB, "a", COMMA}
    )


def is_verb_for_sure(tokens: Tokens, verb: int, cue: Cue, subject: Span) -> bool:
    """Tell 'the ministry claims that' from 'false claims that'."""
    before = tokens.words[verb - 1]
    earlier = CUES.get(before)
    if earlier is not None and earlier.form is Form.BASE and tokens.word(verb - 2) == "to":
        return False  # 'to confirm reports that'
    if is_document(tokens, subject) and is_parenthetical(tokens, subject.first, verb + 1):
        return True
    is_described = before in _NOUN_MODIFIERS or before.endswith(("ous", "ive", "al"))
    if tokens.kind(verb - 1) == POSSESSIVE or (
        is_described and (verb == 1 or not tokens.is_capitalised(verb - 1))
    ):
        return False
    after = verb + 1
    is_named = tokens.is_capitalised(verb - 1) or tokens.classes[subject.first] == DETERMINER
    is_plural = before.endswith("s") or before in {"people", "police"}
    if tokens.is_capitalised(verb):
        return False
    if not is_named and not is_plural:
        return False
    if tokens.word(after) == "that" and tokens.kind(after + 1) in FINITE:
        return False  # 'projects that are'
    return (
        tokens.word(after) in {"that", "whether", "how", "why"}
        or (cue.verb == "claim" and tokens.word(after) == "to")
        or (cue.verb in RECKONINGS and NUMBER in tokens.classes[after : after + 10])
        or opens_quotation(tokens, after)
        or (cue.verb == "report" and tokens.word(after) in {"being", "having"})
        or has_clause(tokens, after)
        or (is_document(tokens, subject) and tokens.kind(after) in {DETERMINER, NUMBER, NOUN})
        or (
            is_parenthetical(tokens, subject.first, after)
            and tokens.kind(after) != PREPOSITION  # 'a group fighting Indian rule in Kashmir'
        )
    )


def is_reduced_relative(tokens: Tokens, after: int, cue: Cue) -> bool:
    """Whether a participle only describes a noun: 'the deal announced on Monday will'."""
    if cue.form is not Form.PAST or tokens.kind(after) not in {PREPOSITION, TIME, ADVERB}:
        return False
    return tokens.kind(skip_adverbials(tokens, after)) in FINITE
