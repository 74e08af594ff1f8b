"""What was measured, as Markdown, which is readable in a terminal too."""

from collections.abc import Iterable, Iterator, Sequence

from benchmarks.speed.figures import Figure, figures_of
from benchmarks.speed.memory import Memory
from benchmarks.speed.results import Results
from benchmarks.speed.retrieval import KINDS
from benchmarks.speed.sampling import Share
from benchmarks.speed.timing import Spread

_HEAD = """\
# Results

Written by `python -m benchmarks.speed`; not to be edited. What the words mean is in
[README.md](README.md). Measured on {processors} × {processor}, {memory} GB, beside other work, with
Python {python}, {packages}.

![Time of a question by the size of the corpus](results.svg)
"""
_MARKS = {True: "yes", False: "**no**", None: ""}


def write_report(results: Results) -> str:
    """Write all figures as one Markdown text."""
    machine = results.machine
    head = _HEAD.format(
        processors=machine.processors,
        processor=machine.processor,
        memory=machine.memory_gb,
        python=machine.python,
        packages=", ".join(f"{name} {version}" for name, version in machine.packages.items()),
    )
    return "\n".join([head, *_sections(results)])


def write_summary(results: Results) -> str:
    """Write the one table that says what was asked for, and what was reached."""
    return _table(("", "measured", "asked for", "reached"), map(_figure_row, figures_of(results)))


def _sections(results: Results) -> Iterator[str]:
    yield "## What is asked for\n"
    yield write_summary(results)
    for kind in KINDS:
        rows = list(_timing_rows(results, kind))
        if rows:
            yield f"## Questions: {kind}\n"
            yield "Milliseconds of processor time: the median (from the first to the last tenth).\n"
            sizes = (f"{passages:,} passages" for passages in results.retrieval)
            yield _table(("", *sizes), rows)
    yield "## Indexing\n"
    yield "Seconds of processor time, of ready terms; for Verbatim in full, of the articles.\n"
    sizes = (f"{passages:,} passages" for passages in results.retrieval)
    yield _table(("", *sizes), _indexing_rows(results))
    yield from _memory(results)
    for passages, profile in results.profile.items():
        yield f"## Where the time goes, with {passages:,} passages\n"
        yield "The share of the time in which a function is under way, by itself or in others.\n"
        yield _table(("a whole answer", "share"), map(_share_row, profile.answer))
        yield _table(("making the corpus", "share"), map(_share_row, profile.build))
    yield "## When\n"
    yield _table(("", "measured"), results.when.items())


def _figure_row(figure: Figure) -> tuple[str, ...]:
    return (figure.what, figure.measured, figure.asked, _MARKS[figure.is_reached])


def _timing_rows(results: Results, kind: str) -> Iterator[tuple[str, ...]]:
    timings = {
        (one.system, passages): one
        for passages, retrieval in results.retrieval.items()
        for one in retrieval.of_kind(kind)
    }
    for system in dict.fromkeys(system for system, _ in timings):
        found = (timings.get((system, passages)) for passages in results.retrieval)
        yield (system, *(_spread(one.processor) if one else "" for one in found))


def _indexing_rows(results: Results) -> Iterator[tuple[str, ...]]:
    seconds = {
        (", ".join(one.systems), passages): one.seconds
        for passages, retrieval in results.retrieval.items()
        for one in retrieval.indexing
    }
    for systems in dict.fromkeys(systems for systems, _ in seconds):
        found = (seconds.get((systems, passages)) for passages in results.retrieval)
        yield (systems, *("" if one is None else f"{one:,.2f}" for one in found))


def _memory(results: Results) -> Iterator[str]:
    yield "## Memory\n"
    yield "Bytes a passage; and megabytes that the process needed at most.\n"
    head = ("", "articles", "index", "of it mapped", "of it characters", "process")
    rows = (
        _memory_row(how, memory)
        for one in results.restarting.values()
        for how, memory in (("built", one.built), ("as kept", one.kept))
    )
    yield _table(head, rows)


def _memory_row(how: str, memory: Memory) -> tuple[str, ...]:
    sizes = (memory.articles, memory.index, memory.mapped, memory.characters)
    return (
        f"{memory.passages:,} passages, {how}",
        *(f"{size / memory.passages:,.0f}" for size in sizes),
        f"{memory.process / 1e6:,.0f}",
    )


def _share_row(share: Share) -> tuple[str, str]:
    return (f"`{share.function}`", f"{share.share:.0%}")


def _spread(spread: Spread) -> str:
    return f"{_short(spread.median)} ({_short(spread.low)} to {_short(spread.high)})"


def _short(milliseconds: float) -> str:
    """Three digits or so."""
    return f"{milliseconds:,.0f}" if milliseconds >= 100 else f"{milliseconds:.3g}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table whose first column is text and whose others are numbers, in even columns."""
    cells = [tuple(head), *map(tuple, rows)]
    widths = [max(3, *map(len, column)) for column in zip(*cells, strict=True)]
    first, *others = widths
    rule = (f"{'':-<{first}}", *(f"{'':-<{width - 1}}:" for width in others))
    lines = (
        (
            f"{row[0]:<{first}}",
            *(f"{cell:>{width}}" for cell, width in zip(row[1:], others, strict=True)),
        )
        for row in cells
    )
    head_line, *body = lines
    return "".join(f"| {' | '.join(line)} |\n" for line in (head_line, rule, *body))
