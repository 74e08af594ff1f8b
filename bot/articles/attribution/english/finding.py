"""From a text's cues to the sources that it names."""

from collections.abc import Sequence

from bot.articles.attribution.english.agents import agent_of
from bot.articles.attribution.english.cues import CUES, TRIGGERS, Cue, Form, Support
from bot.articles.attribution.english.evidence import is_supported
from bot.articles.attribution.english.leftward import phrase_before
from bot.articles.attribution.english.naming import is_document, names_somebody
from bot.articles.attribution.english.outlets import is_outlet, reported_outlets
from bot.articles.attribution.english.patterns import sources_of_pattern
from bot.articles.attribution.english.rightward import phrase_after
from bot.articles.attribution.english.spans import FINITE, Span
from bot.articles.attribution.english.subjects import clause_subject, subject_of
from bot.articles.attribution.english.surroundings import is_after_quotation, quotes_within
from bot.articles.attribution.english.tokens import Tokens, tokenise
from bot.articles.attribution.english.verbs import verb_group
from bot.articles.attribution.english.words import (
    ADVERB,
    AUXILIARY,
    CLOSE,
    COLON,
    COMMA,
    DASH,
    END,
    NOUN,
    NUMBER,
    PAST,
    PRONOUN,
    QUOTE,
    TIME,
    UNQUOTE,
    word_set,
)
from bot.articles.model import Role, Source

_INVERTED = frozenset(
    {"say", "report", "warn", "write", "claim", "argue", "explain", "add", "note"}
)
_ISSUED = word_set("issued released sent posted published wrote circulated made signed")
_PARTICIPLES = word_set(
    """say add argue note claim insist warn tell write explain complain maintain contend allege
    declare announce stress emphasize emphasise state acknowledge concede predict believe
    think hope fear suggest assert remark"""
)

_JUDGING = word_set(
    "call describe denounce dismiss condemn hail praise label dub criticize criticise brand blast"
)
_VOWING = word_set("vowing pledging promising threatening")


def find_sources(text: str) -> tuple[Source, ...]:
    """Return the names that a text gives as its sources, in order, none overlapping another.

    Speakers are whoever says, writes, thinks or finds what the text reports, as the text names
    them (a name, a description or a pronoun); outlets are the agencies, newspapers and
    broadcasters that carried it. One that another outlet carried is a speaker. What cannot be told
    with some certainty is left out. The work is linear in the length of the text; nothing is
    raised.
    """
    tokens = tokenise(text)
    spans: set[Span] = set()
    for place in tokens.cues:
        word = tokens.words[place]
        if word in TRIGGERS:
            spans.update(span for span in sources_of_pattern(tokens, place) if span is not None)
        if (cue := CUES.get(word)) is not None and not _is_in_name(tokens, place):
            spans.update(_sources_of_verb(tokens, place, cue))
    named = _apart(spans)
    outlets = [span for span in named if is_outlet(tokens, span)]
    reporting = {span for span in outlets if _reports_somebody(tokens, span, named)}
    carriers = frozenset(outlets) - (reported_outlets(tokens, outlets) - reporting)
    return tuple(_source(tokens, span, is_outlet=span in carriers) for span in named)


def _reports_somebody(tokens: Tokens, outlet: Span, named: Sequence[Span]) -> bool:
    """Whether an outlet carries what somebody says: 'KCNA reported that Kim claimed'."""
    verb = outlet.last + 1
    while tokens.kind(verb) in {ADVERB, TIME, AUXILIARY}:
        verb += 1
    speaker = verb + 1 + (tokens.word(verb + 1) == "that")
    is_told = tokens.word(verb) in CUES and any(span.first == speaker for span in named)
    return is_told and tokens.kind(speaker) != PRONOUN


def _is_in_name(tokens: Tokens, place: int) -> bool:
    """Whether a verb's form is part of a name: 'Edward Said'."""
    return (
        place > 0
        and tokens.is_capitalised(place)
        and tokens.kind(place - 1) == NOUN
        and tokens.is_capitalised(place - 1)
        and not tokens.text.isupper()
    )


def _sources_of_verb(tokens: Tokens, verb: int, cue: Cue) -> list[Span]:
    if cue.form is Form.GERUND and not verb_group(tokens, verb).has_be:
        span = _subject_of_participle(tokens, verb, cue)
        return [] if span is None else [span]
    if (agent := agent_of(tokens, verb, cue)) is not None:
        return [agent]
    inverted = _inverted_subject(tokens, verb, cue)
    if inverted is not None:
        return [inverted]
    subject = subject_of(tokens, verb, cue)
    if subject is None or not is_supported(tokens, verb, cue, subject):
        return []
    if cue.verb == "tell":
        told = phrase_after(tokens, verb + 1, is_wide=False)
        is_named = told is not None and any(
            tokens.is_capitalised(at) for at in range(told.first, told.last + 1)
        )
        if told is not None and is_named and is_outlet(tokens, told):
            return [subject, told]
    return [subject]


