"""Makes the numbers of `confidence.MODEL_WITH_READER` again, and says how well they do.

    python -m benchmarks.quality.fit_reader --news FOLDER [--public FOLDER] [--xquad FOLDER]
        [--reader FOLDER] [--trials FILE]

`--news` is a folder in the form of `asked/`; `--public` has the sets that the reader is trained on,
of which held articles are asked; `--xquad` is the development set. With `--reader`, the reader in a
folder is fitted in place of the shipped one. `--trials` keeps what was gathered, or reads it again
where the file exists: gathering takes minutes, fitting seconds. Only sets of questions
as people ask them are fitted on, never those in `asked/` and `people/`: their figures come last.

For each set, the figures are of a model that was fitted on the others; then come their means.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.fit_confidence import auroc, predict
from benchmarks.quality.natural import (
    ANSWERABLE,
    FAR,
    Trial,
    asked_set,
    dev_set,
    pages_set,
    public_set,
    read_trials,
    write_trials,
)
from benchmarks.quality.own_words import ROOT, read_articles
from bot.articles.library import read_folder
from bot.config import Config
from bot.config.model import Answers
from bot.retrieval.semantic.loading import open_models
from bot.retrieval.semantic.models import Models
from training.examples import SETS, read_sets

HERE = ROOT / "benchmarks" / "quality"
HELD = ("asked", "people", "newcomers")
FEATURES = ("margin", "cosine", "answers", "yes_no")
EVERYTHING = ("grams", "words", "missing", *FEATURES)
THRESHOLD = 0.59
AS_ASKED = (
    "news",
    "fields",
    "own_words",
    "pages",
    "qed",
    "selqa",
    "written-wiki",
    "written-stories",
)
"""The sets that are fitted on: questions as people ask them. The others are only reported."""
WITHOUT_FAR = ("written-wiki", "written-stories")
"""Sets of which no question is asked of other articles: many ask what any story may tell, such as
'how many were hurt'."""
LEAN = 0.68
"""Added to the intercept: the fit takes one question in two to be answerable, but in a channel more
are. So much leaves seven of ten near misses among the news questions silent."""
_MOST = 120  # questions of each public set
_EVERY = 5  # of the development questions one is asked
_RIDGE = 0.3
_STEPS = 40

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """How a set's own questions come out: shares, and AUROC of the best candidate's confidence."""

    first: float
    answered_first: float
    wrong: float
    silent_near: float
    silent_far: float
    auroc_near: float
    auroc_far: float


def matrix(trials: Sequence[Trial], features: Sequence[str]) -> Vector:
    """A row for each candidate of each trial, with a last column of ones for the intercept."""
    rows = [
        [*(getattr(evidence, name) for name in features), 1.0]
        for trial in trials
        for evidence in trial.evidence
    ]
    return np.asarray(rows, dtype=np.float64)


def fit(trials: Sequence[Trial], features: Sequence[str] = FEATURES) -> Vector:
    """Weights of a logistic regression over candidates, calibrated; each set counts alike.

    Within a set, questions with an answer count as much as all others.
    """
    counts = Counter((trial.name, trial.setting == ANSWERABLE) for trial in trials)
    weights = np.concatenate(
        [
            np.full(len(trial.evidence), 1 / counts[trial.name, trial.setting == ANSWERABLE])
            for trial in trials
        ]
    )
    y = np.asarray([right for trial in trials for right in trial.right], dtype=np.float64)
    beta = _newton(matrix(trials, features), y, weights * len(weights) / weights.sum())
    beta = calibrated(trials, beta, features)
    beta[-1] += LEAN
    return beta


def as_asked(trials: Sequence[Trial]) -> list[Trial]:
    """The trials that are fitted on."""
    return [
        trial
        for trial in trials
        if trial.name in AS_ASKED and not (trial.name in WITHOUT_FAR and trial.setting == FAR)
    ]


def calibrated(trials: Sequence[Trial], beta: Vector, features: Sequence[str]) -> Vector:
    """The weights stretched and moved so that the best candidate's probability is the question's.

    That is the probability that a question is answered, if as many are as are not: the weights come
    from candidates, of which few answer.
    """
    own = [trial for trial in trials if trial.evidence]
    best = np.asarray([(matrix([trial], features) @ beta).max() for trial in own])
    y = np.asarray([trial.setting == ANSWERABLE for trial in own], dtype=np.float64)
    counts = Counter((trial.name, trial.setting == ANSWERABLE) for trial in own)
    weights = np.asarray([1 / counts[trial.name, trial.setting == ANSWERABLE] for trial in own])
    line = _newton(np.c_[best, np.ones(len(best))], y, weights * len(own) / weights.sum())
    stretched: Vector = beta * line[0]
    stretched[-1] += line[1]
    return stretched


def _newton(x: Vector, y: Vector, weights: Vector) -> Vector:
    """A logistic regression with weighted rows; the last column of `x` is the intercept's."""
    beta = np.zeros(x.shape[1])
    ridge = _RIDGE * np.eye(x.shape[1])
    ridge[-1, -1] = 0.0
    for _ in range(_STEPS):
        p = predict(beta, x)
        gradient = x.T @ (weights * (p - y)) + ridge @ beta
        hessian = (x * (weights * p * (1 - p))[:, None]).T @ x + ridge
        beta -= np.linalg.solve(hessian, gradient)
    return beta


