from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bot.library.live import LiveCorpus
from bot.monitoring.monitor import Monitor
from bot.querylog.recorder import Recorder


def connected() -> Sequence[tuple[int, float]]:
    """The latencies of a gateway that has acknowledged one heartbeat."""
    return ((0, 0.125),)


@pytest.fixture
def live(tmp_path: Path) -> LiveCorpus:
    """One article of two sentences, loaded."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "bridge.txt").write_text("The bridge opened. It cost nine million euros.\n", "utf-8")
    return LiveCorpus.load(seeds, 1_048_576)


@pytest.fixture
def make_monitor(live: LiveCorpus) -> Callable[..., Monitor]:
    """Make a monitor of a bot with that article; without a log, one that keeps nothing."""

    def make(log: Recorder | None = None) -> Monitor:
        log = log or Recorder()
        return Monitor(
            connected, live, log, tell_seconds=0.01, try_log_seconds=0.2, ask_seconds=0.01
        )

    return make
