"""Answers that the form of a question and of a sentence decide, whatever the words are worth.

'Who is X?' is answered by the sentence that describes X, and 'What did X say?' by X's own words.
Neither question has words that tell one sentence about X from another, so that a model trained on
questions with more of them cannot tell, either.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.retrieval.candidates.definition import describes
from bot.retrieval.candidates.speech import speaks
from bot.retrieval.model import Quote
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question

LOOKED_AT = 10
"""Candidates among which such a sentence is looked for."""


def is_decided_by_form(question: Question) -> bool:
    """Whether nothing but somebody's name tells what a question wants."""
    kind = question.asked.kind
    return kind is QuestionKind.DEFINITION or (
        kind is QuestionKind.SPEECH and question.asked.is_whole
    )


def decided_by_form(
    question: Question, quotes: Sequence[Quote], threshold: float
) -> tuple[Quote, ...]:
    """The quotes with the first that answers by its form before the others, sure enough.

    As they are where none does, or where the first is such a one and sure by itself.
    """
    first = next((quote for quote in quotes if _answers(question, quote)), None)
    if first is None:
        return tuple(quotes)
    others = (quote for quote in quotes if quote is not first)
    return (replace(first, confidence=max(first.confidence, threshold)), *others)


def _answers(question: Question, quote: Quote) -> bool:
    if question.asked.kind is QuestionKind.DEFINITION:
        return describes(quote.passage.text, question.asked.about) == 1
    return speaks(question.asked.about, quote.attribution)
