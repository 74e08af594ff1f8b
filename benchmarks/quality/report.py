"""What was measured, as Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.quality.calibration import Bin
from benchmarks.quality.highlights import Highlights
from benchmarks.quality.measuring import Measured
from benchmarks.quality.sentence_splitters import Score
from bot.config.model import DEFAULT_THRESHOLD

_HEAD = """\
# Results

Written by `python -m benchmarks.quality`; not to be edited. The questions are `{name}`:
{questions} on {articles} articles. What the words mean is in [README.md](README.md).
"""
_DIAGRAM = "![Reliability diagram, far and near](../../docs/calibration.svg)\n"


def write_report(measured: Measured) -> str:
    """Write all figures as one Markdown text."""
    head = _HEAD.format(
        name=measured.name, questions=measured.questions, articles=measured.articles
    )
    return "\n".join([head, *_sections(measured)])


def _sections(measured: Measured) -> Iterator[str]:
    yield "## The right sentence first\n"
    yield _table(
        ("", "P@1", "R@3", "R@5", "MRR@10", "AUROC far", "AUROC near"),
        (
            (
                each.judging.name,
                *map(_share, (each.p1, each.r3, each.r5, each.mrr10)),
                *map(_share, (each.judging.far, each.judging.near)),
            )
            for each in measured.ranked
        ),
    )
    yield "## Silence when there is none\n"
    yield _table(
        ("", "withheld", "AUROC", "answered when it can", "silent when it cannot", "ECE"),
        (
            (
                each.model,
                each.setting,
                *map(_share, (each.auroc, each.answered, each.silent, each.error)),
            )
            for each in measured.silences
        ),
    )
    yield f"Answered is from a confidence of {DEFAULT_THRESHOLD} on. The parts of the confidence:\n"
    yield _table(
        ("", "AUROC far", "AUROC near"),
        ((each.name, _share(each.far), _share(each.near)) for each in measured.judged),
    )
    yield "## Calibration\n"
    yield _DIAGRAM
    for setting, bins in measured.bins.items():
        yield f"As shipped, {setting}:\n"
        yield _table(
            ("confidence", "questions", "mean confidence", "answer there", "first sentence right"),
            map(_bin_row, bins),
        )
    yield "## What in the sentence answers\n"
    yield _table(
        ("first sentences", "number", "highlighted", "of those, over the answer"),
        (_highlight_row(name, counts) for name, counts in measured.highlights.items()),
    )
    yield "## Sentences\n"
    yield _table(
        ("splitter", "paragraphs all right", "precision", "recall", "ms per MB"),
        map(_splitter_row, measured.splitters),
    )


def _bin_row(each: Bin) -> tuple[str, ...]:
    span = f"{each.low:.1f} to {each.high:.1f}"
    shares = map(_share, (each.confidence, each.answerable, each.right))
    return (span, f"{each.count:,}", *shares)


def _highlight_row(name: str, counts: Highlights) -> tuple[str, ...]:
    given = counts.given / max(1, counts.sentences)
    overlapping = counts.overlapping / max(1, counts.given)
    return (name, f"{counts.sentences:,}", _share(given), _share(overlapping))


def _splitter_row(each: Score) -> tuple[str, ...]:
    shares = map(_share, (each.whole, each.precision, each.recall))
    return (each.name, *shares, f"{each.ms_per_mb:,.0f}")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table whose first column is text and whose others are numbers."""
    rule = ("---", *("---:" for _ in head[1:]))
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *rows))


def _share(value: float) -> str:
    return f"{value:.3f}"
