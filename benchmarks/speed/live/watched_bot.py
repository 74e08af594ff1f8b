"""The bot's command line on loopback, with a watch over its event loop.

Every five milliseconds the loop is to wake a task. Where it does so late, that is written to the
file WATCH as JSON, one object a line: `at` (of `time.perf_counter`, which all processes of a
machine share), `late` in seconds, and `queued`, for how much of that the thread was ready to run
and the machine had no processor for it.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path

from benchmarks.speed.timing import seconds_queued
from bot.cli import main
from tests.loopback.launch import find_discord

_PERIOD = 0.005
_WORTH_TELLING = 0.01


class WatchedLoops(asyncio.DefaultEventLoopPolicy):
    """Makes loops that are watched as soon as they run; only the bot's first is."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._watch: asyncio.Task[None] | None = None

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """Make a loop."""
        loop = super().new_event_loop()
        if self._watch is None:
            self._watch = loop.create_task(watch(self._path))
        return loop


async def watch(path: Path) -> None:
    """Sleep, and write down each awakening that came late."""
    with path.open("w", encoding="utf-8", buffering=1) as file:
        while True:
            queued, due = seconds_queued(), time.perf_counter() + _PERIOD
            await asyncio.sleep(_PERIOD)
            late = time.perf_counter() - due
            if late > _WORTH_TELLING:
                told = {
                    "at": due,
                    "late": late,
                    "queued": min(late, seconds_queued() - queued),
                }
                file.write(f"{json.dumps(told)}\n")


if __name__ == "__main__":
    asyncio.set_event_loop_policy(WatchedLoops(Path(os.environ["WATCH"])))
    find_discord(os.environ["LOOPBACK"])
    sys.exit(main())
