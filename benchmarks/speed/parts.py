"""The parts of the benchmark by their names, each measured by itself."""

import asyncio
from collections.abc import Callable, Mapping
from functools import partial

from benchmarks.speed.alone import alone
from benchmarks.speed.building import measure_building
from benchmarks.speed.live.load import measure_load
from benchmarks.speed.live.reload import measure_reload
from benchmarks.speed.live.whole_question import measure_question
from benchmarks.speed.profiles import measure_profile
from benchmarks.speed.restarting import measure_restarting
from benchmarks.speed.results import Part
from benchmarks.speed.retrieval import measure_retrieval
from benchmarks.speed.segments import measure_segments
from benchmarks.speed.starting import measure_starting

BY_SIZE: Mapping[str, Callable[[int], Part]] = {
    "retrieval": measure_retrieval,
    "restarting": measure_restarting,
    "segments": measure_segments,
    "profile": lambda passages: alone(partial(measure_profile, passages)),
}
"""Measured at each of several numbers of passages."""


def measure_once(part: str, *, full: bool) -> Part:
    """Measure a part of ONCE; not in `full` it is a small one that takes under a minute."""
    if part == "building":
        return measure_building(10_000 if full else 300)
    if part == "starting":
        return measure_starting()
    if part == "reload":
        return asyncio.run(measure_reload(300_000 if full else 9_000))
    if part in _QUESTION:
        return asyncio.run(measure_question(_QUESTION[part], 100_000 if full else 10_000))
    return asyncio.run(measure_load(*((100_000, 60.0) if full else (10_000, 10.0))))


_QUESTION = {"question_made": "made", "question_real": "real"}

ONCE = ("building", "starting", "reload", "load", *_QUESTION)
"""Measured at one size."""
