"""What it takes to ask one question on the command line, from nothing."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.timing import Spread, timed_in_all

_ROUNDS = 7
_ROOT = Path(__file__).parents[2]
_QUESTION = "Where was the mutual defence treaty signed?"


@dataclass(frozen=True, slots=True)
class Starting:
    """Seconds of the processor, in all: a first question, and Python itself with nothing to do."""

    ask: Spread
    python: Spread


def measure_starting() -> Starting:
    """Ask about the shipped article, each time with a new process, and in turn start Python."""
    ask = [sys.executable, "-m", "bot", "ask", "--no-semantic"]
    ask += ["--seeds", str(_ROOT / "seeds"), _QUESTION]
    bare = [sys.executable, "-c", "pass"]
    _processor_time(ask)  # compiles what is not compiled yet
    rounds = [(_processor_time(ask), _processor_time(bare)) for _ in range(_ROUNDS)]
    asked, alone = zip(*rounds, strict=True)
    return Starting(Spread.of(asked), Spread.of(alone))


def _processor_time(command: list[str]) -> float:
    _, taken = timed_in_all(
        lambda: subprocess.run(command, check=True, cwd=_ROOT, stdout=subprocess.DEVNULL)  # noqa: S603
    )
    return taken.processor
