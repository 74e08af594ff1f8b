"""Bots that start quickly, to be killed."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Self

from tests.loopback import TOKEN


class Fork:
    """A bot's process, held by a descriptor of it, which no other process ever gets."""

    def __init__(self, process_id: int) -> None:
        self._descriptor = os.pidfd_open(process_id)

    async def end(self, number: signal.Signals) -> None:
        """Send a signal, and wait until the process has ended. Raises TimeoutError."""
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self._descriptor, ended.set)
        self._send(number)
        try:
            await asyncio.wait_for(ended.wait(), 30)
        finally:
            loop.remove_reader(self._descriptor)

    def close(self) -> None:
        """Kill it if it still runs, and let go of it."""
        self._send(signal.SIGKILL)
        os.close(self._descriptor)

    def _send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # it has ended
            signal.pidfd_send_signal(self._descriptor, number)


class Forks:
    """Starts bots by forking one process; see `tests.loopback.forking`."""

    def __init__(self, orders: asyncio.StreamWriter, ids: asyncio.StreamReader) -> None:
        self._orders = orders
        self._ids = ids
        self._turn = asyncio.Lock()
        self._forks: list[Fork] = []

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        """Keep the process while the block runs; no bot outlives it."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.loopback.forking"),
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "DISCORD_TOKEN": TOKEN,
            },
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        forks = cls(process.stdin, process.stdout)
        try:
            yield forks
        finally:
            for fork in forks._forks:
                fork.close()
            process.stdin.close()
            await process.wait()

    async def start(self, folder: Path, address: str) -> Fork:
        """Start a bot in a folder, on the loopback server at an address."""
        async with self._turn:
            self._orders.write(f"{folder} {address}\n".encode())
            fork = Fork(int(await self._ids.readline()))
        self._forks.append(fork)
        return fork
