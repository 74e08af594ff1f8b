"""Sources that a fixed pattern names: 'according to', 'citing', 'in the words of' and others."""

from typing import Final

from bot.articles.attribution.english.cues import ASSERTIONS, CUES, MADE_BY, Form
from bot.articles.attribution.english.leftward import phrase_before
from bot.articles.attribution.english.naming import DOCUMENTS, head_of, names_somebody
from bot.articles.attribution.english.phrasal import subject_of_phrasal
from bot.articles.attribution.english.rightward import phrase_after
from bot.articles.attribution.english.spans import Span, is_clause_edge
from bot.articles.attribution.english.subjects import subject_at
from bot.articles.attribution.english.tokens import Tokens
from bot.articles.attribution.english.verbs import verb_group
from bot.articles.attribution.english.words import (
    ADVERB,
    BE,
    COMMA,
    DETERMINER,
    END,
    GERUND,
    NOUN,
    PAST,
    POSSESSIVE,
    PREPOSITION,
    TIME,
    word_set,
)

_NOT_CITED: Final = word_set(
    """plan plans law schedule size age whether how what custom tradition need needs rules taste
    income instructions principles recipe method formula calendar criteria standards wishes rank"""
)
_STATEMENTS: Final = word_set("statement interview letter speech post blog")
_ATTITUDES: Final = word_set(
    """confident certain sure convinced hopeful optimistic worried concerned afraid adamant
    doubtful skeptical sceptical aware angry furious upset frustrated disappointed surprised pleased
    glad proud relieved"""
)


def sources_of_pattern(tokens: Tokens, place: int) -> list[Span | None]:
    """Return the sources of the fixed pattern that holds the word at a place, if it holds one."""
    word = tokens.words[place]
    following = tokens.word(place + 1)
    if word == "according":
        return [_after_according(tokens, place)] if following == "to" else []
    if word in {"citing", "quoting"}:
        span = phrase_after(tokens, place + 1, is_wide=True)
        return [span] if span is not None and names_somebody(tokens, span) else []
    if word in {"cited", "quoted", "quote", "quotes"}:
        return _quoted_as_saying(tokens, place)
    if word == "per":
        return [_after_per(tokens, place)]
    if word in MADE_BY and _is_apposed_to_document(tokens, place):
        return [_after_by(tokens, place)]
    if word == "reported" and following == "by":
        return (
            [phrase_after(tokens, place + 2, is_wide=False)]
            if _is_as_reported(tokens, place)
            else []
        )
    if word in {"words", "view", "opinion"} and (found := _in_the_words_of(tokens, place)):
        return found
    if word in _STATEMENTS:
        return [_after_statement(tokens, place)]
    if word in _ATTITUDES:
        return [_holder(tokens, place)]
    if word in ASSERTIONS:
        return [_claimant(tokens, place)]
    return [subject_of_phrasal(tokens, place)]


def _after_according(tokens: Tokens, place: int) -> Span | None:
    first = place + 2
    span = phrase_after(tokens, first, is_wide=True)
    if span is None or tokens.words[head_of(tokens, span)] in _NOT_CITED:
        return None
    is_own = tokens.word(first) in {"its", "their"}
    return None if is_own and not names_somebody(tokens, span) else span


def _quoted_as_saying(tokens: Tokens, place: int) -> list[Span | None]:
    """'X was quoted as saying', 'X was quoted by Y as saying', 'Y quoted X as saying'."""
    end = min(place + 20, len(tokens.words))
    said = next(
        (
            at
            for at in range(place + 1, end)
            if tokens.words[at] == "as"
            and tokens.word(at + 1) in {"saying", "telling", "warning", "adding", "describing"}
        ),
        place + 1 if tokens.kind(place + 1) == GERUND else None,  # 'was quoted calling it a sham'
    )
    following = tokens.word(place + 1)
    if said is None and tokens.word(place - 1) == "which":  # 'AP, which cited officials'
        cited = phrase_after(tokens, place + 1, is_wide=True)
        return [cited] if cited is not None and names_somebody(tokens, cited) else []
    if following == "by" and tokens.kind(place - 1) == COMMA:  # 'the ministry, quoted by AP,'
        return [phrase_before(tokens, place - 2), phrase_after(tokens, place + 2, is_wide=False)]
    if said is None:
        return []
    group = verb_group(tokens, place)
    if not group.has_be:
        agent = None
        if group.before >= 0 and not group.is_infinitive:
            agent = subject_at(tokens, group.before, place)
        return [agent, phrase_after(tokens, place + 1, is_wide=True)]
    found = [subject_at(tokens, group.before, place) if group.before >= 0 else None]
    for at in range(place + 1, said):
        if tokens.words[at] == "by":
            found.append(phrase_after(tokens, at + 1, is_wide=False))
            break
    return found


