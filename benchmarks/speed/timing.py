"""What things take, and how measurements of the same thing spread."""

import resource
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

import numpy as np

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds that a call took: by the clock, and of processors.

    On a machine with other work, the second is what the first would be without. `queued` is for how
    much of the first the thread that called was ready, and the machine had no processor for it.
    """

    clock: float
    processor: float
    queued: float = 0.0


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some measurements, between the first and the last tenth of them."""

    median: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """Sum measurements up; there must be one."""
        low, median, high = np.quantile(values, (0.1, 0.5, 0.9)).tolist()
        return cls(median, low, high, len(values))


def timed(call: Callable[[], Result]) -> tuple[Result, Taken]:
    """Call, and say what that took in this thread."""
    clock, processor = time.perf_counter(), time.thread_time()
    result = call()
    return result, Taken(time.perf_counter() - clock, time.thread_time() - processor)


def timed_in_all(call: Callable[[], Result]) -> tuple[Result, Taken]:
    """Call, and say what that took in all threads, and in processes that ended meanwhile."""
    before = time.perf_counter(), _processor_in_all(), seconds_queued()
    result = call()
    after = time.perf_counter(), _processor_in_all(), seconds_queued()
    return result, Taken(*(now - then for now, then in zip(after, before, strict=True)))


def seconds_queued() -> float:
    """Seconds for which this thread was ready and had no processor; Linux alone tells."""
    path = f"/proc/self/task/{threading.get_native_id()}/schedstat"
    try:
        with open(path, encoding="ascii") as file:
            return int(file.read().split()[1]) / 1e9
    except OSError:
        return 0.0


def _processor_in_all() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    spent = [resource.getrusage(kind) for kind in kinds]
    return sum(one.ru_utime + one.ru_stime for one in spent)
