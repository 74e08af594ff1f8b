"""Sessions of the gateway: what was sent in each, so that it can be resumed."""

import json
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import web

from tests.loopback.model import Json

DISPATCH, HEARTBEAT, IDENTIFY, RESUME = 0, 1, 2, 6
RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 9, 10, 11

_KEPT = 10_000  # events that can be replayed


async def send(
    socket: web.WebSocketResponse,
    op: int,
    data: object,
    *,
    event: str | None = None,
    sequence: int | None = None,
) -> None:
    """Send one payload; a connection that is gone takes none."""
    if not socket.closed:
        with suppress(ConnectionError):
            await socket.send_str(json.dumps({"op": op, "d": data, "s": sequence, "t": event}))


@dataclass(slots=True)
class Session:
    """What one shard of a bot has been sent since it identified itself."""

    id: str
    shard: int
    sequence: int = 0
    socket: web.WebSocketResponse | None = None
    _sent: deque[tuple[int, str, Json]] = field(default_factory=lambda: deque(maxlen=_KEPT))

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event, now or when the session is resumed."""
        self.sequence += 1
        self._sent.append((self.sequence, event, data))
        if self.socket is not None:
            await send(self.socket, DISPATCH, data, event=event, sequence=self.sequence)

    def can_replay(self, after: int) -> bool:
        """Whether all that was sent after an event is still known."""
        oldest = self._sent[0][0] if self._sent else self.sequence + 1
        return oldest - 1 <= after <= self.sequence

    async def resume(self, socket: web.WebSocketResponse, after: int) -> None:
        """Send what was missed, then go on with another socket."""
        while after < self.sequence:  # it may grow meanwhile
            for sequence, event, data in tuple(self._sent):
                if sequence > after:
                    await send(socket, DISPATCH, data, event=event, sequence=sequence)
                    after = sequence
        self.socket = socket
        await self.dispatch("RESUMED", {})
