"""Why a question was answered as it was: every candidate, and the evidence for and against it."""

from dataclasses import dataclass

from bot.articles.model import Passage
from bot.retrieval.deciding.confidence import model_for
from bot.retrieval.model import Answer, Quote, Stage


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate passage.

    `parts` are the contributions of the evidence to the log odds that the passage answers, which
    start at `intercept`. Both are empty if a rule decided, not a model.
    """

    passage: Passage
    confidence: float
    intercept: float = 0.0
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """The clause that was looked up, and the candidates, best first.

    `stage` decided; `unknown` are the words of the clause that no passage has in any form,
    `corrected` the corrected words, as the articles spell them.
    """

    clause: str
    stage: Stage
    unknown: tuple[str, ...]
    corrected: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def explain(answer: Answer) -> Explanation:
    """Explain an answer by the evidence that it carries: nothing is looked up again."""
    return Explanation(
        clause=answer.clause,
        stage=answer.stage,
        unknown=answer.unknown,
        corrected=answer.corrected,
        candidates=tuple(map(_candidate, answer.quotes)),
    )


def _candidate(quote: Quote) -> Candidate:
    if quote.evidence is None:
        return Candidate(quote.passage, quote.confidence)
    model = model_for(quote.evidence)
    parts = tuple((name, part) for name, part in model.parts(quote.evidence).items() if part)
    return Candidate(quote.passage, quote.confidence, model.intercept, parts)
