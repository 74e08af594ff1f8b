"""Answers that are decided by the form of a question and of a sentence, not by shared words.

'Who is X?' is answered by the sentence that describes X, and 'What did X say?' by X's own words.
Neither question has words that tell one sentence about X from another, so that a model trained on
questions with more of them cannot tell, either.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.retrieval.candidates.definition import defines
from bot.retrieval.candidates.speech import speaks
from bot.retrieval.model import Quote
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question

LOOKED_AT = 10
"""How many candidates are checked for such a sentence."""


def is_decided_by_form(question: Question) -> bool:
    """Whether a name is all that a question can be answered by."""
    kind = question.asked.kind
    return kind is QuestionKind.DEFINITION or (
        kind is QuestionKind.SPEECH and question.asked.is_whole
    )


def decided_by_form(
    question: Question, quotes: Sequence[Quote], threshold: float
) -> tuple[Quote, ...]:
    """Move the first quote that answers by its form to the front; unchanged if none does.

    Its confidence becomes at least `threshold`.
    """
    first = next((quote for quote in quotes if _answers(question, quote)), None)
    if first is None:
        return tuple(quotes)
    others = (quote for quote in quotes if quote is not first)
    return (replace(first, confidence=max(first.confidence, threshold)), *others)


def _answers(question: Question, quote: Quote) -> bool:
    if question.asked.kind is QuestionKind.DEFINITION:
        return defines(question, quote.passage.text) == 1
    return speaks(question.asked.about, quote.attribution)
