"""The result of an evaluation, for programs: one JSON object."""

from bot.evaluation.model import Evaluation, Judgement
from bot.terminal.answer_json import write_json
from bot.terminal.evaluation_text import write_reason


def render_evaluation_json(evaluation: Evaluation, at_least: float) -> str:
    """Render the judgements as one line of JSON, in the order of the questions."""
    return write_json(
        {
            "questions": [
                _question(judgement, evaluation.threshold) for judgement in evaluation.judgements
            ],
            "answerable": _counts(evaluation.of_kind(is_answerable=True)),
            "unanswerable": _counts(evaluation.of_kind(is_answerable=False)),
            "hits": evaluation.hits,
            "needed": evaluation.needed(at_least),
            "threshold": evaluation.threshold,
        }
    )


def _question(judgement: Judgement, threshold: float) -> dict[str, object]:
    quotes = judgement.answer.quotes
    first = quotes[0].passage if quotes else None
    return {
        "question": judgement.expectation.question,
        "line": judgement.expectation.line,
        "phrases": judgement.expectation.phrases,
        "hit": judgement.is_hit,
        "verdict": judgement.verdict,
        "reason": write_reason(judgement, threshold),
        "answered": judgement.answer.answered,
        "confidence": judgement.answer.confidence,
        "rank": judgement.rank,
        "first": first
        and {"text": first.text, "article": first.article.name, "paragraph": first.paragraph},
    }


def _counts(judgements: tuple[Judgement, ...]) -> dict[str, int]:
    return {
        "questions": len(judgements),
        "hits": sum(judgement.is_hit for judgement in judgements),
    }
