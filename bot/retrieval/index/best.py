"""The best of many scores, in order."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Scores: TypeAlias = NDArray[np.float64]


def worst_of_best(scores: Scores, count: int) -> float:
    """The lowest of the best `count` scores; there must be at least `count` scores."""
    place = len(scores) - count
    return float(np.partition(scores, place)[place])


def best_first(
    places: NDArray[np.intp], scores: Scores, count: int, floor: float
) -> tuple[NDArray[np.intp], Scores]:
    """The best `count` distinct `places`, and their scores.

    Best first; ties keep the order of the places. Scores below `floor` are dropped.
    """
    # Sorting is what costs here, so all that cannot be among the best goes first.
    good = np.flatnonzero(scores >= floor)
    places, scores = places.take(good), scores.take(good)
    order = np.lexsort((places, -scores))
    places, scores = places.take(order), scores.take(order)
    is_new = np.append(True, places[1:] != places[:-1])[: len(places)]
    return places[is_new][:count], scores[is_new][:count]
