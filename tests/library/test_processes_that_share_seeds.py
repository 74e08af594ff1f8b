"""What several real processes answer, on machines of their own, while one changes articles."""

import subprocess
import sys
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import Thread

from bot.querylog.postgresql.reload_signal import open_signal
from tests.library.answering_while_others_change import shared, text_of
from tests.querylog.databases import PostgresqlDatabase

ROOT = Path(__file__).parents[2]
MODULE = "tests.library.answering_while_others_change"
NAMES = ("north", "south", "east", "west")
VERSIONS, PROCESSES = 12, 3


class Process:
    """A process that answers until it is told to end; `lines` has the versions of its answers."""

    def __init__(self, url: str, folder: Path) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", MODULE, url, str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.lines: list[list[str]] = []
        self._reading = Thread(target=self._read)
        self._reading.start()

    def has_seen(self, version: int) -> bool:
        return [str(version)] * len(NAMES) in self.lines

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self._reading.join()
        assert self.process.wait() == 0

    def clear(self) -> None:
        """End it in any case."""
        with self.process:
            self.process.kill()
            self._reading.join()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.split())


def all_have_seen(processes: list[Process], version: int) -> None:
    """Wait until all have answered from a version."""
    deadline = time.monotonic() + 60
    while not all(process.has_seen(version) for process in processes):
        assert time.monotonic() < deadline, [process.lines[-3:] for process in processes]
        time.sleep(0.01)


def write(version: int, folder: Path) -> None:
    for name in NAMES:
        (folder / f"{name}.txt").write_text(text_of(name, version), "utf-8")


def test_no_answer_mixes_two_versions_and_every_process_comes_to_the_last(
    database: PostgresqlDatabase, tmp_path: Path
) -> None:
    url = database.url
    first = tmp_path / "first"
    (first / "seeds").mkdir(parents=True)
    write(0, first / "seeds")
    source, signal = shared(url, first), open_signal(url, None)
    source.update()
    with ExitStack() as stack:
        processes = []
        for number in range(PROCESSES):  # two of them are on one machine, and so have one copy
            processes.append(Process(url, tmp_path / f"{number // 2}"))
            stack.callback(processes[-1].clear)
        all_have_seen(processes, 0)
        for version in range(1, VERSIONS + 1):
            source.change(partial(write, version))
            signal.give()
            if version % 3 == 0:  # the others come in the midst of a reload
                all_have_seen(processes, version)
        for process in processes:
            process.end()
            assert all(len(set(versions)) <= 1 for versions in process.lines)
