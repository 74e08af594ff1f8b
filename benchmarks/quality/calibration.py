"""Whether the confidence means what it says: of ten answers at 0.8, eight should be there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.trials import Trial

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The trials whose confidence is in [low, high), the last bin's high end included.

    `confidence` is their mean; `answerable` is the share of them whose answer was there, and
    `right` of those whose best passage was the sentence with the answer.
    """

    low: float
    high: float
    count: int
    confidence: float
    answerable: float
    right: float


def bins_of(trials: Sequence[Trial], confidences: NDArray[np.float64]) -> tuple[Bin, ...]:
    """Sort trials into BINS bins of equal width; those without a trial are left out."""
    answerable = np.asarray([trial.answerable for trial in trials], dtype=bool)
    right = np.asarray([trial.right for trial in trials], dtype=bool)
    places = np.minimum((confidences * BINS).astype(int), BINS - 1)
    bins: list[Bin] = []
    for place in range(BINS):
        here = places == place
        if here.any():
            bins.append(
                Bin(
                    low=place / BINS,
                    high=(place + 1) / BINS,
                    count=int(here.sum()),
                    confidence=float(confidences[here].mean()),
                    answerable=float(answerable[here].mean()),
                    right=float(right[here].mean()),
                )
            )
    return tuple(bins)


def expected_calibration_error(bins: Sequence[Bin]) -> float:
    """The mean distance, over trials, of a bin's confidence from its share of answerable ones.

    Guo et al. 2017, On Calibration of Modern Neural Networks, equation 3.
    """
    total = sum(each.count for each in bins)
    return sum(each.count * abs(each.answerable - each.confidence) for each in bins) / total
