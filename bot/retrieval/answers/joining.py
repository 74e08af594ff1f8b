"""Joins the answers to the questions of a message, which are answered one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.articles.model import Passage
from bot.retrieval.answers.answering import MOST_NEAREST
from bot.retrieval.model import Answer, Outcome, Quote
from bot.retrieval.question import Question


def joined(found: Sequence[tuple[Question, Answer]]) -> Answer:
    """The answer to a message of several questions, at least one of which is answered or near.

    The best quote for each answered question comes first and is shown, in the order of the
    questions; the others are left open. If none is answered, the nearest are shown, one for each.
    """
    # One good answer makes the message answered; the other questions are named as left open.
    outcome = Outcome.ANSWER if any(one.answered for _, one in found) else Outcome.NEAREST
    told = [answer for _, answer in found if answer.outcome is outcome]
    most = len(told) if outcome is Outcome.ANSWER else MOST_NEAREST
    best = _unique(answer.quotes[0] for answer in told[:most])
    all_quotes = (quote for _, answer in found for quote in answer.quotes)
    return replace(
        told[0],
        outcome=outcome,
        clause=" ".join(answer.clause for _, answer in found),
        unknown=tuple(dict.fromkeys(word for _, one in found for word in one.unknown)),
        # The shown quotes stand first, since `shown` counts from the front; the rest is for callers
        # that want candidates.
        quotes=_unique((*best, *all_quotes)),
        shown=len(best),
        at_once=len(best),
        corrected=tuple(dict.fromkeys(word for one in told for word in one.corrected)),
        left_open=tuple(one.clause for one, answer in found if answer.outcome is not outcome),
    )


def _unique(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes in their order, only the first of each passage."""
    first: dict[Passage, Quote] = {}
    for quote in quotes:
        first.setdefault(quote.passage, quote)
    return tuple(first.values())
