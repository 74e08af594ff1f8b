"""The figures of one or more files of weights, in one run.

    python -m training.evaluate --data FOLDER --news FOLDER --xquad FOLDER WEIGHTS [WEIGHTS ...]

`--data` is the folder of training sets, of which held articles are asked.
"""

import argparse
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bot.retrieval.semantic.wordpiece import WordPieces
from training.examples import Paragraph, read_sets, split
from training.figures import (
    COSINE_WEIGHTS,
    SHARE_WEIGHT,
    Asked,
    auroc_against,
    held_figures,
    margins,
    news_questions,
    right_within,
    totals,
    xquad_questions,
)
from training.pieces import Reading
from training.scoring import Scorer

_log = logging.getLogger("training.evaluate")


def main() -> None:
    """Print a line of JSON for each file of weights."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(prog="python -m training.evaluate")
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--xquad", type=Path)
    parser.add_argument("--every", type=int, default=1, help="ask each so many of XQuAD's")
    parser.add_argument("--held", type=int, default=400, help="questions of held articles")
    told = parser.parse_args()
    news = news_questions(told.news) if told.news else []
    xquad = xquad_questions(told.xquad, told.every) if told.xquad else []
    held = split(read_sets(told.data))[1] if told.data else ()
    reading = Reading(WordPieces.load())
    for path in told.weights:
        scorer = Scorer(path, reading)
        figures = {"weights": path.name, **figures_of(scorer, news, xquad, held, told.held)}
        _log.info("%s", json.dumps(figures))


def figures_of(
    scorer: Scorer,
    news: Sequence[Asked],
    xquad: Sequence[Asked],
    held: Sequence[Paragraph],
    most: int,
) -> Mapping[str, object]:
    """All figures of one file of weights."""
    figures: dict[str, object] = {}
    if news:
        figures["news"] = _news(scorer, news)
    if xquad:
        figures["xquad"] = _xquad(scorer, xquad)
    if held:
        of_held = asdict(held_figures(scorer, held, most))
        figures["held"] = {name: round(value, 3) for name, value in of_held.items()}
    return figures


def _news(scorer: Scorer, asked: Sequence[Asked]) -> dict[str, object]:
    """For each weight of the cosine: right first, right in three, AUROC near and far."""
    read = margins(scorer, asked)
    figures: dict[str, object] = {}
    for weight in COSINE_WEIGHTS:
        values = totals(asked, read, weight, 0.0)
        figures[f"{weight:g}"] = (
            right_within(asked, values, 1),
            right_within(asked, values, 3),
            round(auroc_against(asked, values, "near"), 3),
            round(auroc_against(asked, values, "far"), 3),
        )
    return figures


def _xquad(scorer: Scorer, asked: Sequence[Asked]) -> dict[str, object]:
    """P@1 for each weight of the cosine, without and with the words' share."""
    read = margins(scorer, asked)
    return {
        f"{weight:g}": tuple(
            round(right_within(asked, totals(asked, read, weight, share), 1) / len(asked), 3)
            for share in (0.0, SHARE_WEIGHT)
        )
        for weight in COSINE_WEIGHTS
    }


if __name__ == "__main__":
    main()
