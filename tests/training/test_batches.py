from itertools import islice

import numpy as np
import pytest

from bot.retrieval.semantic.wordpiece import WordPieces
from tests.training.test_windows import OTHER, PARAGRAPH
from training.batches import Batches, Position
from training.pieces import Reading
from training.windows import Windows

PIECES = 512


@pytest.fixture(scope="module")
def batches() -> Batches:
    return Batches(Windows([PARAGRAPH, OTHER]), Reading(WordPieces.load()), 1, PIECES)


def test_no_batch_is_larger_than_told(batches: Batches) -> None:
    for _, batch in islice(batches.after(Position()), 40):
        assert batch.pieces.size <= PIECES


def test_training_goes_on_where_it_stopped(batches: Batches) -> None:
    whole = list(islice(batches.after(Position()), 12))
    (_, *rest) = islice(batches.after(whole[4][0]), 8)
    for (position, batch), (expected, same) in zip(rest, whole[6:], strict=False):
        assert position == expected
        assert np.array_equal(batch.pieces, same.pieces)
        assert np.array_equal(batch.answers, same.answers)


def test_a_ranked_unit_stays_together_with_one_right_pair(batches: Batches) -> None:
    for _, batch in islice(batches.after(Position()), 20):
        for group in set(batch.groups.tolist()) - {-1}:
            assert batch.answers[batch.groups == group].sum() == 1