def _after_per(tokens: Tokens, place: int) -> Span | None:
    if tokens.kind(place - 1) not in {"", COMMA, END}:
        return None
    following = place + 1
    if tokens.kind(following) == DETERMINER or (
        following < len(tokens.words) and tokens.is_capitalised(following)
    ):
        return phrase_after(tokens, following, is_wide=False)
    return None


def _is_apposed_to_document(tokens: Tokens, place: int) -> bool:
    """Whether 'published' follows a report between commas: 'The report, published by X, …'."""
    return tokens.kind(place - 1) == COMMA and any(
        tokens.words[at] in DOCUMENTS for at in range(max(place - 8, 0), place - 1)
    )


def _after_by(tokens: Tokens, place: int) -> Span | None:
    for at in range(place + 1, min(place + 8, len(tokens.words))):
        if tokens.words[at] == "by":
            return phrase_after(tokens, at + 1, is_wide=False)
        if tokens.classes[at] not in {TIME, ADVERB, PREPOSITION, NOUN, DETERMINER, "#"}:
            return None
    return None


def _is_as_reported(tokens: Tokens, place: int) -> bool:
    before = tokens.word(place - 1)
    return before in {"as", "first", "earlier", "previously"} or tokens.kind(place - 1) == BE


def _in_the_words_of(tokens: Tokens, place: int) -> list[Span | None]:
    """'In the words of X' and 'in X's view'."""
    before = tokens.word(place - 1)
    if before == "the" and tokens.word(place + 1) == "of" and tokens.word(place - 2) == "in":
        return [phrase_after(tokens, place + 2, is_wide=True)]
    if tokens.kind(place - 1) == POSSESSIVE and tokens.words[place] != "words":
        owner = phrase_before(tokens, place - 2)
        if owner is not None and tokens.word(owner.first - 1) == "in":
            return [owner]
    return []


def _after_statement(tokens: Tokens, place: int) -> Span | None:
    """'In a statement, the airline blamed …': the subject of a clause so introduced."""
    opening = next(
        (at for at in range(place - 1, max(place - 8, -1), -1) if tokens.words[at] == "in"), None
    )
    if opening is None or not is_clause_edge(tokens, opening - 1):
        return None
    comma = next(
        (
            at
            for at in range(place + 1, min(place + 12, len(tokens.words)))
            if tokens.classes[at] in {COMMA, END}
        ),
        None,
    )
    if comma is None or tokens.classes[comma] != COMMA:
        return None
    span = phrase_after(tokens, comma + 1, is_wide=True, is_subject=True)
    if span is None:
        return None
    verb = span.last + 1
    while tokens.kind(verb) in {ADVERB, TIME}:
        verb += 1
    cue = CUES.get(tokens.word(verb))
    is_cue = cue is not None and cue.form in {Form.PAST, Form.THIRD}
    return span if is_cue else None


def _holder(tokens: Tokens, place: int) -> Span | None:
    """'Officials are confident that …'."""
    if tokens.word(place + 1) != "that":
        return None
    group = verb_group(tokens, place)
    if not group.has_be or group.before < 0:
        return None
    return subject_at(tokens, group.before, place)


def _claimant(tokens: Tokens, place: int) -> Span | None:
    """'The ministry's claim that …', 'a warning from doctors that …'."""
    following = tokens.word(place + 1)
    if following in {"from", "by"}:
        span = phrase_after(tokens, place + 2, is_wide=False)
        return span if span is not None and tokens.word(span.last + 1) == "that" else None
    if following not in {"that", "there"} and tokens.words[place + 1 : place + 3] != ["is", "that"]:
        return None
    owner = place - 1
    while tokens.kind(owner) in {NOUN, PAST} and owner > place - 3:
        owner -= 1
    if tokens.kind(owner) == POSSESSIVE:
        return phrase_before(tokens, owner - 1)
    return None
