"""A primary that dies, and the replica that takes its place."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

from bot.articles.seed_store import StoredFile
from bot.querylog.exporting import logged
from bot.querylog.log import QueryLog
from bot.querylog.model import Entry
from bot.querylog.postgresql.reload_signal import open_signal
from bot.querylog.postgresql.seed_files import PostgresqlFiles, open_seeds
from bot.querylog.postgresql.store import open_store
from bot.querylog.records import Scope
from tests.postgresql import installed, serving, standing_by

MakeEntry = Callable[..., Entry]
Until = Callable[[Callable[[], bool]], Awaitable[None]]


async def test_nothing_is_lost_when_a_replica_takes_the_place_of_the_primary(
    tmp_path: Path, make_entry: MakeEntry, until: Until
) -> None:
    programs = installed()["newest"]
    with serving(programs) as primary, standing_by(primary) as replica:
        url = f"postgresql://verbatim@/postgres?host={primary.folder},{replica.folder}"
        store = open_store(url, None, tmp_path / "log.key")
        async with QueryLog.open(store, retry_seconds=0.1) as log:
            for _ in range(20):
                log.record(make_entry())
            await log.written()
            await asyncio.to_thread(primary.crash)
            for _ in range(20):  # no server can be written to: they wait
                log.record(make_entry())
            await log.written()
            assert log.vitals.pending == 20
            await asyncio.to_thread(replica.promote)
            await until(lambda: log.vitals.pending == 0)
            assert log.vitals.lost == 0
        assert len(list(logged(store, Scope()))) == 40


async def test_articles_and_signals_are_of_the_replica_once_it_is_the_primary(
    tmp_path: Path,
) -> None:
    file = StoredFile("bridge.txt", 0, b"The bridge opened.\n")
    programs = installed()["newest"]
    with serving(programs) as primary, standing_by(primary) as replica:
        url = f"postgresql://verbatim@/postgres?host={primary.folder},{replica.folder}"
        seeds, signal = open_seeds(url, None), open_signal(url, None)
        await asyncio.to_thread(seeds.writing, lambda files: files.apply([file], ()))
        words = signal.words(0.1)
        assert isinstance(words, AsyncGenerator)
        before = await anext(words)
        await asyncio.to_thread(primary.crash)
        await asyncio.to_thread(replica.promote)
        assert await asyncio.to_thread(seeds.reading, PostgresqlFiles.listing) == {
            "bridge.txt": file.digest
        }
        await asyncio.to_thread(signal.give)
        async with asyncio.timeout(20):
            while await anext(words) in (before, None):
                pass
        await words.aclose()
