"""Measures how soon all processes answer from a new version after one of them has made it.

`python -m benchmarks.storage.reloading [--processes N] [--reloads N] [--articles N]`. The
processes share a server of PostgreSQL with the articles, and each has folders of its own, as
machines do. The time runs from the change of an article on the server until each other process has
fetched it and swapped its corpus. The change itself, draft and commit, is timed separately.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from bot.library.live import LiveCorpus
from bot.library.reload_signal import following
from bot.library.seed_source import SharedSeeds
from bot.querylog.postgresql.reload_signal import open_signal
from bot.querylog.postgresql.seed_files import open_seeds
from tests.postgresql import installed, serving

MOST_BYTES, PAUSE = 1_048_576, 0.3


def shared(url: str, folder: Path) -> SharedSeeds:
    """Share the articles on a server, in the folders of a machine."""
    return SharedSeeds(folder / "articles", open_seeds(url, None), folder / "seeds", MOST_BYTES)


async def listen(url: str, folder: Path) -> None:
    """Run one of the other processes: print each version with the time at which it was ready."""
    live = await asyncio.to_thread(LiveCorpus.load, shared(url, folder), MOST_BYTES)
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


async def measure(
    url: str, folder: Path, processes: int, reloads: int
) -> tuple[list[float], list[float]]:
    """Change an article `reloads` times.

    Returns the seconds until each other process had each change, and those of the changes.
    """
    source = shared(url, folder / "0")
    live = await asyncio.to_thread(LiveCorpus.load, source, MOST_BYTES)
    signal = open_signal(url, None)
    others = [await _start(url, folder / f"{number}") for number in range(1, processes + 1)]
    taken, changing = [], []
    for number in range(reloads):
        begun = time.monotonic()
        await asyncio.to_thread(
            source.change, partial(_write, f"The bridge opened {number} times.\n")
        )
        started = time.monotonic()
        changing.append(started - begun)
        await asyncio.to_thread(signal.give)
        await live.reload()
        for other in others:
            version, at = await _heard(other)
            if version != live.corpus.version:
                raise RuntimeError("a process answers from another version")
            taken.append(at - started)
        await asyncio.sleep(PAUSE)
    for other in others:
        other.kill()
        await other.wait()
    return taken, changing


def _write(text: str, folder: Path) -> None:
    (folder / "0.txt").write_text(text, "utf-8")


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
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--listen", nargs=2, metavar=("URL", "FOLDER"))
    options = parser.parse_args(argv)
    if options.listen:
        url, path = options.listen
        asyncio.run(listen(url, Path(path)))
        return
    with serving(installed()["newest"]) as server, tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        seeds = folder / "0/seeds"
        seeds.mkdir(parents=True)
        for number in range(options.articles):
            (seeds / f"{number}.txt").write_text(f"Bridge number {number} opened.\n", "utf-8")
        figures = asyncio.run(measure(server.url, folder, options.processes, options.reloads))
    what = f"{options.reloads} changes, {options.articles} articles"
    for name, seconds in zip(
        (f"{what}, {options.processes} other processes answer", "the change itself"),
        figures,
        strict=True,
    ):
        half, most, last = np.quantile(seconds, (0.5, 0.99, 1)).tolist()
        told = f"median {half:.3f} s, 99th percentile {most:.3f} s, at most {last:.3f} s"
        sys.stdout.write(f"{name}: {told}\n")


if __name__ == "__main__":
    main()
