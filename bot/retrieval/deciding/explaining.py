"""Why a question was answered as it was: every candidate with what spoke for and against it."""

from dataclasses import dataclass

from bot.articles.model import Passage
from bot.retrieval.candidates.ranking import READ, rank
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.confidence import model_for
from bot.retrieval.deciding.judging import Judgement, Stage, judge
from bot.retrieval.question import Question
from bot.retrieval.text.analysis import term_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that was considered.

    `parts` say what each part of the evidence adds to the log odds that the passage answers, and
    `intercept` where these begin; their sum gives the confidence.
    """

    passage: Passage
    confidence: float
    intercept: float
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was asked (`clause`), and the candidates, best first.

    `stage` decided; `unknown` are the words of the question that no passage has in any form.
    """

    clause: str
    stage: Stage
    unknown: tuple[str, ...]
    candidates: tuple[Candidate, ...]


def explain(corpus: Corpus, question: Question, *, most: int = 5) -> Explanation:
    """Answer again, and keep what `answer` leaves out. Takes as long, so not on an event loop."""
    judged = judge(corpus, rank(corpus, question, most=max(READ, most)), question, top=most)
    words = dict.fromkeys(question.analysis.words)
    return Explanation(
        clause=question.clause,
        stage=judged.stage,
        unknown=tuple(word for word in words if term_of(word) not in corpus.index.terms),
        candidates=tuple(_candidate(corpus, one) for one in judged.candidates),
    )


def _candidate(corpus: Corpus, judged: Judgement) -> Candidate:
    model = model_for(judged.evidence)
    parts = tuple((name, part) for name, part in model.parts(judged.evidence).items() if part)
    return Candidate(corpus.passages[judged.passage], judged.confidence, model.intercept, parts)
