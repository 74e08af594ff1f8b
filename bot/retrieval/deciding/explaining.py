"""Why a question was answered as it was: every candidate with what spoke for and against it."""

from dataclasses import dataclass

from bot.articles.model import Passage
from bot.retrieval.deciding.confidence import model_for
from bot.retrieval.model import Answer, Quote, Stage


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that was considered.

    `parts` say what each part of the evidence adds to the log odds that the passage answers, and
    `intercept` where these begin. There are none if a rule decided, not a model.
    """

    passage: Passage
    confidence: float
    intercept: float = 0.0
    parts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was looked for (`clause`), and the candidates, best first.

    `stage` decided; `unknown` are the words of the clause that no passage has in any form,
    `corrected` those that were put right, as the articles spell them.
    """

    clause: str
    stage: Stage
    unknown: tuple[str, ...]
    corrected: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def explain(answer: Answer) -> Explanation:
    """Explain an answer by what it was made of: nothing is asked again."""
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
