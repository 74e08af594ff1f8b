"""The part of a sentence that answers the question, if it is certain."""

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from bot.retrieval.model import Span
from bot.retrieval.parsing.answer_types import (
    BEFORE_PLACE,
    SAYING,
    WHERE,
    WHO,
    AnswerType,
    spans_of,
    undated_spans_of,
)
from bot.retrieval.question import Question
from bot.retrieval.text.analysis import analyse

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_LONGEST = 2_000  # characters; of a longer sentence, no part is singled out
_REACH = 40.0  # characters over which a word's support for a span next to it falls to 1/e
_CLEAR = 1.3  # times the support of the next best: below, it is not sure which of them it is
_COUNTED = regex.compile(r"(?i)\bhow many (?:of (?:the )?)?(\p{L}+)(?: (\p{L}+))?")
_BEHIND = 3  # words in which what is counted follows its number: '640 drivers and mechanics'
_CLASS = regex.compile(r"(?i)\b(?:what|which) (\p{L}+)")  # 'which university': Larkspur University
# 'according to AP' says who carried the report, which only a question about that asks for.
_CITING = regex.compile(r"(?i)\b(?:according to|citing) (?:the )?$")
_STAYING = regex.compile(r"(?i)\b(?:in|at|near|along|across|outside|inside) (?:the )?$")
# 'North Korean state media': what is called so is no name.
_ADJECTIVE = regex.compile(r"\p{Lu}\p{Ll}+(?:ian|ean|ese|ish|ench|erman|utch|iss|reek|aeli|aqi)$")
_DESCRIBED = regex.compile(r" \p{Ll}")


def highlight(question: Question, text: str) -> Span | None:
    """The half-open range of `text` that answers: a date, number or name if one is asked for.

    Of several, the one closest to the question's words, if it is clearly the closest. A span that
    the question itself contains does not answer it. For other types of answers there is no span,
    nor for excessively long sentences.
    """
    kind = question.answer_type
    if not kind or len(text) > _LONGEST:
        return None
    asked = frozenset(question.analysis.terms)
    said = [
        match.span()
        for match in _WORD.finditer(text)
        if not asked.isdisjoint(_terms(match.group()))
    ]
    spans = list(undated_spans_of(kind, text, question.language))
    # The question's words are all inside one name: it asks about the name, so that no name answers
    # it.
    if any(asked.issubset(_terms(text[slice(*span)])) for span in spans):
        return None  # 'Who is Sergei Shoigu?' is answered by no name
    if kind is AnswerType.NAME and (called := _CLASS.search(question.clause)):
        # The class may be part of the answer ('which university' → 'Larkspur University'), which
        # the test for new spans would reject.
        asked = asked.difference(_terms(called[1].lower()))
    spans = _new(text, spans, asked, kind)
    if kind is AnswerType.NAME:
        spans = [span for span in spans if not _is_adjective(text, span)]
        if WHERE.search(question.clause):
            spans = [span for span in spans if BEFORE_PLACE.search(text, 0, span[0])]
        elif WHO.search(question.clause):
            is_report = SAYING.search(question.clause) is not None
            spans = [one for one in spans if is_report or not _CITING.search(text, 0, one[0])]
            spans = [span for span in spans if _is_whole_person(text, span)]
    if kind is AnswerType.NUMBER:
        spans = _no_dates(text, spans, question.language)
    # The noun that is counted decides before distance does: '40 people in two boats'
    # for 'how many boats'.
    return _counted(question, text, spans) or _closest(spans, said)


def matching(question: Question, text: str) -> tuple[Span, ...]:
    """The longest run of words in `text` that the question has too, in any form.

    Stop words do not interrupt a run. Of several runs, those with the most words; none if they make
    up more than half of the text, since nothing would stand out.
    """
    asked = frozenset(question.analysis.terms)
    named = list(spelt_out(text, frozenset(question.analysis.words)))
    parts: list[tuple[int, Span]] = []  # with the number of words
    follows = False  # nothing but grammar since the last of them
    for match in _WORD.finditer(text):
        terms = _terms(match.group())
        is_named = any(start <= match.start() < end for start, end in named)
        if is_named or (len(terms) == 1 and terms[0] in asked):
            count, (start, _) = parts.pop() if follows else (0, match.span())
            parts.append((count + 1, (start, match.end())))
            follows = True
        elif terms:
            follows = False
    most = max((count for count, _ in parts), default=0)
    spans = tuple(span for count, span in parts if count == most)
    return spans if 2 * sum(end - start for start, end in spans) <= len(text) else ()


def spelt_out(text: str, asked: frozenset[str]) -> Iterator[Span]:
    """The names in `text` that the question has by their initials, as KCNA."""
    for start, end in spans_of(AnswerType.NAME, text):
        initials = [word[0] for word in text[start:end].split() if word[0].isupper()]
        if len(initials) > 2 and "".join(initials).casefold() in asked:
            yield start, end


@lru_cache(maxsize=16_384)  # of words and short spans, which come again
def _terms(text: str) -> tuple[str, ...]:
    return analyse(text).terms


def _new(text: str, spans: Iterable[Span], asked: frozenset[str], kind: AnswerType) -> list[Span]:
    """The spans that the question does not say; after a number, it may say the unit."""
    most = None if kind is AnswerType.NAME else 1
    return [span for span in spans if asked.isdisjoint(_terms(text[slice(*span)])[:most])]


def _no_dates(text: str, spans: list[Span], language: str | None) -> list[Span]:
    """The numbers without dates and without conversions in brackets, unless no others are left."""
    dates = list(spans_of(AnswerType.DATE, text, language))
    kept = [
        span
        for span in spans
        if text[max(0, span[0] - 1)] != "("
        and not any(start <= span[0] < end for start, end in dates)
    ]
    return kept or spans


def _is_adjective(text: str, span: Span) -> bool:
    is_followed = _DESCRIBED.match(text, span[1]) is not None
    return is_followed and _ADJECTIVE.search(text[slice(*span)]) is not None


def _is_whole_person(text: str, span: Span) -> bool:
    """Whether a name is neither a location nor a possessive."""
    is_owner = text[slice(*span)].endswith(("'s", "’s"))
    return not is_owner and _STAYING.search(text, 0, span[0]) is None


def _counted(question: Question, text: str, spans: Iterable[Span]) -> Span | None:
    """The one number right before the noun that is counted: 'two boats' for 'how many boats'."""
    match = _COUNTED.search(question.clause)
    if match is None:
        return None
    counted = {term for word in match.groups() if word for term in _terms(word.lower())}
    found = [span for span in spans if _is_before(text, span, counted)]
    return found[0] if len(found) == 1 else None


def _is_before(text: str, span: Span, counted: set[str]) -> bool:
    following = [match.group() for match in _WORD.finditer(text, span[1], span[1] + 40)][:_BEHIND]
    words = [*_WORD.findall(text[slice(*span)])[1:], *following]
    return any(not counted.isdisjoint(_terms(word)) for word in words)


def _closest(spans: list[Span], said: list[Span]) -> Span | None:
    def support(span: Span) -> float:
        return math.fsum(math.exp(-_distance(span, word) / _REACH) for word in said)

    ranked = sorted(((support(span), -span[0], span) for span in spans), reverse=True)
    is_clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] > _CLEAR * ranked[1][0])
    return ranked[0][2] if is_clear else None


def _distance(one: Span, other: Span) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])
