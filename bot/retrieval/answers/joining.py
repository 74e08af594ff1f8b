"""One answer of several: the questions of a message are answered one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.articles.model import Passage
from bot.retrieval.model import Answer, Outcome, Quote
from bot.retrieval.question import Question


def joined(found: Sequence[tuple[Question, Answer]]) -> Answer:
    """The answer to a message of several questions, at least one of which is answered.

    The best quote for each that is comes first and is shown, in the order of the questions; those
    that are not are left open.
    """
    answered = [answer for _, answer in found if answer.answered]
    first = answered[0]
    best = _unique(answer.quotes[0] for answer in answered)
    all_quotes = (quote for _, answer in found for quote in answer.quotes)
    return replace(
        first,
        outcome=Outcome.ANSWER,
        clause=" ".join(answer.clause for _, answer in found),
        unknown=tuple(dict.fromkeys(word for _, one in found for word in one.unknown)),
        quotes=_unique((*best, *all_quotes)),
        shown=len(best),
        at_once=len(best),
        corrected=tuple(dict.fromkeys(word for one in answered for word in one.corrected)),
        left_open=tuple(one.clause for one, answer in found if not answer.answered),
    )


def _unique(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """The quotes in their order, of those of one passage only the first."""
    first: dict[Passage, Quote] = {}
    for quote in quotes:
        first.setdefault(quote.passage, quote)
    return tuple(first.values())
