"""Measures the speed, and writes `results.md`, `results.json` and `results.svg`.

    python -m benchmarks.speed [--sizes 1000,10000] [--only PART,PART] [--full]

What was measured before on the same machine stays, unless it is measured anew. Needs the extra
`bench`; README.md says how long it takes, and how much memory.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.speed.chart import draw
from benchmarks.speed.parts import BY_SIZE, ONCE, measure_once
from benchmarks.speed.report import write_report, write_summary
from benchmarks.speed.results import Part, Results, read_results, write_results
from benchmarks.speed.retrieval import TYPED

_FOLDER = Path(__file__).parent
_PARTS = (*BY_SIZE, *ONCE)
_QUICK = "1000,10000"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is asked for, and write after each part, so that none is lost."""
    options = _parser().parse_args(arguments)
    sizes = [int(size) for size in options.sizes.split(",")]
    parts = options.only.split(",") if options.only else list(_PARTS)
    if unknown := set(parts) - set(_PARTS):
        sys.exit(f"There is no part {', '.join(sorted(unknown))}; there are {', '.join(_PARTS)}.")
    results = read_results(_FOLDER / "results.json")
    for part in _measure(parts, sizes, full=options.full):
        results = results.with_part(part)
        _write(results)
    sys.stdout.write(f"\n{write_summary(results)}\nMore is in {_FOLDER / 'results.md'}\n")


def _measure(names: Sequence[str], sizes: Sequence[int], *, full: bool) -> Iterator[Part]:
    for name in names:
        if name in BY_SIZE:
            for passages in sizes:
                sys.stderr.write(f"Measuring {name}, {passages:,} passages ...\n")
                yield BY_SIZE[name](passages)
        else:
            sys.stderr.write(f"Measuring {name} ...\n")
            yield measure_once(name, full=full)


def _write(results: Results) -> None:
    write_results(results, _FOLDER / "results.json")
    (_FOLDER / "results.md").write_text(write_report(results), "utf-8")
    lines: dict[str, list[tuple[float, float]]] = {}
    for passages, retrieval in results.retrieval.items():
        for timing in retrieval.of_kind(TYPED):
            lines.setdefault(timing.system, []).append((passages, timing.processor.median))
    if lines:
        title = "Time of a question as typed, median"
        (_FOLDER / "results.svg").write_text(draw(title, lines), "utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed")
    parser.add_argument("--sizes", default=_QUICK, help=f"passages (default: {_QUICK})")
    parser.add_argument("--only", help=f"some of {', '.join(_PARTS)}")
    parser.add_argument("--full", action="store_true", help="the other parts in full size, too")
    return parser


if __name__ == "__main__":
    main()
