"""Measures the answers, and writes `results.md` and the reliability diagram.

    python -m benchmarks.quality DATA_DIR

DATA_DIR holds `articles/` and `questions.jsonl`. Takes about two minutes, and needs the extra
`bench`.
"""

import sys
from pathlib import Path

from benchmarks.quality.dev_set import read_articles, read_questions
from benchmarks.quality.measuring import measure
from benchmarks.quality.reliability_diagram import draw
from benchmarks.quality.report import write_report
from benchmarks.quality.trials import FAR, NEAR

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "benchmarks" / "quality" / "results.md"
DIAGRAM = ROOT / "docs" / "calibration.svg"

_TITLES = {FAR: "far: articles withheld", NEAR: "near: paragraphs withheld"}


def main(data: Path) -> None:
    """Measure on the questions of a data folder."""
    measured = measure(data.resolve().name, read_articles(data), read_questions(data))
    RESULTS.write_text(write_report(measured), "utf-8")
    panels = {_TITLES[setting]: bins for setting, bins in measured.bins.items()}
    DIAGRAM.write_text(draw(panels), "utf-8")
    sys.stdout.write(f"Wrote {RESULTS.relative_to(ROOT)} and {DIAGRAM.relative_to(ROOT)}\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.quality DATA_DIR")
    main(Path(sys.argv[1]))
