"""Where the time of a call goes: a look at the stack every two milliseconds of processor time."""

import signal
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType

_EVERY = 0.002  # seconds of processor time
_PACKAGE = "bot."


@dataclass(frozen=True, slots=True)
class Share:
    """The share of all looks at which a function of the bot's was under way, itself or by others.

    `function` is as 'bot.retrieval.candidates.ranking.rank'.
    """

    function: str
    share: float


def shares_of(call: Callable[[], object], most: int = 14) -> tuple[Share, ...]:
    """Call, and return the functions that took most of the time; for the main thread, on POSIX."""
    looks = 0
    seen: Counter[str] = Counter()

    def look(_number: int, frame: FrameType | None) -> None:
        nonlocal looks
        looks += 1
        seen.update(_functions(frame))

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY, _EVERY)
    try:
        call()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return tuple(Share(name, count / looks) for name, count in seen.most_common(most))


def _functions(frame: FrameType | None) -> tuple[str, ...]:
    """Those under way, each once, the outermost first: it then leads of those as often seen."""
    return tuple(dict.fromkeys(reversed(list(_under_way(frame)))))


def _under_way(frame: FrameType | None) -> Iterator[str]:
    while frame is not None:
        module = str(frame.f_globals.get("__name__"))
        if module.startswith(_PACKAGE) and not frame.f_code.co_name.startswith("<"):
            yield f"{module}.{frame.f_code.co_qualname}"
        frame = frame.f_back
