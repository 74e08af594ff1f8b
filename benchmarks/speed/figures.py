"""What is asked of the speed, and whether it was reached."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.speed.answering import ANSWER
from benchmarks.speed.finding import RANK_BM25, VERBATIM
from benchmarks.speed.live.load import Load
from benchmarks.speed.live.reload import Reload
from benchmarks.speed.live.whole_question import WholeQuestion
from benchmarks.speed.memory import Memory
from benchmarks.speed.restarting import Restarting
from benchmarks.speed.results import Results
from benchmarks.speed.retrieval import CONTENT, TYPED, Retrieval
from benchmarks.speed.segments import Segments

_LARGE = 100_000
"""The fewest passages for which there are targets of speed and size."""
_BYTES = 120
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the summary; `is_reached` is None for what is only told."""

    what: str
    measured: str
    asked: str = ""
    is_reached: bool | None = None


def figures_of(results: Results) -> Iterator[Figure]:
    """The summary of what was measured."""
    for passages, retrieval in results.retrieval.items():
        kinds = (CONTENT, TYPED) if passages >= _LARGE else (TYPED,)
        for kind in kinds:
            yield from _of_questions(passages, kind, retrieval)
    yield from _of_building(results)
    for restarting in results.restarting.values():
        yield from _of_restarting(restarting)
    for restarting in results.restarting.values():
        yield _of_memory(restarting.built, "built")
        yield _of_memory(restarting.kept, "as kept")
    for segments in results.segments.values():
        yield from _of_segments(segments, min(results.segments.values(), key=_size))
    if results.reload:
        yield from _of_reload(results.reload)
    if results.load:
        yield from _of_load(results.load)
    yield from map(_of_whole_question, results.question.values())


def _of_questions(passages: int, kind: str, retrieval: Retrieval) -> Iterator[Figure]:
    median = {one.system: one.processor.median for one in retrieval.of_kind(kind)}
    ours, whole, theirs = median[VERBATIM], median[ANSWER], median[RANK_BM25]
    where, is_large = f"{passages:,} passages, {kind}:", passages >= _LARGE
    yield _times(f"{where} faster than {RANK_BM25}", theirs / ours, 1_000 if is_large else None)
    yield _times(f"{where} faster than bm25s", median["bm25s"] / ours, 10 if is_large else None)
    ratio = ours / median["tantivy"]
    yield Figure(
        f"{where} time beside tantivy's",
        f"{ratio:.2f} ×",
        "at most 1.3 ×" if is_large else "",
        ratio <= 1.3 if is_large else None,
    )
    share = theirs / whole
    yield Figure(
        f"{where} the whole answer, faster than {RANK_BM25} alone",
        f"{share:.1f} × ({whole:.2f} ms beside {theirs:.3g})",
        "at least 45 ×" if is_large else "",
        share >= 45 if is_large else None,
    )


def _of_building(results: Results) -> Iterator[Figure]:
    if building := results.building:
        whole, bare = building.whole[0], building.bare[0]
        yield Figure(
            f"making a corpus of {building.articles:,} files, beside splitting and stemming alone",
            f"{building.by_clock:.2f} × ({whole.clock:.0f} s beside {bare.clock:.0f} s; in"
            f" processor time {building.by_processor:.2f} ×)",
            "at most 1.5 ×",
            building.by_clock <= 1.5,
        )
    if starting := results.starting:
        seconds = starting.ask.median
        yield Figure(
            "a cold `python -m bot ask`, processor time",
            f"{seconds:.2f} s",
            "under 0.7 s",
            seconds < 0.7,
        )


def _of_restarting(restarting: Restarting) -> Iterator[Figure]:
    second, most = restarting.second, 3 if restarting.passages >= 1_000_000 else None
    seconds = second.clock - second.queued
    waited = f"and {second.queued:.1f} without a processor; " if second.queued else ""
    name = f"{restarting.passages:,} passages:"
    yield Figure(
        f"{name} a start from what an earlier one kept",
        f"{seconds:.2f} s ({waited}the first: {restarting.first.clock:.0f} s)",
        f"under {most} s" if most else "",
        seconds < most if most else None,
    )
    for how, taken in (("", restarting.reload), (" whose name is told", restarting.told)):
        is_asked = bool(how and most)
        if taken:
            yield Figure(
                f"{name} a reload of one changed file{how}",
                f"{taken.clock * 1_000:.0f} ms ({taken.processor * 1_000:.0f} of the processor)",
                "under 100 ms" if is_asked else "",
                taken.processor < 0.1 if is_asked else None,
            )


