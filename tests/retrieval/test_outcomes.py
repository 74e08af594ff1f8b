"""What comes of confidences: an answer, what is nearest, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.answers.answering import MOST_NEAREST, NEAR, outcome_of
from bot.retrieval.model import Attribution, Outcome, Quote
from tests.retrieval.conftest import corpus_of

PASSAGE = corpus_of("The ferry sank.").passages[0]
THRESHOLD = 0.6


def quotes_of(*confidences: float) -> list[Quote]:
    return [Quote(PASSAGE, one, Attribution(), confidence=one) for one in confidences]


@pytest.mark.parametrize(
    ("confidences", "outcome", "shown"),
    [
        ((0.9, 0.7, 0.5), Outcome.ANSWER, 2),
        ((0.6,), Outcome.ANSWER, 1),
        ((0.5, 0.5, 0.5), Outcome.NEAREST, MOST_NEAREST),
        ((0.5,), Outcome.NEAREST, 1),
        ((0.3, 0.3), Outcome.NONE, 0),
        ((), Outcome.NONE, 0),
    ],
)
def test_only_what_answers_by_itself_is_shown_as_an_answer(
    confidences: tuple[float, ...], outcome: Outcome, shown: int
) -> None:
    assert outcome_of(quotes_of(*confidences), THRESHOLD, near=0.4) == (outcome, shown)


@given(st.lists(st.floats(0, 1), max_size=5), st.floats(0, 1), st.floats(0, 1))
def test_no_more_is_shown_than_there_is_and_nothing_without_an_outcome(
    confidences: list[float], threshold: float, share: float
) -> None:
    quotes = quotes_of(*sorted(confidences, reverse=True))
    outcome, shown = outcome_of(quotes, threshold, near=share * threshold)
    assert 0 <= shown <= len(quotes)
    assert (shown > 0) == (outcome is not Outcome.NONE)


def test_near_is_below_the_threshold_at_every_stage() -> None:
    assert all(0 < share < 1 for share in NEAR.values())
