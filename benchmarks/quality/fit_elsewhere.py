"""Makes the numbers of `confidence.MODEL_ELSEWHERE` again, and says how well they do.

    python -m benchmarks.quality.fit_elsewhere benchmarks/quality/languages.jsonl

Each question is asked of the half of its language's articles that its own is in, and of the other
half; and of the same halves with those of all other languages beside them. The figures of each
language are of a model fitted on the others; the numbers printed last are fitted on all, and moved
by LEAN.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.quality.arguments import read_arguments
from benchmarks.quality.dev_set import Gold
from benchmarks.quality.fit_confidence import Vector, auroc, fit, outcomes_of, predict
from benchmarks.quality.languages import Asked, read_questions
from benchmarks.quality.trials import PLAIN, Trial, features, fitted_of, trial_of
from bot.articles.model import Article
from bot.config.model import DEFAULT_THRESHOLD
from bot.retrieval.corpus import Corpus

MARGIN = 0.5
"""The weight of the margin. Fitted it is 1.4, which in corpora of several languages answers short
questions with which one passage alone shares a word."""

LEAN = -1.2
"""Added to the intercept: silence costs people less than a wrong answer. So much leaves nine of ten
questions of `tests/languages` silent in every language where their article is missing."""


def gather(asked: Sequence[Asked]) -> list[Trial]:
    """Trials in corpora of one language, and of all side by side; each setting names a language."""
    trials: list[Trial] = []
    languages = sorted({one.language for one in asked})
    own = {name: [one for one in asked if one.language == name] for name in languages}
    halves = [{name: _half(own[name], parity) for name in languages} for parity in (0, 1)]
    for half in halves:
        everything = [article for articles in half.values() for article in articles]
        for name in languages:
            trials += _asked_of(f"{name}", half[name], half[name], own[name])
            trials += _asked_of(f"{name}, all", everything, half[name], own[name])
    return trials


def _half(asked: Sequence[Asked], parity: int) -> list[Article]:
    return list(dict.fromkeys(one.article for one in asked))[parity::2]


def _asked_of(
    setting: str, articles: Sequence[Article], own: Sequence[Article], asked: Sequence[Asked]
) -> Iterator[Trial]:
    corpus = Corpus.build(articles)
    for one in asked:
        start = one.article.paragraphs[0].index(one.answer)
        end = start + len(one.answer)
        gold = Gold(one.question, one.article.name, 1, start, end, fold=one.language)
        yield trial_of(setting, corpus, gold, PLAIN, gold if one.article in own else None)


def main(file: Path) -> None:
    """Prints the figures of each language, then the numbers fitted on everything."""
    trials = gather(read_questions(file))
    languages = np.asarray([trial.question.fold for trial in trials])
    held = np.zeros(len(trials))
    for language in dict.fromkeys(languages.tolist()):
        here = languages == language
        beta = _leant(fit([one for one in trials if one.question.fold != language], MARGIN))
        held[here] = predict(beta, features(trials)[here])
    _report(trials, held)
    beta = _leant(fit(trials, MARGIN))
    names = (*fitted_of(trials[0].evidence), "intercept")
    values = zip(names, beta, strict=True)
    sys.stdout.write("Model(" + ", ".join(f"{one}={value:.2f}" for one, value in values) + ")\n")


def _leant(beta: Vector) -> Vector:
    return np.append(beta[:-1], beta[-1] + LEAN)


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
    main(read_arguments(__doc__).data)
