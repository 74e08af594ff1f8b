"""Runs the bot for a measurement, and reads what it holds and how its event loop fared."""

import asyncio
import json
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.loopback import Loopback

_START_SECONDS = 900.0
_STOP_SECONDS = 60.0
_WATCH, _LOG = "watch.jsonl", "data/verbatim.sqlite3"


@dataclass(frozen=True, slots=True)
class Lateness:
    """An awakening of the event loop that came late, in seconds; `at` is of `perf_counter`.

    For `queued` seconds of it the machine had no processor for the thread.
    """

    at: float
    late: float
    queued: float

    @property
    def blocked(self) -> float:
        """For how long the loop was held up by its own process."""
        return self.late - self.queued


@dataclass(frozen=True, slots=True)
class BotProcess:
    """The bot, in a folder of its own with `seeds/` and its query log."""

    folder: Path
    _process: asyncio.subprocess.Process

    def memory(self) -> int:
        """Bytes that the bot and the processes that it started hold, shared ones in parts."""
        return sum(_proportional_size(each) for each in _family(self._process.pid))

    def processor_time(self) -> float:
        """Seconds of processor time that the bot's own process has used so far."""
        values = Path(f"/proc/{self._process.pid}/stat").read_text("ascii").rpartition(")")[2]
        user, system = values.split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def lateness(self, start: float, end: float) -> list[Lateness]:
        """What was late between two moments of `perf_counter`."""
        lines = (self.folder / _WATCH).read_text("utf-8").splitlines()
        told = (Lateness(**json.loads(line)) for line in lines)
        return [one for one in told if start <= one.at <= end]

    def logged(self) -> int:
        """How many questions are in the query log; ask once the bot has ended."""
        with closing(sqlite3.connect(self.folder / _LOG)) as connection:
            return int(connection.execute("SELECT count(*) FROM queries").fetchone()[0])

    async def stop(self) -> None:
        """End it as a service would."""
        if self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(self._process.wait(), _STOP_SECONDS)


@asynccontextmanager
async def running_bot(
    discord: Loopback, folder: Path, module: str = "benchmarks.speed.live.watched_bot"
) -> AsyncIterator[BotProcess]:
    """Start a bot over the articles in `folder/seeds`, and wait until it is connected.

    It answers by words alone, as the base install does. What a `module` other than the bot's does
    with the folder is its own affair.
    """
    config = "logging: {level: warning}\nanswers: {semantic: false, reader: false}\n"
    (folder / "config.yaml").write_text(config, "utf-8")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, "run"),
        cwd=folder,
        env=discord.environ() | {"WATCH": str(folder / _WATCH)},
    )
    bot = BotProcess(folder, process)
    try:
        await discord.gateway.ready(_START_SECONDS)
        yield bot
        await bot.stop()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def _family(pid: int) -> Iterator[int]:
    yield pid
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):  # each has those that it started
        with suppress(OSError):  # it has just ended
            for child in thread.read_text("ascii").split():
                yield from _family(int(child))


def _proportional_size(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:  # it has just ended
        return 0
    return sum(1_024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
