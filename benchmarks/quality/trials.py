"""Trials of the confidence: questions asked while their answer is there, and while it is not."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.dev_set import Gold, every_other_paragraph
from bot.articles.model import Article
from bot.retrieval.analysis import analyse
from bot.retrieval.confidence import Evidence, evidence
from bot.retrieval.corpus import Corpus
from bot.retrieval.ranking import rank


@dataclass(frozen=True, slots=True)
class Trial:
    """One question asked of one corpus; `setting` says what was withheld."""

    setting: str
    question: Gold
    answerable: bool
    evidence: Evidence


def all_trials(articles: Sequence[Article], questions: Sequence[Gold]) -> list[Trial]:
    """Far (articles withheld) and near (paragraphs withheld), of the whole set and one by one."""
    return [
        *_far(articles, questions),
        *_near("near", articles, questions),
        *_one_by_one(articles, questions),
    ]


def features(trials: Sequence[Trial]) -> NDArray[np.float64]:
    """The evidence of each trial as a row, with a last column of ones for the intercept."""
    rows = [(*astuple(trial.evidence), 1.0) for trial in trials]
    return np.asarray(rows, dtype=np.float64)


def _far(articles: Sequence[Article], questions: Sequence[Gold]) -> Iterator[Trial]:
    fold_of = {question.article: question.fold for question in questions}
    for fold in sorted(set(fold_of.values())):
        corpus = Corpus.build([article for article in articles if fold_of[article.name] == fold])
        for question in questions:
            yield _trial("far", corpus, question, question.fold == fold)


def _near(setting: str, articles: Sequence[Article], asked: Sequence[Gold]) -> Iterator[Trial]:
    for parity in (0, 1):
        corpus = Corpus.build([every_other_paragraph(article, parity) for article in articles])
        for question in asked:
            yield _trial(setting, corpus, question, question.paragraph % 2 == parity)


def _one_by_one(articles: Sequence[Article], questions: Sequence[Gold]) -> Iterator[Trial]:
    for number, article in enumerate(articles):
        own = [question for question in questions if question.article == article.name]
        others = [question for question in questions if question.article != article.name]
        corpus = Corpus.build([article])
        for question in own:
            yield _trial("one article, far", corpus, question, answerable=True)
        # As many of others as of its own, a different share of them for each article.
        for question in others[number :: max(1, len(others) // len(own))]:
            yield _trial("one article, far", corpus, question, answerable=False)
        yield from _near("one article, near", [article], own)


def _trial(setting: str, corpus: Corpus, question: Gold, answerable: bool) -> Trial:
    ranking = rank(corpus, analyse(question.question), question.question)
    found = (
        evidence(corpus, ranking, question.question)
        if ranking.passages.size
        else Evidence(grams=0.0, words=0.0, missing=1.0, margin=0.0)
    )
    return Trial(setting, question, answerable, found)
