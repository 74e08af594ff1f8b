"""Trials of the confidence: questions asked while their answer is there, and while it is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.dev_set import Gold, every_other_paragraph
from bot.articles.model import Article
from bot.retrieval.candidates.ranking import WEIGHTS, Weights, rank
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.confidence import Gatherer
from bot.retrieval.model import Evidence
from bot.retrieval.question import Question
from bot.retrieval.semantic.models import WORDS_ALONE, Models

FAR, NEAR = "far", "near"
ONE_FAR, ONE_NEAR = "one article, far", "one article, near"

_FITTED = ("grams", "words", "missing", "margin", "cosine")


@dataclass(frozen=True, slots=True)
class Trial:
    """One question asked of one corpus; `setting` says what was withheld.

    `right` is whether the best passage is the sentence that answers.
    """

    setting: str
    question: Gold
    answerable: bool
    right: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Ranker:
    """How the passages are ranked: by which weights, and with which models."""

    weights: Weights = WEIGHTS
    models: Models = WORDS_ALONE


PLAIN = Ranker()


def all_trials(
    articles: Sequence[Article], questions: Sequence[Gold], ranker: Ranker = PLAIN
) -> list[Trial]:
    """Far (articles withheld) and near (paragraphs withheld), of the whole set and one by one."""
    return [
        *_far(articles, questions, ranker),
        *_near(NEAR, articles, questions, ranker),
        *_one_by_one(articles, questions, ranker),
    ]


def features(trials: Sequence[Trial]) -> NDArray[np.float64]:
    """The evidence of each trial as a row, with a last column of ones for the intercept."""
    rows = [(*fitted_of(trial.evidence).values(), 1.0) for trial in trials]
    return np.asarray(rows, dtype=np.float64)


def fitted_of(evidence: Evidence) -> dict[str, float]:
    """The evidence that the model without a reader is fitted on, as far as it is known, by name."""
    shares = {name: getattr(evidence, name) for name in _FITTED}
    return {name: share for name, share in shares.items() if share is not None}


def _far(articles: Sequence[Article], questions: Sequence[Gold], ranker: Ranker) -> Iterator[Trial]:
    fold_of = {question.article: question.fold for question in questions}
    for fold in sorted(set(fold_of.values())):
        here = [article for article in articles if fold_of[article.name] == fold]
        corpus = Corpus.build(here, ranker.models)
        for question in questions:
            yield trial_of(
                FAR, corpus, question, ranker, question if question.fold == fold else None
            )


def _near(
    setting: str, articles: Sequence[Article], asked: Sequence[Gold], ranker: Ranker
) -> Iterator[Trial]:
    for parity in (0, 1):
        kept = [every_other_paragraph(article, parity) for article in articles]
        corpus = Corpus.build(kept, ranker.models)
        for question in asked:
            here = replace(question, paragraph=(question.paragraph + 1) // 2)
            there = question.paragraph % 2 == parity
            yield trial_of(setting, corpus, question, ranker, here if there else None)


def _one_by_one(
    articles: Sequence[Article], questions: Sequence[Gold], ranker: Ranker
) -> Iterator[Trial]:
    for number, article in enumerate(articles):
        own = [question for question in questions if question.article == article.name]
        others = [question for question in questions if question.article != article.name]
        corpus = Corpus.build([article], ranker.models)
        for question in own:
            yield trial_of(ONE_FAR, corpus, question, ranker, question)
        # As many of others as of its own, a different share of them for each article.
        for question in others[number :: max(1, len(others) // len(own))]:
            yield trial_of(ONE_FAR, corpus, question, ranker, None)
        yield from _near(ONE_NEAR, [article], own, ranker)


def trial_of(
    setting: str, corpus: Corpus, question: Gold, ranker: Ranker, place: Gold | None
) -> Trial:
    """Ask a question; `place` is where the corpus has its answer, or None where it has not."""
    asked = Question.parse(question.question)
    ranking = rank(corpus, asked, ranker.weights)
    cosine = 0.0 if corpus.meaning else None
    found, right = Evidence(0.0, 0.0, missing=1.0, margin=0.0, cosine=cosine), False
    if ranking.passages.size:
        found = Gatherer(corpus, ranking, asked).evidence(0)
        right = place is not None and place.is_answered_by(corpus.passages[ranking.passages[0]])
    return Trial(setting, question, place is not None, right, found)
