"""Limits the number of a server's connections, and their duration."""

import asyncio
from collections.abc import Callable

MOST_CONNECTIONS = 64
"""Far below the 1,024 file descriptors of a process, which the gateway needs, too."""

CONNECTION_SECONDS = 5.0
"""For a request and its answer, which take milliseconds; a slow or silent peer loses the rest."""


class ConnectionLimit:
    """Makes the protocols of a server: one connection too many closes the oldest.

    So a crowd of idle connections cannot keep out a client that sends its request at once.
    `make_handler` makes the protocol that serves a connection. To be called on the event loop's
    thread.
    """

    def __init__(
        self,
        make_handler: Callable[[], asyncio.BaseProtocol],
        *,
        most: int = MOST_CONNECTIONS,
        seconds: float = CONNECTION_SECONDS,
    ) -> None:
        self._make_handler = make_handler
        self._most = most
        self._seconds = seconds
        self._deadlines: dict[asyncio.Transport, asyncio.TimerHandle] = {}  # the oldest first

    def __call__(self) -> asyncio.Protocol:
        """Make the protocol of a new connection."""
        return _NewConnection(self)

    def admit(self, transport: asyncio.Transport) -> None:
        """Have a connection served until its time is up, or it is the oldest of too many."""
        while len(self._deadlines) >= self._most:
            self._end(next(iter(self._deadlines)))
        loop = asyncio.get_running_loop()
        self._deadlines[transport] = loop.call_later(self._seconds, self._end, transport)
        handler = self._make_handler()
        transport.set_protocol(handler)
        handler.connection_made(transport)

    def _end(self, transport: asyncio.Transport) -> None:
        self._deadlines.pop(transport).cancel()
        transport.abort()  # which does nothing if the connection has ended by itself


class _NewConnection(asyncio.Protocol):
    """Passes a connection on to the protocol that serves it."""

    def __init__(self, limit: ConnectionLimit) -> None:
        self._limit = limit

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):  # as it is for every stream
            self._limit.admit(transport)
