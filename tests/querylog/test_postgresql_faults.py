"""Writers are killed and the server crashes: nothing that was written is lost, nothing doubled."""

import asyncio
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.querylog.privacy import read_or_make_key
from tests.postgresql import Server, installed, serving
from tests.querylog.databases import PostgresqlDatabase

PROJECT = Path(__file__).parents[2]
AT_ONCE = 2


class Writers:
    """Processes that write until they are killed, and what each said that it had written."""

    def __init__(self, server: Server, key_file: Path) -> None:
        self._server = server
        self._key_file = key_file
        self._started = 0
        self._running: list[tuple[asyncio.subprocess.Process, asyncio.Task[None]]] = []
        self.written: set[str] = set()

    async def start(self) -> None:
        self._started += 1
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.querylog.writing_until_killed"),
            *(self._server.url, str(self._key_file), f"w{self._started}"),
            cwd=PROJECT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        self._running.append((process, asyncio.create_task(self._listen(process))))

    async def kill_one(self) -> None:
        process, listening = self._running.pop(0)
        process.kill()
        await process.wait()
        await listening

    async def write_some(self) -> None:
        """Wait until more was written."""
        before = len(self.written)
        async with asyncio.timeout(60):
            while len(self.written) < before + 10:  # noqa: ASYNC110 - processes tell no event
                await asyncio.sleep(0.02)

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            self.written.add(line.decode().strip())


@asynccontextmanager
async def writing(server: Server, folder: Path) -> AsyncIterator[Writers]:
    read_or_make_key(folder / "log.key")
    writers = Writers(server, folder / "log.key")
    for _ in range(AT_ONCE):
        await writers.start()
    try:
        yield writers
    finally:
        for _ in range(AT_ONCE):
            await writers.kill_one()


def lost_and_doubled(server: Server, folder: Path, written: set[str]) -> tuple[int, int]:
    database = PostgresqlDatabase(server.url, folder / "log.key")
    rows = [key for (key,) in database.query("SELECT key FROM queries")]
    shown = database.query("SELECT count(*), count(DISTINCT query_id) FROM shown")
    assert shown == [(len(rows), len(rows))]  # each entry with its passage, once
    return len(written - set(rows)), len(rows) - len(set(rows))


async def kill(programs: Path, folder: Path, kills: int) -> tuple[int, int, int]:
    chance = random.Random(7)  # noqa: S311 - no secret
    with serving(programs) as server:
        async with writing(server, folder) as writers:
            await writers.write_some()
            for _ in range(kills):
                await asyncio.sleep(chance.uniform(0, 0.3))
                await writers.kill_one()
                await writers.start()
                await writers.write_some()
        return len(writers.written), *lost_and_doubled(server, folder, writers.written)


async def crash(programs: Path, folder: Path, crashes: int) -> tuple[int, int, int]:
    chance = random.Random(7)  # noqa: S311 - no secret
    with serving(programs) as server:
        async with writing(server, folder) as writers:
            for number in range(crashes):
                await writers.write_some()
                await asyncio.sleep(chance.uniform(0, 0.3))
                if number % 2:
                    await asyncio.to_thread(server.crash)
                else:
                    await asyncio.to_thread(server.stop, "immediate")
                await asyncio.sleep(chance.uniform(0, 0.3))
                await asyncio.to_thread(server.start)
                await writers.write_some()
        return len(writers.written), *lost_and_doubled(server, folder, writers.written)


@pytest.fixture(params=installed())
def programs(request: pytest.FixtureRequest) -> Path:
    return installed()[request.param]


async def test_killed_writers_lose_and_double_nothing(programs: Path, tmp_path: Path) -> None:
    assert (await kill(programs, tmp_path, 2))[1:] == (0, 0)


async def test_a_server_that_crashes_loses_and_doubles_nothing(
    programs: Path, tmp_path: Path
) -> None:
    assert (await crash(programs, tmp_path, 2))[1:] == (0, 0)


@pytest.mark.soak
@pytest.mark.timeout(1_200)
async def test_fifty_kills_lose_and_double_nothing(programs: Path, tmp_path: Path) -> None:
    written, lost, doubled = await kill(programs, tmp_path, 50)
    print(f"50 kills, {written:,} entries: {lost} lost, {doubled} doubled")  # noqa: T201
    assert (lost, doubled) == (0, 0)


@pytest.mark.soak
@pytest.mark.timeout(1_200)
async def test_ten_crashes_lose_and_double_nothing(programs: Path, tmp_path: Path) -> None:
    written, lost, doubled = await crash(programs, tmp_path, 10)
    print(f"10 crashes, {written:,} entries: {lost} lost, {doubled} doubled")  # noqa: T201
    assert (lost, doubled) == (0, 0)
