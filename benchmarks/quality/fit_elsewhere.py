"""Makes the numbers of `confidence.MODEL_ELSEWHERE` again, and says how well they do.

    python -m benchmarks.quality.fit_elsewhere benchmarks/quality/languages.jsonl [--semantic]

With --semantic, those of `MODEL_ELSEWHERE_WITH_MEANING`.

Each question is asked of the half of its language's articles that its own is in, and of the other
half; and of the same halves with those of all other languages beside them. The figures of each
language are of a model fitted on the others; the numbers printed last are fitted on all, and moved
by what is given.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.quality.arguments import read_arguments
from benchmarks.quality.dev_set import Gold
from benchmarks.quality.fit_confidence import Vector, auroc, fit, outcomes_of, predict
from benchmarks.quality.languages import Asked, read_questions
from benchmarks.quality.trials import PLAIN, Ranker, Trial, features, fitted_of, trial_of
from bot.articles.model import Article
from bot.config.model import DEFAULT_THRESHOLD
from bot.retrieval.corpus import Corpus
from bot.retrieval.semantic.models import Models


@dataclass(frozen=True, slots=True)
class Given:
    """What is not fitted: the weight of the margin, and what is added to the intercept."""

    margin: float | None
    lean: float


BY_WORDS = Given(margin=0.5, lean=-1.2)
"""Fitted the margin is 1.4, which in corpora of several languages answers short questions with
which one passage alone shares a word. Silence costs people less than a wrong answer: so much leaves
nine of ten questions of `tests/languages` silent in every language where their article is missing.
"""

WITH_MEANING = Given(margin=1.0, lean=0.25)
"""With the fitted margin, 1.8, three of fifteen far questions in Vietnamese are answered. With the
lean, 0.85 are answered in each of the twelve languages, and 0.95 are silent."""


def gather(asked: Sequence[Asked], ranker: Ranker = PLAIN) -> list[Trial]:
    """Trials in corpora of one language, and of all side by side; each setting names a language."""
    trials: list[Trial] = []
    languages = sorted({one.language for one in asked})
    own = {name: [one for one in asked if one.language == name] for name in languages}
    halves = [{name: _half(own[name], parity) for name in languages} for parity in (0, 1)]
    for half in halves:
        everything = [article for articles in half.values() for article in articles]
        together = Corpus.build(everything, ranker.models)
        for name in languages:
            corpus = Corpus.build(half[name], ranker.models)
            trials += _asked_of(f"{name}", corpus, ranker, half[name], own[name])
            trials += _asked_of(f"{name}, all", together, ranker, half[name], own[name])
    return trials


def _half(asked: Sequence[Asked], parity: int) -> list[Article]:
    return list(dict.fromkeys(one.article for one in asked))[parity::2]


def _asked_of(
    setting: str,
    corpus: Corpus,
    ranker: Ranker,
    own: Sequence[Article],
    asked: Sequence[Asked],
) -> Iterator[Trial]:
    for one in asked:
        start = one.article.paragraphs[0].index(one.answer)
        end = start + len(one.answer)
        gold = Gold(one.question, one.article.name, 1, start, end, fold=one.language)
        yield trial_of(setting, corpus, gold, ranker, gold if one.article in own else None)


def main(file: Path, models: Models) -> None:
    """Prints the figures of each language, then the numbers fitted on everything."""
    trials = gather(read_questions(file), Ranker(models=models))
    languages = np.asarray([trial.question.fold for trial in trials])
    held = np.zeros(len(trials))
    given = WITH_MEANING if models.embedder else BY_WORDS
    for language in dict.fromkeys(languages.tolist()):
        here = languages == language
        others = [one for one in trials if one.question.fold != language]
        held[here] = predict(_fitted(others, given), features(trials)[here])
    _report(trials, held)
    beta = _fitted(trials, given)
    names = (*fitted_of(trials[0].evidence), "intercept")
    values = zip(names, beta, strict=True)
    sys.stdout.write("Model(" + ", ".join(f"{one}={value:.2f}" for one, value in values) + ")\n")


def _fitted(trials: Sequence[Trial], given: Given) -> Vector:
    beta = fit(trials, given.margin)
    return np.append(beta[:-1], beta[-1] + given.lean)


def _report(trials: Sequence[Trial], p: Vector) -> None:
    settings, outcomes = np.asarray([trial.setting for trial in trials]), outcomes_of(trials)
    alone = ~np.char.endswith(settings, ", all")
    sys.stdout.write(f"{'':12} {'answered':>9} {'silent':>7} {'AUROC':>7}\n")
    rows = [(name, settings == name) for name in sorted(set(settings.tolist()))]
    for name, here in (*rows, ("one language", alone), ("all", ~alone)):
        answered = (p[here & (outcomes == 1)] >= DEFAULT_THRESHOLD).mean()
        silent = (p[here & (outcomes == 0)] < DEFAULT_THRESHOLD).mean()
        told = auroc(p[here], outcomes[here])
        sys.stdout.write(f"{name:12} {answered:9.3f} {silent:7.3f} {told:7.3f}\n")


if __name__ == "__main__":
    arguments = read_arguments(__doc__)
    main(arguments.data, arguments.models)