def _subject_of_participle(tokens: Tokens, verb: int, cue: Cue) -> Span | None:
    """'She resigned, saying that …' and 'a report saying that …'."""
    if tokens.kind(verb - 1) == NOUN:
        lead = _with_somebody(tokens, verb) if cue.verb in _PARTICIPLES else None
        if lead is None and (cue.verb == "say" or tokens.word(verb + 1) == "that"):
            return _author(tokens, phrase_before(tokens, verb - 1))
        return lead
    if tokens.kind(verb - 1) != COMMA:
        return None
    earlier = CUES.get(tokens.word(verb - 2))
    if earlier is not None and earlier.form in {Form.PAST, Form.THIRD}:
        return subject_of(tokens, verb - 2, earlier)  # '…, the ministry said, adding that'
    if cue.verb in _PARTICIPLES:
        is_sum = cue.verb == "add" and tokens.kind(verb + 1) == NUMBER  # 'adding 67 runs'
        return None if is_sum else clause_subject(tokens, verb - 1, is_strict=False)
    is_told = quotes_within(tokens, verb + 1) if cue.verb in _JUDGING else _is_vowed(tokens, verb)
    subject = clause_subject(tokens, verb - 1, is_strict=False) if is_told else None
    return subject if subject is not None and names_somebody(tokens, subject) else None


def _with_somebody(tokens: Tokens, verb: int) -> Span | None:
    """'…, with his lawyers arguing that he is ill'."""
    for place in range(verb - 2, max(verb - 10, 0), -1):
        if tokens.words[place] == "with" and tokens.kind(place - 1) == COMMA:
            span = phrase_after(tokens, place + 1, is_wide=True)
            if span is None or span.last < verb - 1:
                return None
            span = Span(span.first, verb - 1)
            return span if names_somebody(tokens, span) else None
    return None


def _is_vowed(tokens: Tokens, verb: int) -> bool:
    """Whether somebody commits to something: 'vowing to fight', 'accusing them of theft'."""
    if tokens.words[verb] == "accusing":
        return "of" in tokens.words[verb + 1 : verb + 9]
    return tokens.words[verb] in _VOWING and tokens.word(verb + 1) in {"to", "that"}


def _author(tokens: Tokens, document: Span | None) -> Span | None:
    """Return a document that says something, or who issued it: 'X sent a letter saying …'."""
    if document is None or not is_document(tokens, document):
        return None
    if tokens.word(document.first - 1) in _ISSUED:
        return subject_of(tokens, document.first - 1, CUES["said"])
    return document


def _inverted_subject(tokens: Tokens, verb: int, cue: Cue) -> Span | None:
    """'“…,” said X' and '…, says X': the subject that follows its verb."""
    is_quoted = is_after_quotation(tokens, verb)
    before = tokens.kind(verb - 1)
    if not is_quoted and (before not in {COMMA, DASH, ""} or cue.verb not in _INVERTED):
        return None
    if cue.support in {Support.ADDRESS, Support.FINDING} or cue.form is Form.GERUND:
        return None
    span = phrase_after(tokens, verb + 1, is_wide=False)
    if span is None:
        return None
    after = tokens.kind(span.last + 1)
    if tokens.classes[span.last] == PRONOUN:
        return span if is_quoted and after in {COMMA, END, ""} else None
    if after in FINITE or after == PRONOUN:
        return None
    if is_quoted:
        return None if after == QUOTE else span
    if not names_somebody(tokens, span):
        return None
    if before == "":
        return span if after in {COLON, COMMA} else None
    if cue.form is Form.PAST and cue.verb != "say" and not is_outlet(tokens, span):
        return None
    return (
        span
        if after in {COMMA, END, "", CLOSE, DASH, UNQUOTE} and _has_verb(tokens, verb)
        else None
    )


def _has_verb(tokens: Tokens, place: int) -> bool:
    """Whether a clause, not a name alone, stands before an inverted verb."""
    kinds = tokens.classes[max(place - 40, 0) : place]
    return any(kind in FINITE or kind == PAST for kind in kinds) or not any(
        kind == COMMA for kind in kinds[:-1]
    )


def _apart(spans: set[Span]) -> list[Span]:
    """Return the spans in order, of two that overlap the longer one."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.first, -span.last)):
        if kept and span.first <= kept[-1].last:
            if span.last - span.first > kept[-1].last - kept[-1].first:
                kept[-1] = span
            continue
        kept.append(span)
    return kept


def _source(tokens: Tokens, span: Span, *, is_outlet: bool) -> Source:
    start, end = tokens.starts[span.first], tokens.ends[span.last]
    role = Role.OUTLET if is_outlet else Role.SPEAKER
    return Source(tokens.text[start:end], start, end, role)