def figures(
    trials: Sequence[Trial], beta: Vector, features: Sequence[str], threshold: float = THRESHOLD
) -> Figures:
    """The figures of trials by a model."""
    best: dict[str, list[float]] = {}
    firsts: list[bool] = []
    own = [trial for trial in trials if trial.evidence]
    for trial in own:
        p = predict(beta, matrix([trial], features))
        first = int(p.argmax())
        kind = trial.setting if trial.setting in (ANSWERABLE, FAR) else "near"
        best.setdefault(kind, []).append(float(p[first]))
        if trial.setting == ANSWERABLE:
            firsts.append(trial.right[first])
    there, right = np.asarray(best.get(ANSWERABLE, [])), np.asarray(firsts, dtype=bool)
    near, far = np.asarray(best.get("near", [])), np.asarray(best.get(FAR, []))
    return Figures(
        first=_share(right),
        answered_first=_share(right & (there >= threshold)),
        wrong=_share(~right & (there >= threshold)),
        silent_near=_share(near < threshold),
        silent_far=_share(far < threshold),
        auroc_near=_auroc(there, near),
        auroc_far=_auroc(there, far),
    )


def _share(values: NDArray[np.bool_]) -> float:
    return float(values.mean()) if values.size else float("nan")


def _auroc(there: Vector, others: Vector) -> float:
    if not (there.size and others.size):
        return float("nan")
    outcomes = np.r_[np.ones(len(there)), np.zeros(len(others))]
    return auroc(np.r_[there, others], outcomes)


def gather(given: argparse.Namespace, models: Models) -> list[Trial]:
    """All trials, those that are not fitted on as well; takes minutes."""
    trials: list[Trial] = []
    own = [(name, HERE / name) for name in ("fields", *HELD)]
    for name, folder in (("news", given.news), *own):
        articles = read_folder(folder / "articles").articles
        trials += asked_set(name, articles, folder / "questions.jsonl", models)
    for name in ("own_words", "unsaid"):
        trials += asked_set("own_words", read_articles(), HERE / f"{name}.jsonl", models)
    pages = read_folder(HERE / "pages").articles
    trials += pages_set(pages, HERE / "pages.jsonl", models)
    if given.xquad:
        trials += dev_set(given.xquad, _EVERY, models)
    for name in SETS if given.public else ():
        trials += public_set(name, read_sets(given.public, (name,)), _MOST, models)
    return trials


def main() -> None:
    """Prints the figures, an ablation, and the numbers fitted on everything."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--public", type=Path)
    parser.add_argument("--xquad", type=Path)
    parser.add_argument("--reader", type=Path)
    parser.add_argument("--trials", type=Path)
    given = parser.parse_args()
    if given.trials and given.trials.exists():
        trials = read_trials(given.trials)
    else:
        answers = Answers(semantic=True, reader=given.reader or True)
        models = open_models(Config(answers=answers))
        trials = gather(given, models)
        if given.trials:
            write_trials(given.trials, trials)
    held = [trial for trial in trials if trial.name in HELD]
    report([trial for trial in trials if trial.name not in HELD], held)


def report(trials: Sequence[Trial], held: Sequence[Trial]) -> None:
    """Prints what `main` says."""
    say = sys.stdout.write
    names = list(dict.fromkeys(trial.name for trial in trials))
    without = [tuple(one for one in FEATURES if one != name) for name in FEATURES]
    beside = [(name, *FEATURES) for name in EVERYTHING if name not in FEATURES]
    for features in (FEATURES, *without, *beside):
        say(f"{', '.join(features)}\n")
        of_sets: list[Figures] = []
        for name in names:
            rest = [trial for trial in as_asked(trials) if trial.name != name]
            beta = fit(rest, features)
            own = [trial for trial in trials if trial.name == name]
            of_sets.append(figures(own, beta, features))
            say(f"  {name:16} {_written(of_sets[-1])}\n")
        say(f"  {'mean':16} {_written(_mean(of_sets))}\n")
        beta = fit(as_asked(trials), features)
        for name in HELD:
            own = [trial for trial in held if trial.name == name]
            say(f"  {name:16} {_written(figures(own, beta, features))}\n")
    beta = fit(as_asked(trials))
    values = zip((*FEATURES, "intercept"), beta.tolist(), strict=True)
    say("Model(" + ", ".join(f"{name}={value:.2f}" for name, value in values) + ")\n")


def _mean(of_sets: Sequence[Figures]) -> Figures:
    """The mean of each figure over the sets that have it."""
    rows = np.asarray([astuple(one) for one in of_sets])
    return Figures(*np.nanmean(rows, axis=0).tolist())


def _written(one: Figures) -> str:
    return (
        f"first {one.first:.3f}, answered {one.answered_first:.3f}, wrong {one.wrong:.3f},"
        f" silent near {one.silent_near:.3f}, far {one.silent_far:.3f},"
        f" AUROC near {one.auroc_near:.3f}, far {one.auroc_far:.3f}"
    )


if __name__ == "__main__":
    main()
