"""The characters of a sentence that answer the question, or none where that is not sure."""

import math
from collections.abc import Iterable
from functools import lru_cache

import regex

from bot.retrieval.analysis import analyse
from bot.retrieval.expected import kind_asked, spans_of
from bot.retrieval.question_analysis import analyse_question

Span = tuple[int, int]

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_REACH = 40.0  # characters over which a word's support for a span next to it falls to 1/e
_CLEAR = 1.3  # times the support of the next best: below, it is not sure which of them it is


def highlight(question: str, text: str) -> Span | None:
    """The half-open range of `text` that answers: a date, number or name where one is asked for.

    Of several the one with most of the question close around it is taken, where it is clearly the
    closest. What the question itself says is no answer to it. Anything else that is asked for
    cannot be told from the form of the words, and gets none.
    """
    kind = kind_asked(question)
    if not kind:
        return None
    asked = frozenset(analyse_question(question).terms)
    said = [
        match.span()
        for match in _WORD.finditer(text)
        if not asked.isdisjoint(_terms(match.group()))
    ]
    spans = list(spans_of(kind, text))
    if any(asked.issubset(_terms(text[slice(*span)])) for span in spans):
        return None  # 'Who is Sergei Shoigu?' is answered by no name
    return _closest(_new(text, spans, asked), said)


@lru_cache(maxsize=16_384)  # of words and short spans, which come again
def _terms(text: str) -> tuple[str, ...]:
    return analyse(text).terms


def _new(text: str, spans: Iterable[Span], asked: frozenset[str]) -> list[Span]:
    """The spans whose first word is not in the question; a unit after it may be."""
    return [span for span in spans if asked.isdisjoint(_terms(text[slice(*span)])[:1])]


def _closest(spans: list[Span], said: list[Span]) -> Span | None:
    def support(span: Span) -> float:
        return math.fsum(math.exp(-_distance(span, word) / _REACH) for word in said)

    ranked = sorted(((support(span), -span[0], span) for span in spans), reverse=True)
    is_clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] > _CLEAR * ranked[1][0])
    return ranked[0][2] if is_clear else None


def _distance(one: Span, other: Span) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])
