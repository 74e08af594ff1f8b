"""What an entry of the query log costs on SQLite and on PostgreSQL, in one run.

`python -m benchmarks.storage [--entries N]`. Both write the same entries with three passages each,
in batches of 500 and one by one, in turns; the processor time is of this process and, of a server,
of the server's processes. The servers are those of the tests.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.storage.server_time import seconds_of
from bot.config.model import Who
from bot.querylog.model import Entry, Place, Shown
from bot.querylog.postgresql.store import open_store
from bot.querylog.privacy import Privacy
from bot.querylog.sqlite.store import SqliteStore
from bot.querylog.store import LogStore
from tests.postgresql import Server, installed, serving

ROUNDS = 5
_PRIVACY = Privacy(Who.HASHED, b"k" * 32)
_SENTENCE = "The bridge over the Vltava opened on Monday, Mayor Novak said, according to AP."


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds an entry, the median of the rounds: of this process, and of the server."""

    client: float
    server: float


def make_entries(count: int) -> list[Entry]:
    """Make entries as the bot does, with three passages each."""
    shown = tuple(Shown(rank, "bridge.txt", rank, 1, _SENTENCE, 2.5) for rank in (1, 2, 3))
    now = datetime.now(UTC)
    return [
        Entry(
            Place("discord", 10, 20), number, now, f"When did bridge number {number} open?", True,
            0.75, shown, "c0ffee", 3.5, None,
        )
        for number in range(count)
    ]  # fmt: skip


async def measure(store: LogStore, server: Server | None, count: int, size: int) -> Cost:
    """Write so many entries in batches of a size, ROUNDS times."""
    client, served = [], []
    for _ in range(ROUNDS):
        entries = make_entries(count)
        before, before_server = time.process_time(), seconds_of(server)
        for start in range(0, count, size):
            await store.write(entries[start : start + size], _PRIVACY)
        client.append((time.process_time() - before) / count * 1e6)
        served.append((seconds_of(server) - before_server) / count * 1e6)
    return Cost(sorted(client)[ROUNDS // 2], sorted(served)[ROUNDS // 2])


async def compare(server: Server, name: str, folder: Path, count: int) -> list[str]:
    """Measure both in turns, and return the lines of the table."""
    lines = []
    for size, entries in ((500, count), (1, count // 10)):
        costs = []
        for one in (None, server):
            store: LogStore = SqliteStore(folder / f"{name}-{size}.sqlite3")
            if one is not None:
                store = open_store(one.url, None, folder / f"{name}.key")
            await store.open(Who.HASHED)
            await measure(store, one, min(entries, 500), size)  # warms up
            costs.append(await measure(store, one, entries, size))
            await store.close()
        ours, theirs = costs
        lines.append(
            f"| {name} | {size} | {ours.client:.0f} | {theirs.client:.0f} |"
            f" {theirs.client / ours.client:.2f} | {theirs.server:.0f} |"
        )
    return lines


def main(argv: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.storage", description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    count: int = parser.parse_args(argv).entries
    lines = [
        "| PostgreSQL | entries a batch | SQLite, µs | client, µs | ratio | server, µs |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, programs in installed().items():
        with serving(programs) as server, tempfile.TemporaryDirectory() as folder:
            lines += asyncio.run(compare(server, name, Path(folder), count))
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
