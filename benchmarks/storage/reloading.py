"""How soon all processes answer from the new version after a reload in one of them.

`python -m benchmarks.storage.reloading [--processes N] [--reloads N]`. The processes share a seeds
folder and a server of PostgreSQL. Timed is from the start of the reload in one process until each
other has swapped its corpus.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.config.model import Who
from bot.library.live import LiveCorpus
from bot.library.reload_signal import following
from bot.querylog.postgresql.reload_signal import open_signal
from bot.querylog.postgresql.store import open_store
from tests.postgresql import installed, serving

ARTICLES, MOST_BYTES, PAUSE = 200, 1_048_576, 0.3


async def listen(url: str, folder: Path) -> None:
    """Be one of the other processes: print each version with the time since which it is there."""
    live = await asyncio.to_thread(LiveCorpus.load, folder, MOST_BYTES)
    signal = open_signal(url, None)
    heard = await asyncio.to_thread(signal.read)
    async with following(live, signal, heard):
        version = live.corpus.version
        print("up", flush=True)  # noqa: T201 - to the first process
        while True:
            await asyncio.sleep(0.001)
            if live.corpus.version != version:
                version = live.corpus.version
                print(version, time.monotonic(), flush=True)  # noqa: T201


async def measure(url: str, folder: Path, processes: int, reloads: int) -> list[float]:
    """Reload so many times, and return the seconds that each process took for each reload."""
    store = open_store(url, None, folder.parent / "log.key")
    await store.open(Who.NONE)
    await store.close()
    live = await asyncio.to_thread(LiveCorpus.load, folder, MOST_BYTES)
    signal = open_signal(url, None)
    others = [await _start(url, folder) for _ in range(processes)]
    taken = []
    for number in range(reloads):
        text = f"The bridge opened {number} times.\n"
        await asyncio.to_thread((folder / "0.txt").write_text, text, "utf-8")
        started = time.monotonic()
        await live.reload()
        await asyncio.to_thread(signal.give)
        for other in others:
            version, at = await _heard(other)
            if version != live.corpus.version:
                raise RuntimeError("a process answers from another version")
            taken.append(at - started)
        await asyncio.sleep(PAUSE)
    for other in others:
        other.kill()
        await other.wait()
    return taken


async def _start(url: str, folder: Path) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.storage.reloading", "--listen", url, str(folder)),
        stdout=asyncio.subprocess.PIPE,
    )
    if process.stdout is None or await process.stdout.readline() != b"up\n":
        raise RuntimeError("a process did not start")
    await asyncio.sleep(1)  # until it listens
    return process


async def _heard(process: asyncio.subprocess.Process) -> tuple[str, float]:
    if process.stdout is None:
        raise RuntimeError("a process has no output")
    async with asyncio.timeout(60):
        version, at = (await process.stdout.readline()).split()
    return version.decode(), float(at)


def main(argv: Sequence[str] | None = None) -> None:
    """Print one line of figures."""
    parser = argparse.ArgumentParser(prog="benchmarks.storage.reloading", description=__doc__)
    parser.add_argument("--processes", type=int, default=3)
    parser.add_argument("--reloads", type=int, default=100)
    parser.add_argument("--listen", nargs=2, metavar=("URL", "FOLDER"))
    options = parser.parse_args(argv)
    if options.listen:
        url, path = options.listen
        asyncio.run(listen(url, Path(path)))
        return
    with serving(installed()["newest"]) as server, tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "seeds"
        folder.mkdir()
        for number in range(ARTICLES):
            (folder / f"{number}.txt").write_text(f"Bridge number {number} opened.\n", "utf-8")
        taken = asyncio.run(measure(server.url, folder, options.processes, options.reloads))
    half, most, last = np.quantile(taken, (0.5, 0.99, 1)).tolist()
    sys.stdout.write(
        f"{options.reloads} reloads, {options.processes} other processes, {ARTICLES} articles:"
        f" median {half:.3f} s, 99th percentile {most:.3f} s, at most {last:.3f} s\n"
    )


if __name__ == "__main__":
    main()
