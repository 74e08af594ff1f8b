from xml.etree import ElementTree

import numpy as np
import pytest

from benchmarks.quality.calibration import Bin, bins_of, expected_calibration_error
from benchmarks.quality.dev_set import Gold
from benchmarks.quality.reliability_diagram import draw
from benchmarks.quality.trials import NEAR, Trial, all_trials
from bot.articles.model import Article
from bot.retrieval.model import Evidence


def trial(*, answerable: bool, right: bool = False) -> Trial:
    question = Gold("Who came?", "a.txt", 1, 0, 3, "a")
    return Trial("far", question, answerable, right, Evidence(0.0, 0.0, 0.0, 0.0))


def test_trials_are_binned_by_confidence_and_empty_bins_are_left_out() -> None:
    trials = [
        trial(answerable=False),
        trial(answerable=True),
        trial(answerable=True, right=True),
        trial(answerable=True, right=True),
    ]
    first, last = bins_of(trials, np.asarray([0.0, 0.04, 0.9, 1.0]))
    assert first == Bin(0.0, 0.1, 2, 0.02, 0.5, 0.0)
    assert last == Bin(0.9, 1.0, 2, 0.95, 1.0, 1.0)


def test_the_calibration_error_weighs_bins_by_their_trials() -> None:
    bins = [Bin(0.0, 0.1, 30, 0.1, 0.2, 0.0), Bin(0.9, 1.0, 10, 0.9, 0.5, 0.0)]
    assert expected_calibration_error(bins) == pytest.approx((30 * 0.1 + 10 * 0.4) / 40)


def test_the_diagram_is_well_formed_and_shows_every_bin() -> None:
    bins = [Bin(0.0, 0.1, 31, 0.05, 0.1, 0.0), Bin(0.9, 1.0, 17, 0.95, 0.9, 0.8)]
    root = ElementTree.fromstring(draw({"far": bins, "near": bins}))  # noqa: S314 - our own text
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("31") == texts.count("17") == 2
    assert {"far", "near"} <= set(texts)


def test_with_every_other_paragraph_withheld_the_right_sentence_is_known_where_it_is_there() -> (
    None
):
    paragraphs = (
        "The bridge opened on Monday.",
        "Ferries stopped for ever.",
        "Nobody was hurt at the harbour.",
        "The mayor wore a hat.",
    )
    article = Article("a.txt", "News", paragraphs)
    harbour = Gold("Was nobody hurt at the harbour?", "a.txt", 3, 0, 6, "a")
    trials = [each for each in all_trials([article], [harbour]) if each.setting == NEAR]
    assert [(each.answerable, each.right) for each in trials] == [(False, False), (True, True)]
