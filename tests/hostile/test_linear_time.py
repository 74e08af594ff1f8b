"""No text costs more than its length: four times as much of it, at most so much more time.

Where a stage looks back from each place of a text over all that is before, four times as much text
costs sixteen times as much. What is measured is processor time, so other work on the machine does
not count.
"""

import gc
import time
from collections.abc import Callable

import pytest

from bot.retrieval.deciding import highlight
from bot.retrieval.text import analysis
from tests.hostile.patterns import PATTERNS, WORST, repeated
from tests.hostile.stages import STAGES

_MEGABYTE = 1_000_000
_SHORT = 2_500
_UNMEASURABLE = 0.03  # seconds, below which nothing can be said
_MOST = 9  # times the time for four times the text; what is linear takes about 4
_BOUNDED = {"front matter": 64_000}  # characters; more than that is refused unread


@pytest.mark.parametrize("pattern", PATTERNS, ids=ascii)
@pytest.mark.parametrize("stage", STAGES)
def test_four_times_the_text_takes_about_four_times_as_long(stage: str, pattern: str) -> None:
    assert growth(STAGES[stage], pattern, _SHORT) < _MOST


@pytest.mark.soak
@pytest.mark.timeout(1_200)
@pytest.mark.parametrize("pattern", WORST, ids=ascii)
@pytest.mark.parametrize("stage", STAGES)
def test_so_it_does_for_a_megabyte(stage: str, pattern: str) -> None:
    length = _BOUNDED.get(stage, _MEGABYTE)
    assert growth(STAGES[stage], pattern, length // 4) < _MOST


def growth(run: Callable[[str], object], pattern: str, length: int) -> float:
    """Return how many times longer a stage takes for four times as much; 1 where it is no time."""
    for _ in range(3):  # something may have come between
        once, four_times = (
            cost(run, repeated(pattern, length)),
            cost(run, repeated(pattern, 4 * length)),
        )
        ratio = 1 if four_times < _UNMEASURABLE else four_times / once
        if ratio < _MOST:
            break
    return ratio


def cost(run: Callable[[str], object], text: str) -> float:
    """Return seconds of the processor that a stage takes for a text that it has not seen before."""
    for remembered in (analysis.term_of, analysis.grams_of, highlight._terms, analysis.spelt_words):
        remembered.cache_clear()
    gc.disable()  # or it would look through what others have left, now and then
    try:
        began = time.process_time()
        run(text)
        return time.process_time() - began
    finally:
        gc.enable()
