"""How well passages fit the kind of a question: a date for 'when', X's words for 'what X said'."""

from collections.abc import Sequence

import numpy as np

from bot.articles.model import Passage
from bot.retrieval.answers.attributing import attribute
from bot.retrieval.candidates.definition import defines
from bot.retrieval.candidates.speech import may_speak
from bot.retrieval.index.best import Scores
from bot.retrieval.parsing.answer_types import spans_of
from bot.retrieval.parsing.question_kinds import QuestionKind
from bot.retrieval.question import Question

_DEFINING = 6.0  # 'who is X' has no more words than X, which decide nothing between X's sentences
_SPEAKING = 2.0


def fits(question: Question, passages: Sequence[Passage], positions: Sequence[int]) -> Scores:
    """How well each of the passages at `positions` fits, from 0 (not at all); most are 0 or 1."""
    is_about_somebody = question.asked.kind in (QuestionKind.DEFINITION, QuestionKind.SPEECH)
    if question.answer_type is None and not is_about_somebody:
        return np.zeros(len(positions))
    return np.asarray([_fit(question, passages, position) for position in positions], dtype=float)


def _fit(question: Question, passages: Sequence[Passage], position: int) -> float:
    text, asked = passages[position].text, question.asked
    if asked.kind is QuestionKind.DEFINITION:
        return _DEFINING * defines(question, text)
    if asked.kind is QuestionKind.SPEECH:
        return _SPEAKING * may_speak(asked.about, attribute(passages, position))
    kind = question.answer_type
    return float(kind is not None and any(True for _ in spans_of(kind, text, question.language)))
