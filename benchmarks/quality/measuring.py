"""All that is measured of the answers, in one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.ablation import Judging, Ranked, without_features, without_ranking_parts
from benchmarks.quality.calibration import Bin, bins_of, expected_calibration_error
from benchmarks.quality.dev_set import Gold
from benchmarks.quality.fit_confidence import auroc, held_out, outcomes_of
from benchmarks.quality.highlights import Highlights, measure_highlights
from benchmarks.quality.sentence_cases import read_cases
from benchmarks.quality.sentence_splitters import Score, compare
from benchmarks.quality.trials import FAR, NEAR, Trial, all_trials
from bot.articles.model import Article
from bot.config.model import DEFAULT_THRESHOLD
from bot.retrieval.corpus import Corpus
from bot.retrieval.deciding.confidence import MODEL


@dataclass(frozen=True, slots=True)
class Silence:
    """How well one setting's questions are told apart by one model; shares from 0 to 1.

    `answered` is of those that can be answered, `silent` of those that cannot, both at the default
    threshold; `error` is the expected calibration error.
    """

    model: str
    setting: str
    auroc: float
    answered: float
    silent: float
    error: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one data set; `bins` are of the shipped model, by setting."""

    name: str
    articles: int
    questions: int
    ranked: tuple[Ranked, ...]
    judged: tuple[Judging, ...]
    silences: tuple[Silence, ...]
    bins: Mapping[str, Sequence[Bin]]
    highlights: Mapping[str, Highlights]
    splitters: tuple[Score, ...]


def measure(name: str, articles: Sequence[Article], questions: Sequence[Gold]) -> Measured:
    """Measure everything; takes minutes."""
    trials = all_trials(articles, questions)
    shipped = np.asarray([MODEL.confidence(trial.evidence) for trial in trials])
    share_only = [replace(trial.evidence, names_without_the_fact=0.0) for trial in trials]
    models = {
        "as shipped": shipped,
        "without the rule for names": np.asarray(list(map(MODEL.confidence, share_only))),
        "fitted on the other half, without it": held_out(trials),
    }
    return Measured(
        name=name,
        articles=len(articles),
        questions=len(questions),
        ranked=tuple(without_ranking_parts(articles, questions)),
        judged=tuple(without_features(trials)),
        silences=tuple(
            _silence(model, setting, trials, confidences)
            for model, confidences in models.items()
            for setting in dict.fromkeys(trial.setting for trial in trials)
        ),
        bins={setting: _bins(setting, trials, shipped) for setting in (FAR, NEAR)},
        highlights=measure_highlights(Corpus.build(articles), questions),
        splitters=compare(
            read_cases(), [paragraph for article in articles for paragraph in article.paragraphs]
        ),
    )


def _silence(
    model: str, setting: str, trials: Sequence[Trial], confidences: NDArray[np.float64]
) -> Silence:
    here = np.asarray([trial.setting == setting for trial in trials])
    confidence, outcomes = confidences[here], outcomes_of(trials)[here]
    return Silence(
        model=model,
        setting=setting,
        auroc=auroc(confidence, outcomes),
        answered=float((confidence[outcomes == 1] >= DEFAULT_THRESHOLD).mean()),
        silent=float((confidence[outcomes == 0] < DEFAULT_THRESHOLD).mean()),
        error=expected_calibration_error(_bins(setting, trials, confidences)),
    )


def _bins(
    setting: str, trials: Sequence[Trial], confidences: NDArray[np.float64]
) -> tuple[Bin, ...]:
    here = [place for place, trial in enumerate(trials) if trial.setting == setting]
    return bins_of([trials[place] for place in here], confidences[here])
