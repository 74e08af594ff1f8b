"""Whether what stands beside a verb shows that it reports."""

from typing import Final

from bot.articles.attribution.cues import Cue, Form, Support
from bot.articles.attribution.outlets import is_outlet
from bot.articles.attribution.phrases import FINITE, NOMINAL, UNITS, Span
from bot.articles.attribution.tokens import Tokens
from bot.articles.attribution.words import (
    ADVERB,
    COLON,
    COMMA,
    CONJUNCTION,
    DASH,
    DETERMINER,
    END,
    NEGATION,
    NOUN,
    NUMBER,
    OBJECT,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    SUBORDINATOR,
    TIME,
    UNQUOTE,
    word_set,
)

_CLOSINGS: Final = frozenset({COMMA, END, "", DASH, UNQUOTE, QUOTE, COLON})
_QUESTIONS: Final = frozenset({"whether", "how", "why", "if", "what", "who", "when", "where"})
_NO_CONTENT: Final = frozenset(
    {"yes", "no", "goodbye", "hello", "nothing", "little", "farewell", "so"}
)
_PASSIVES: Final = word_set(
    """said expected anticipated believed thought estimated reported alleged intended found shown
    felt assumed suspected understood projected calculated feared forecast confirmed
    predicted considered deemed"""
)
_AMBIGUOUS_NOUNS: Final = word_set(
    """report claim note state comment estimate forecast project promise doubt fear hope demand
    question post rule figure bet signal hint joke vow pledge worry offer cry complaint
    mention remark object counter volunteer reason judge sense guess dream read reply show
    document stress question charge protest propose fume cite express challenge praise
    blame fault term brand label detail outline imply dispute talk point laugh smile sigh
    proof urge muse find feel"""
)
_NOUN_MODIFIERS: Final = word_set(
    """new recent earlier unconfirmed initial media news press repeated similar other such false
    public official latest previous early bold legal insurance united local many numerous
    several conflicting contradictory credible misleading"""
)
DOCUMENTS: Final = word_set(
    """report reports study studies data poll polls survey surveys figures analysis records
    record documents document research results statistics estimates filing filings letter
    memo email emails e-mail transcript statement findings review investigation inquiry
    audit index census test tests evidence footage video images photos photographs paper
    article indictment complaint affidavit lawsuit ruling order draft version reading
    numbers experiments trial trials model models projections files papers cable cables
    assessment tally count logs"""
)


def is_supported(tokens: Tokens, verb: int, cue: Cue, subject: Span) -> bool:
    """Return whether a verb with this subject reports what the subject says or thinks."""
    after = verb + 1
    word = tokens.word(after)
    if cue.form is Form.PAST and (
        word == "by" or (word == "to" and tokens.words[verb] in _PASSIVES)
    ):
        return False
    if word in _NO_CONTENT:
        return False
    if _is_noun_like(tokens, verb, cue) and not _is_verb_for_sure(tokens, verb, subject):
        return False
    if cue.support is Support.ALWAYS:
        return cue.verb == "say" or not _is_reduced_relative(tokens, after, cue)
    return _has_content(tokens, verb, cue, subject)


def _has_content(tokens: Tokens, verb: int, cue: Cue, subject: Span) -> bool:
    after = verb + 1
    support = cue.support
    if is_after_quotation(tokens, subject.first) and _is_closed(tokens, after):
        return True
    if support is Support.VERDICT:
        return _quotes_within(tokens, after)
    resumed = skip_adverbials(tokens, after)
    if tokens.word(resumed) == "that" or _opens_quotation(tokens, resumed):
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
        return tokens.kind(after) in NOMINAL or tokens.kind(after) in {
            DETERMINER,
            OBJECT,
            PRONOUN,
            PREPOSITION,
        }
    if support is Support.FINDING:
        return _is_document(tokens, subject) or has_clause(tokens, after)
    if support is Support.AIM and _has_infinitive(tokens, after):
        return True
    if cue.verb == "write" and tokens.word(after) in {"in", "on"}:
        return True
    if cue.verb == "report" and is_outlet(tokens, subject):
        return True
    return is_parenthetical(tokens, subject.first, after) or has_clause(tokens, resumed)


def is_after_quotation(tokens: Tokens, place: int) -> bool:
    """Whether a quotation ends right before a place."""
    kind = tokens.kind(place - 1)
    return kind == UNQUOTE or (kind in {COMMA, DASH} and tokens.kind(place - 2) == UNQUOTE)


def is_parenthetical(tokens: Tokens, first: int, after: int) -> bool:
    """Whether subject and verb stand at the edge of what they report: ', she added,'."""
    before = tokens.kind(first - 1)
    return before in {COMMA, UNQUOTE, DASH} and _is_closed(tokens, after)


def _is_closed(tokens: Tokens, place: int) -> bool:
    kind = tokens.kind(place)
    if kind in _CLOSINGS:
        return True
    return tokens.kind(skip_adverbials(tokens, place)) in _CLOSINGS or kind in {
        PREPOSITION,
        TIME,
        ADVERB,
        SUBORDINATOR,
        DETERMINER,
        OBJECT,
        NOUN,
    }


