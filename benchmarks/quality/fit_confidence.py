"""Makes the numbers of `bot.retrieval.deciding.confidence` again, and says how well they do.

    python -m benchmarks.quality.fit_confidence DATA_DIR [--semantic]

They are those of MODEL, or with --semantic of MODEL_WITH_MEANING. DATA_DIR holds `articles/` and
`questions.jsonl`. The figures are of a model fitted on one half of the articles and measured on
the other, both ways round; the numbers printed last are fitted on all.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.arguments import read_arguments
from benchmarks.quality.dev_set import read_articles, read_questions
from benchmarks.quality.trials import Ranker, Trial, all_trials, features, fitted_of
from bot.config.model import DEFAULT_THRESHOLD
from bot.retrieval.semantic.models import Models

_RIDGE = 0.1  # keeps the weights finite where the halves could be told apart perfectly
_STEPS = 50

Vector = NDArray[np.float64]


def fit(trials: Sequence[Trial], margin: float | None = None) -> Vector:
    """Weights of a logistic regression, by Newton's method; settings and outcomes count alike.

    The weight of the margin is fitted too, unless it is given.
    """
    x, y = features(trials), outcomes_of(trials)
    at = list(fitted_of(trials[0].evidence)).index("margin")
    given = 0.0 if margin is None else margin * x[:, at]
    if margin is not None:
        x[:, at] = 0.0
    groups = [(trial.setting, trial.answerable) for trial in trials]
    weight = np.asarray([len(trials) / groups.count(group) / len(set(groups)) for group in groups])
    beta = np.zeros(x.shape[1])
    ridge = _RIDGE * np.eye(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-(x @ beta + given)))
        gradient = x.T @ (weight * (p - y)) + ridge @ beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge
        beta -= np.linalg.solve(hessian, gradient)
    beta[at] = beta[at] if margin is None else margin
    return beta


def predict(beta: Vector, x: Vector) -> Vector:
    """The model's probability for each row of features."""
    return 1 / (1 + np.exp(-(x @ beta)))


def auroc(scores: Vector, outcomes: Vector) -> float:
    """The share of pairs (answerable, not) that the scores put in order; ties count half."""
    positive, negative = scores[outcomes == 1], np.sort(scores[outcomes == 0])
    below = np.searchsorted(negative, positive, "left")
    upto = np.searchsorted(negative, positive, "right")
    return float((below + upto).sum() / 2 / (len(positive) * len(negative)))


def held_out(trials: Sequence[Trial]) -> Vector:
    """Each trial's probability by a model fitted on the other half of the articles."""
    folds = np.asarray([trial.question.fold for trial in trials])
    probabilities = np.zeros(len(trials))
    for fold in set(folds.tolist()):
        rest = [trial for trial in trials if trial.question.fold != fold]
        here = folds == fold
        probabilities[here] = predict(fit(rest), features(trials)[here])
    return probabilities


def outcomes_of(trials: Sequence[Trial]) -> Vector:
    """1 for each trial whose answer was there, else 0."""
    return np.asarray([trial.answerable for trial in trials], dtype=np.float64)


def _report(trials: Sequence[Trial], probabilities: Vector, threshold: float) -> list[str]:
    settings = np.asarray([trial.setting for trial in trials])
    outcomes = outcomes_of(trials)
    lines = [f"{'setting':20} {'AUROC':>7} {'answered':>9} {'silent':>7}   (threshold {threshold})"]
    for setting in dict.fromkeys(settings.tolist()):
        p, y = probabilities[settings == setting], outcomes[settings == setting]
        answered, silent = (p[y == 1] >= threshold).mean(), (p[y == 0] < threshold).mean()
        lines.append(f"{setting:20} {auroc(p, y):7.4f} {answered:9.4f} {silent:7.4f}")
    return lines


def main(data: Path, models: Models) -> None:
    """Prints the held-out figures, then the numbers fitted on everything."""
    trials = all_trials(read_articles(data), read_questions(data), Ranker(models=models))
    say = sys.stdout.write
    say("Fitted on one half of the articles, measured on the other:\n")
    say("\n".join(_report(trials, held_out(trials), DEFAULT_THRESHOLD)) + "\n\n")
    beta = fit(trials)
    say("Fitted on all:\n")
    say("\n".join(_report(trials, predict(beta, features(trials)), DEFAULT_THRESHOLD)) + "\n\n")
    names = [*fitted_of(trials[0].evidence), "intercept"]
    values = zip(names, beta, strict=True)
    say("Model(" + ", ".join(f"{name}={value:.2f}" for name, value in values) + ")\n")


if __name__ == "__main__":
    arguments = read_arguments(__doc__)
    main(arguments.data, arguments.models)
