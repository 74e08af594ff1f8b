"""Trials of the confidence: questions asked while their answer is there, and while it is not."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.dev_set import Gold, every_other_paragraph
from bot.articles.model import Article
from bot.retrieval.analysis import analyse
from bot.retrieval.confidence import Evidence, evidence
from bot.retrieval.corpus import Corpus
from bot.retrieval.ranking import WEIGHTS, Weights, rank

FAR, NEAR = "far", "near"
ONE_FAR, ONE_NEAR = "one article, far", "one article, near"


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


def all_trials(
    articles: Sequence[Article], questions: Sequence[Gold], weights: Weights = WEIGHTS
) -> list[Trial]:
    """Far (articles withheld) and near (paragraphs withheld), of the whole set and one by one."""
    return [
        *_far(articles, questions, weights),
        *_near(NEAR, articles, questions, weights),
        *_one_by_one(articles, questions, weights),
    ]


def features(trials: Sequence[Trial]) -> NDArray[np.float64]:
    """The evidence of each trial as a row, with a last column of ones for the intercept."""
    rows = [(*astuple(trial.evidence), 1.0) for trial in trials]
    return np.asarray(rows, dtype=np.float64)


def _far(
    articles: Sequence[Article], questions: Sequence[Gold], weights: Weights
) -> Iterator[Trial]:
    fold_of = {question.article: question.fold for question in questions}
    for fold in sorted(set(fold_of.values())):
        corpus = Corpus.build([article for article in articles if fold_of[article.name] == fold])
        for question in questions:
            yield _trial(
                FAR, corpus, question, weights, question if question.fold == fold else None
            )


def _near(
    setting: str, articles: Sequence[Article], asked: Sequence[Gold], weights: Weights
) -> Iterator[Trial]:
    for parity in (0, 1):
        corpus = Corpus.build([every_other_paragraph(article, parity) for article in articles])
        for question in asked:
            here = replace(question, paragraph=(question.paragraph + 1) // 2)
            there = question.paragraph % 2 == parity
            yield _trial(setting, corpus, question, weights, here if there else None)


def _one_by_one(
    articles: Sequence[Article], questions: Sequence[Gold], weights: Weights
) -> Iterator[Trial]:
    for number, article in enumerate(articles):
        own = [question for question in questions if question.article == article.name]
        others = [question for question in questions if question.article != article.name]
        corpus = Corpus.build([article])
        for question in own:
            yield _trial(ONE_FAR, corpus, question, weights, question)
        # As many of others as of its own, a different share of them for each article.
        for question in others[number :: max(1, len(others) // len(own))]:
            yield _trial(ONE_FAR, corpus, question, weights, None)
        yield from _near(ONE_NEAR, [article], own, weights)


def _trial(
    setting: str, corpus: Corpus, question: Gold, weights: Weights, place: Gold | None
) -> Trial:
    """Ask a question; `place` is where the corpus has its answer, or None where it has not."""
    ranking = rank(corpus, analyse(question.question), question.question, weights)
    found, right = Evidence(grams=0.0, words=0.0, missing=1.0, margin=0.0), False
    if ranking.passages.size:
        found = evidence(corpus, ranking, question.question)
        right = place is not None and place.is_answered_by(corpus.passages[ranking.passages[0]])
    return Trial(setting, question, place is not None, right, found)
