"""What is written of the measurements."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.speed.answering import ANSWER
from benchmarks.speed.chart import draw
from benchmarks.speed.figures import figures_of
from benchmarks.speed.live.people import Service
from benchmarks.speed.live.reload import Reload
from benchmarks.speed.memory import Memory
from benchmarks.speed.report import write_report, write_summary
from benchmarks.speed.restarting import Restarting
from benchmarks.speed.results import Machine, Results, read_results, write_results
from benchmarks.speed.retrieval import CONTENT, TYPED, Retrieval
from benchmarks.speed.timing import Spread, Taken
from benchmarks.speed.turns import Timing

MACHINE = Machine("Processor", 2, 25, "3.11.7", {"numpy": "2.4.6"})
FAST = {"rank_bm25": 1_300.0, "bm25s": 20.0, "tantivy": 1.0, "Verbatim": 1.0, ANSWER: 20.0}
SERVICE = Service(2_000, 0, 0.001, 0.01, 0.02, 0.2)
RELOAD = Reload(300_000, 60.0, SERVICE, SERVICE, 0.04, 0.09, 10**9, 2 * 10**9, 10**9, 2_400, 2_400)


def retrieval(passages: int, median: Mapping[str, float]) -> Retrieval:
    def timings() -> Iterator[Timing]:
        for kind in (CONTENT, TYPED):
            for system, milliseconds in median.items():
                spread = Spread(milliseconds, 0.5 * milliseconds, 2 * milliseconds, 100)
                yield Timing(system, kind, passages, spread, spread, agrees=1.0)

    return Retrieval(passages, tuple(timings()), ())


def verdicts(results: Results) -> dict[str, bool | None]:
    return {figure.what: figure.is_reached for figure in figures_of(results)}


def test_what_is_as_fast_as_was_asked_for_is_reached() -> None:
    results = Results(MACHINE).with_part(retrieval(100_000, FAST)).with_part(RELOAD)
    assert set(verdicts(results).values()) <= {True, None}


@pytest.mark.parametrize(
    ("system", "milliseconds", "what"),
    [
        ("rank_bm25", 999.0, "faster than rank_bm25"),
        ("bm25s", 9.9, "faster than bm25s"),
        ("tantivy", 0.7, "time beside tantivy's"),
        (ANSWER, 30.0, "the whole answer, faster than rank_bm25 alone"),
    ],
)
def test_what_is_slower_than_was_asked_for_is_missed(
    system: str, milliseconds: float, what: str
) -> None:
    results = Results(MACHINE).with_part(retrieval(100_000, FAST | {system: milliseconds}))
    missed = {name for name, reached in verdicts(results).items() if reached is False}
    assert missed == {f"100,000 passages, {kind}: {what}" for kind in (CONTENT, TYPED)}


def test_at_a_size_for_which_nothing_was_asked_figures_are_only_told() -> None:
    results = Results(MACHINE).with_part(retrieval(1_000, FAST))
    assert set(verdicts(results).values()) == {None}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"during": replace(SERVICE, lost=1)}, "lost"),
        ({"during": replace(SERVICE, answered_99=0.26)}, "answered, 99 of 100"),
        ({"longest_block": 0.051}, "longest block of the loop"),
        ({"logged": 2_399}, "logged"),
        ({"memory_after": 11 * 10**8}, "memory before, at most, after"),
    ],
)
def test_a_reload_that_people_notice_is_a_miss(change: dict[str, object], what: str) -> None:
    results = Results(MACHINE).with_part(replace(RELOAD, **change))  # type: ignore[arg-type]
    missed = [name for name, reached in verdicts(results).items() if reached is False]
    assert missed == [f"reload of 300,000 passages, 20 questions a second: {what}"]


def test_a_part_that_is_measured_again_takes_the_place_of_what_was_there() -> None:
    results = Results(MACHINE).with_part(retrieval(1_000, FAST)).with_part(retrieval(10, FAST))
    results = results.with_part(replace(retrieval(1_000, FAST), timings=()))
    assert [(each.passages, len(each.timings)) for each in results.retrieval.values()] == [
        (10, 2 * len(FAST)),
        (1_000, 0),
    ]
    assert len(results.when) == 2


@pytest.mark.parametrize(("size", "is_reached"), [(120, True), (121, False)])
def test_an_index_may_hold_so_many_bytes_a_passage(size: int, *, is_reached: bool) -> None:
    memory = Memory(100_000, 0, 100_000 * size, 0, 0, 0)
    taken = Taken(1.0, 1.0)
    restarting = Restarting(100_000, taken, taken, taken, taken, memory, memory, told=taken)
    found = verdicts(Results(MACHINE).with_part(restarting))
    assert found["100,000 passages: index beyond the articles, built"] is is_reached


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    results = Results(Machine.here()).with_part(retrieval(100_000, FAST)).with_part(RELOAD)
    write_results(results, tmp_path / "results.json")
    assert read_results(tmp_path / "results.json") == results


def test_results_of_another_machine_are_not_mixed_in(tmp_path: Path) -> None:
    write_results(Results(MACHINE).with_part(RELOAD), tmp_path / "results.json")
    assert read_results(tmp_path / "results.json") == Results(Machine.here())


def test_results_of_an_earlier_version_of_the_benchmark_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text('{"speed": "high"}', "utf-8")
    assert read_results(tmp_path / "results.json") == Results(Machine.here())


def test_the_report_has_a_column_for_each_size_and_a_row_for_each_system() -> None:
    results = Results(MACHINE)
    for passages in (10_000, 1_000):
        results = results.with_part(retrieval(passages, FAST))
    lines = write_report(results).splitlines()
    head = lines.index("## Questions: as typed") + 4
    assert lines[head].replace(" ", "") == "||1,000passages|10,000passages|"
    assert lines[head + 2].split("|")[1:3] == [
        " rank_bm25              ",
        " 1,300 (650 to 2,600) ",
    ]


def test_the_summary_is_one_table_with_even_columns() -> None:
    results = Results(MACHINE).with_part(retrieval(100_000, FAST)).with_part(RELOAD)
    lines = write_summary(results).splitlines()
    assert len({len(line) for line in lines}) == 1


def test_the_picture_is_drawn_by_powers_of_ten() -> None:
    svg = ElementTree.fromstring(draw("Time", {"a": [(1_000, 0.1), (100_000, 10.0)]}))  # noqa: S314
    (line,) = (one for one in svg.iter() if one.tag.endswith("polyline"))
    (x1, y1), (x2, y2) = (map(float, point.split(",")) for point in line.attrib["points"].split())
    assert (x2 - x1, y1 - y2) == (460, 330)


def test_names_in_the_picture_do_not_cover_each_other() -> None:
    lines = {name: [(1_000.0, 1.0), (10_000.0, 2.0)] for name in ("a", "b", "c")}
    svg = ElementTree.fromstring(draw("Time", lines))  # noqa: S314
    at = sorted(float(one.attrib["y"]) for one in svg.iter() if one.text in lines)
    assert min(b - a for a, b in pairwise(at)) >= 12
