"""Connections to `health.port` that ask nothing, or take for ever to ask or to read."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.config.model import Health
from bot.monitoring.connections import MOST_CONNECTIONS, ConnectionLimit
from bot.monitoring.endpoint import Endpoint, serving
from bot.monitoring.monitor import Monitor

CROWD = 300
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
REQUEST = b"GET /health HTTP/1.1\r\nHost: here\r\n\r\n"


class Echo(asyncio.Protocol):
    """Sends back what it is sent."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._transport.write(data)


@asynccontextmanager
async def echoing(limit: ConnectionLimit) -> AsyncIterator[int]:
    server = await asyncio.get_running_loop().create_server(limit, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def is_ended(reader: asyncio.StreamReader) -> bool:
    """Whether the other side ends the connection without a word; waits for it."""
    try:
        return await reader.read(1) == b""
    except ConnectionResetError:
        return True


async def crowd(port: int, count: int) -> list[Streams]:
    return [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]


def close(streams: list[Streams]) -> None:
    for _, writer in streams:
        writer.transport.abort()


async def test_a_crowd_of_idle_connections_ends_but_for_the_latest() -> None:
    async with echoing(ConnectionLimit(Echo, most=10, seconds=600.0)) as port:
        streams = await crowd(port, 50)
        assert all([await is_ended(reader) for reader, _ in streams[:40]])
        assert not any(reader.at_eof() for reader, _ in streams[40:])
        close(streams)


async def test_a_request_is_answered_in_the_midst_of_idle_connections(
    make_monitor: Callable[[], Monitor], port: int
) -> None:
    async with serving(Health(port=port), Endpoint(make_monitor().status, None)):
        before = await crowd(port, CROWD)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(REQUEST)
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        writer.close()
        ended = [await is_ended(reader) for reader, _ in before[: CROWD - MOST_CONNECTIONS]]
        assert all(ended)
        close(before)


@pytest.mark.parametrize("sent", [b"", REQUEST[:20], b"GET /health HTTP/1.1\r\nA: b\r\n"])
async def test_a_connection_that_never_asks_ends_by_itself(sent: bytes) -> None:
    async with echoing(ConnectionLimit(asyncio.Protocol, seconds=0.05)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        assert await is_ended(reader)
        writer.close()


async def test_one_that_asks_is_served() -> None:
    async with echoing(ConnectionLimit(Echo)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"here")
        assert await reader.readexactly(4) == b"here"
        writer.close()