def _of_memory(memory: Memory, how: str) -> Figure:
    each, is_asked = memory.index / memory.passages, memory.passages >= _LARGE
    return Figure(
        f"{memory.passages:,} passages: index beyond the articles, {how}",
        f"{each:,.0f} bytes a passage",
        f"at most {_BYTES}" if is_asked else "",
        each <= _BYTES if is_asked else None,
    )


def _of_reload(reload: Reload) -> Iterator[Figure]:
    during = reload.during
    name = f"reload of {reload.passages:,} passages, 20 questions a second:"
    yield Figure(f"{name} lost", f"{during.lost} of {during.asked:,}", "none", during.lost == 0)
    yield Figure(
        f"{name} logged",
        f"{reload.logged:,} of {reload.asked:,}",
        "all",
        reload.logged == reload.asked,
    )
    yield _milliseconds(f"{name} answered, 99 of 100", during.answered_99, 250)
    yield _milliseconds(f"{name} longest block of the loop", reload.longest_block, 50)
    yield Figure(
        f"{name} memory before, at most, after",
        " → ".join(
            f"{size / _MB:,.0f} MB"
            for size in (reload.memory_before, reload.memory_most, reload.memory_after)
        ),
        "back to what it was",
        reload.memory_after <= 1.05 * reload.memory_before,
    )
    yield Figure(f"{name} took", f"{reload.seconds:.0f} s")


def _of_whole_question(whole: WholeQuestion) -> Figure:
    return Figure(
        f"a question through Discord's client, {whole.passages:,} passages of {whole.text} text:"
        " all processor time",
        f"{whole.bot:.1f} ms (the answer {whole.answer:.1f}, the least bot {whole.minimal:.1f} ms)",
    )


def _of_load(load: Load) -> Iterator[Figure]:
    service = load.service
    name = (
        f"{load.rate:.0f} questions a second for {load.seconds:.0f} s, {load.passages:,} passages:"
    )
    yield _milliseconds(f"{name} acknowledged, 99 of 100", service.acknowledged_99, 100)
    yield _milliseconds(f"{name} answered, 99 of 100", service.answered_99, None)
    yield Figure(f"{name} lost", f"{service.lost} of {service.asked:,}", "none", service.lost == 0)
    yield Figure(
        f"{name} logged",
        f"{load.logged:,} of {service.asked:,}",
        "all",
        load.logged == service.asked,
    )


def _times(what: str, ratio: float, least: int | None) -> Figure:
    measured = f"{ratio:,.0f} ×" if ratio >= 10 else f"{ratio:.1f} ×"
    if least is None:
        return Figure(what, measured)
    return Figure(what, measured, f"at least {least:,} ×", ratio >= least)


def _milliseconds(what: str, seconds: float, most: int | None) -> Figure:
    measured = f"{1_000 * seconds:,.0f} ms"
    if most is None:
        return Figure(what, measured)
    return Figure(what, measured, f"under {most} ms", 1_000 * seconds < most)


def _size(segments: Segments) -> int:
    return segments.passages


def _of_segments(segments: Segments, smallest: Segments) -> Iterator[Figure]:
    where = f"{segments.passages:,} passages of made-up text:"
    times, share = segments.reload / smallest.reload, segments.most / segments.before
    left = f" to {segments.left}:" if segments.left else ""
    yield Figure(
        f"{where} indexing and keeping one changed article",
        f"{segments.reload:.0f} ms ({times:.1f} × that at {smallest.passages:,})",
        "under 100 ms, at most 2 ×",
        segments.reload < 100 and times <= 2,
    )
    yield Figure(
        f"{where} memory during such reloads, beside that before",
        f"{share:.2f} ×",
        "at most 1.1 ×",
        share <= 1.1,
    )
    yield Figure(
        f"{where} a question over {segments.segments} segments, beside one",
        f"{segments.many:.2f} ×, once merged{left} {segments.merged:.2f} ×",
        "at most 1.6 ×, 1.1 ×",
        segments.many <= 1.6 and segments.merged <= 1.1,
    )
    yield Figure(
        f"{where} answers, after 50 random changes, as of a corpus made anew",
        f"{segments.asked - segments.different:,} of {segments.asked:,}",
        "all",
        not segments.different,
    )
