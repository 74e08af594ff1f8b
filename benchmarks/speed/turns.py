"""Asking several systems the same questions in turn, so that noise hits all alike."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.speed.remote import Asked, Remote
from benchmarks.speed.timing import Spread, Taken

_TURN = 10  # questions
_SECONDS = 4.0  # for all the questions of a kind to one system, which is then asked no more


@dataclass(frozen=True, slots=True)
class Timing:
    """What a system took for questions of a kind, in milliseconds.

    `processor` is of the processor, `clock` by the clock; `agrees` the share of the questions for
    which it found the same passage first as the system that it is compared with, None where it
    does not say.
    """

    system: str
    kind: str
    passages: int
    processor: Spread
    clock: Spread
    agrees: float | None


def take_turns(
    remotes: Sequence[Remote], kind: str, passages: int, questions: Sequence[Asked]
) -> Iterator[Timing]:
    """Ask ten questions of one system, the same of the next, and so on, then the next ten.

    At each turn, a system is asked one more first, which is not counted: it has to wake up. The
    first system is the one that the others are compared with.
    """
    systems = [(remote, name) for remote in remotes for name in remote.names]
    found: defaultdict[str, list[int | None]] = defaultdict(list)
    taken: defaultdict[str, list[Taken]] = defaultdict(list)
    for number, turn in enumerate(_batches(questions)):
        # Each system comes after each other one, and finds the machine as that one leaves it.
        start = number % len(systems)
        for remote, name in systems[start:] + systems[:start]:
            if sum(one.clock for one in taken[name]) < _SECONDS:
                answers = remote.ask(name, (questions[number - 1], *turn))[1:]
                found[name] += [best for best, _ in answers]
                taken[name] += [took for _, took in answers]
    reference = found[systems[0][1]]
    for _, name in systems:
        yield Timing(
            name,
            kind,
            passages,
            Spread.of([1_000 * one.processor for one in taken[name]]),
            Spread.of([1_000 * one.clock for one in taken[name]]),
            _agreement(found[name], reference),
        )


def _batches(questions: Sequence[Asked]) -> Iterator[Sequence[Asked]]:
    for start in range(0, len(questions), _TURN):
        yield questions[start : start + _TURN]


def _agreement(found: Sequence[int | None], reference: Sequence[int | None]) -> float | None:
    pairs = [(one, other) for one, other in zip(found, reference, strict=False) if one is not None]
    return sum(one == other for one, other in pairs) / len(pairs) if pairs else None
