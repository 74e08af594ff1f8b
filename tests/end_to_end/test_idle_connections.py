"""Idle connections to `health.port`, more than the process has file descriptors.

The gateway and the answers go on, and the health check answers.
"""

import asyncio
import resource
from pathlib import Path

import pytest

from tests.end_to_end.running import running

REQUEST = b"GET /health HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
LINES = 60  # of the log, of the start and of what befalls the bot, but not of every connection


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="only Linux limits another process")
@pytest.mark.parametrize(
    ("descriptors", "crowd"),
    [
        (200, 300),
        pytest.param(1_024, 1_100, marks=pytest.mark.soak),
        pytest.param(1_024, 1_500, marks=pytest.mark.soak),
    ],
)
async def test_idle_connections_leave_the_gateway_its_descriptors(
    tmp_path: Path, port: int, descriptors: int, crowd: int
) -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 4_096), most))  # for this side of them
    async with running(tmp_path) as bot:
        bot.prepare(f"health: {{port: {port}}}\n")
        await bot.start()
        assert bot.process is not None
        resource.prlimit(bot.process.pid, resource.RLIMIT_NOFILE, (descriptors, descriptors))
        idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(crowd)]
        for _ in range(3):  # each time it needs a descriptor for a new socket
            bot.discord.gateway.drop()
            await bot.discord.gateway.ready()
        bot.ask_both_ways()
        await bot.answers_all()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(REQUEST)
        told = (await asyncio.wait_for(reader.read(), 30)).decode()
        for _, one in (*idle, (reader, writer)):
            one.transport.abort()
        assert told.startswith("HTTP/1.1 200"), told
        assert len(bot.said().splitlines()) < LINES
        await bot.stop()