def skip_adverbials(tokens: Tokens, place: int) -> int:
    """Step right over times, adverbs and phrases such as 'during the meeting'."""
    end = min(place + 14, len(tokens.words))
    while place < end:
        kind, word = tokens.classes[place], tokens.words[place]
        if kind in {ADVERB, TIME, NEGATION}:
            place += 1
        elif word in {"last", "this", "next"} and tokens.word(place + 1) in UNITS:
            place += 2
        elif kind == PREPOSITION:
            following = place + 1
            while following < end and (
                tokens.classes[following] in NOMINAL
                or tokens.classes[following] == TIME
                or (tokens.classes[following] == DETERMINER and following == place + 1)
                or tokens.words[following] in {"of", "him", "her", "them", "me", "us"}
            ):
                following += 1
            if following == place + 1:
                return place
            place = following
        else:
            return place
    return place


def _opens_quotation(tokens: Tokens, place: int) -> bool:
    if tokens.kind(place) in {COMMA, COLON}:
        place += 1
    return tokens.kind(place) == QUOTE


def _quotes_within(tokens: Tokens, place: int) -> bool:
    """Whether a quotation opens later in the clause."""
    for later in range(place, min(place + 20, len(tokens.words))):
        kind = tokens.classes[later]
        if kind == QUOTE:
            return True
        if kind in {END, COLON, SUBORDINATOR} and tokens.kind(later + 1) != QUOTE:
            return False
    return False


def has_clause(tokens: Tokens, place: int) -> bool:
    """Whether a clause with a finite verb of its own begins at a place."""
    if tokens.kind(place) not in NOMINAL and tokens.kind(place) not in {DETERMINER, PRONOUN}:
        return False
    if tokens.kind(place) == PRONOUN:
        return tokens.kind(place + 1) not in {COMMA, END, "", PREPOSITION}
    for later in range(place, min(place + 16, len(tokens.words))):
        kind = tokens.classes[later]
        if kind in FINITE:
            return later > place
        if kind == PAST:
            if tokens.kind(later + 1) in {DETERMINER, PRONOUN, OBJECT, NUMBER, ADVERB}:
                return True
        elif kind == PRONOUN:
            return later > place + 1
        elif kind not in NOMINAL and kind not in {
            DETERMINER,
            PREPOSITION,
            CONJUNCTION,
            ADVERB,
            TIME,
        }:
            return False
    return False


def _has_infinitive(tokens: Tokens, place: int) -> bool:
    for later in range(place, min(place + 10, len(tokens.words))):
        kind = tokens.classes[later]
        if tokens.words[later] == "to":
            following = later + 1
            return tokens.kind(following) in {NOUN, "B", "a", "V"} and not tokens.is_capitalised(
                following
            )
        if (
            kind not in NOMINAL
            and kind not in {DETERMINER, OBJECT, CONJUNCTION, ADVERB, PRONOUN}
            and (kind != PREPOSITION)
        ):
            return False
    return False


def _is_document(tokens: Tokens, subject: Span) -> bool:
    for place in range(subject.first, subject.last + 1):
        if tokens.classes[place] == PREPOSITION:
            break
        if tokens.words[place] in DOCUMENTS and tokens.kind(place + 1) != NOUN:
            return True
    return False


def _is_noun_like(tokens: Tokens, verb: int, cue: Cue) -> bool:
    return (
        cue.verb in _AMBIGUOUS_NOUNS
        and cue.form in {Form.BASE, Form.THIRD}
        and tokens.kind(verb - 1) not in {PRONOUN, RELATIVE, ADVERB, "a", COMMA}
    )


def _is_verb_for_sure(tokens: Tokens, verb: int, subject: Span) -> bool:
    """Tell 'the ministry claims that' from 'false claims that'."""
    before = tokens.words[verb - 1]
    if _is_document(tokens, subject) and is_parenthetical(tokens, subject.first, verb + 1):
        return True
    if (
        before in _NOUN_MODIFIERS
        or tokens.kind(verb - 1) == POSSESSIVE
        or before.endswith(("ous", "ive", "al"))
    ):
        return False
    after = verb + 1
    is_named = tokens.is_capitalised(verb - 1) or tokens.classes[subject.first] == DETERMINER
    is_plural = before.endswith("s") or before in {"people", "police"}
    if tokens.is_capitalised(verb):
        return False
    if not is_named and not is_plural:
        return False
    return (
        tokens.word(after) == "that"
        or _opens_quotation(tokens, after)
        or has_clause(tokens, after)
        or (_is_document(tokens, subject) and tokens.kind(after) in {DETERMINER, NUMBER, NOUN})
        or is_parenthetical(tokens, subject.first, after)
    )


def _is_reduced_relative(tokens: Tokens, after: int, cue: Cue) -> bool:
    """Whether a participle only describes a noun: 'the deal announced on Monday will'."""
    if cue.form is not Form.PAST or tokens.kind(after) not in {PREPOSITION, TIME, ADVERB}:
        return False
    return tokens.kind(skip_adverbials(tokens, after)) in FINITE
