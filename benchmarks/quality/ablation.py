"""What each part is worth: the figures with all of them, and with each left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.dev_set import Gold
from benchmarks.quality.fit_confidence import auroc, held_out, outcomes_of
from benchmarks.quality.trials import FAR, NEAR, Ranker, Trial, all_trials, fitted_of
from bot.articles.model import Article
from bot.retrieval.candidates.ranking import WEIGHTS, Weights, rank
from bot.retrieval.corpus import Corpus
from bot.retrieval.question import Question

_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Judging:
    """How well the confidence, refitted, tells what can be answered: AUROC, held out."""

    name: str
    far: float
    near: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """How high the right sentences stand, and how well a confidence judges that ranking."""

    p1: float
    r3: float
    r5: float
    mrr10: float
    judging: Judging


def without_ranking_parts(
    articles: Sequence[Article], questions: Sequence[Gold]
) -> Iterator[Ranked]:
    """Yield the figures with every part of the ranking, then without each."""
    corpus = Corpus.build(articles)
    variants = {"everything": WEIGHTS} | {
        f"without {part.name}": replace(WEIGHTS, **{part.name: 0.0})
        for part in fields(Weights)
        if part.name != "meaning"  # which is not there without the extra
    }
    for name, weights in variants.items():
        ranks = _gold_ranks(corpus, questions, weights)
        trials = all_trials(articles, questions, Ranker(weights))
        yield Ranked(
            p1=_share_within(ranks, 1),
            r3=_share_within(ranks, 3),
            r5=_share_within(ranks, 5),
            mrr10=sum(1 / each for each in ranks if each) / len(ranks),
            judging=_judging(name, trials),
        )


def without_features(trials: Sequence[Trial]) -> Iterator[Judging]:
    """Yield the AUROC with every feature of the confidence, then without each."""
    yield _judging("everything", trials)
    for name in fitted_of(trials[0].evidence):
        # A feature that is always 0 gets the weight 0.
        less = [replace(trial, evidence=replace(trial.evidence, **{name: 0.0})) for trial in trials]
        yield _judging(f"without {name}", less)


def _gold_ranks(corpus: Corpus, questions: Sequence[Gold], weights: Weights) -> list[int | None]:
    """The rank (from 1) of the sentence that answers each question; None below the first ten."""
    ranks: list[int | None] = []
    for question in questions:
        ranking = rank(corpus, Question.parse(question.question), weights)
        first = (corpus.passages[position] for position in ranking.passages[:_DEPTH])
        right = (n for n, passage in enumerate(first, 1) if question.is_answered_by(passage))
        ranks.append(next(right, None))
    return ranks


def _share_within(ranks: Sequence[int | None], depth: int) -> float:
    return sum(rank is not None and rank <= depth for rank in ranks) / len(ranks)


def _judging(name: str, trials: Sequence[Trial]) -> Judging:
    probabilities = held_out(trials)
    return Judging(name, _auroc(trials, probabilities, FAR), _auroc(trials, probabilities, NEAR))


def _auroc(trials: Sequence[Trial], probabilities: NDArray[np.float64], setting: str) -> float:
    here = np.asarray([trial.setting == setting for trial in trials])
    return auroc(probabilities[here], outcomes_of(trials)[here])
