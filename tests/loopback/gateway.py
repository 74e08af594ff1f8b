"""The gateway: a websocket for each shard, its sessions, and what can befall them."""

import asyncio
import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from uuid import uuid4

from aiohttp import WSMsgType, web

from tests.loopback.model import TOKEN, Json
from tests.loopback.sessions import (
    HEARTBEAT,
    HEARTBEAT_ACK,
    HELLO,
    IDENTIFY,
    INVALID_SESSION,
    RECONNECT,
    RESUME,
    Session,
    send,
)

_UNAUTHORIZED, _BAD_TOKEN = 4003, 4004


@dataclass(slots=True)
class Gateway:
    """The sockets and sessions; `first_events` makes what a shard is sent when it identifies.

    `close_code` is the answer to an identify, in place of a session. While `is_down`, no
    connection is taken, the next `slams` are closed before the first word, and while it `is_mute`,
    those that are taken are not told a word.
    """

    first_events: Callable[[Session, int], Iterable[tuple[str, Json]]]
    heartbeat_seconds: float = 41.25
    close_code: int | None = None
    is_down: bool = False
    is_mute: bool = False
    slams: int = 0
    intents: int | None = None
    identifies: int = 0
    resumes: int = 0
    heartbeats: int = 0
    heard_at: list[float] = field(default_factory=list)
    """When each heartbeat came, by `time.perf_counter`."""
    injected: int = 0
    shards: int = 1
    identified: asyncio.Event = field(default_factory=asyncio.Event)
    closed: asyncio.Event = field(default_factory=asyncio.Event)
    bot_close_code: int | None = None
    _sessions: dict[int, Session] = field(default_factory=dict)  # by shard
    _sockets: dict[web.WebSocketResponse, web.Request] = field(default_factory=dict)
    _stalled: set[web.WebSocketResponse] = field(default_factory=set)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection until either side ends it."""
        if self.is_down:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if self.slams:
            self.slams -= 1
            self.injected += 1
            await socket.close(code=1001)
            return socket
        self._sockets[socket] = request
        await self._tell()
        if not self.is_mute:
            await send(socket, HELLO, {"heartbeat_interval": round(self.heartbeat_seconds * 1_000)})
        try:
            await self._listen(socket)
        finally:
            del self._sockets[socket]
            self._stalled.discard(socket)
            for session in self._sessions.values():
                if session.socket is socket:
                    session.socket = None
            self.bot_close_code = socket.close_code
            self.closed.set()
            await self._tell()
        return socket

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            payload = json.loads(message.data)
            match payload["op"]:
                case op if op == HEARTBEAT:
                    self.heartbeats += 1
                    self.heard_at.append(time.perf_counter())
                    if socket not in self._stalled:
                        await send(socket, HEARTBEAT_ACK, None)
                case op if op == IDENTIFY:
                    await self._identify(socket, payload["d"])
                case op if op == RESUME:
                    await self._resume(socket, payload["d"])
                case _:
                    pass  # such as a request for members, which nothing here needs

    async def _identify(self, socket: web.WebSocketResponse, data: Json) -> None:
        self.identifies += 1
        intents = data["intents"]
        assert isinstance(intents, int)
        self.intents = intents
        code = self.close_code or (None if data["token"] == TOKEN else _BAD_TOKEN)
        if code is not None:
            await socket.close(code=code)
            return
        shard, self.shards = _shard_of(data)
        session = Session(uuid4().hex, shard, socket=socket)
        for event, body in self.first_events(session, self.shards):
            await session.dispatch(event, body)
        self._sessions[shard] = session
        self.identified.set()
        await self._tell()

    async def _resume(self, socket: web.WebSocketResponse, data: Json) -> None:
        after = data["seq"] or 0
        assert isinstance(after, int)
        for session in self._sessions.values():
            if session.id == data["session_id"] and session.can_replay(after):
                self.resumes += 1
                await session.resume(socket, after)
                await self._tell()
                return
        await send(socket, INVALID_SESSION, data=False)

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    def count_anew(self) -> None:
        """Count from nothing again."""
        self.identifies = self.resumes = self.heartbeats = self.injected = 0

    async def ready(self, timeout: float = 30.0) -> None:  # noqa: ASYNC109 - it says what it is
        """Wait until every shard has a session with a live socket. Raises TimeoutError."""
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(lambda: self.is_connected)

    async def gone(self, timeout: float = 30.0) -> None:  # noqa: ASYNC109 - it says what it is
        """Wait until no socket is left. Raises TimeoutError."""
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(lambda: not self._sockets)

    async def taken(self, timeout: float = 30.0) -> None:  # noqa: ASYNC109 - it says what it is
        """Wait until there is a socket, with a session or without. Raises TimeoutError."""
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(lambda: bool(self._sockets))

    @property
    def is_connected(self) -> bool:
        """Whether every shard has a session with a live socket."""
        live = [one for one in self._sessions.values() if one.socket and not one.socket.closed]
        return len(live) >= self.shards

    async def dispatch(self, event: str, data: Json, guild_id: int | None = None) -> None:
        """Send an event to the shard that a guild is of; direct messages are the first one's."""
        session = self._sessions.get(((guild_id or 0) >> 22) % self.shards)
        if session is not None:  # nobody is told what happens while there is no session
            await session.dispatch(event, data)

    def drop(self) -> None:
        """Cut every connection, without a word."""
        self.injected += 1
        for request in tuple(self._sockets.values()):
            if request.transport is not None:
                request.transport.abort()
        self._part()

    async def close(self, code: int) -> None:
        """Close every connection with a code of Discord's."""
        self.injected += 1
        sockets = tuple(self._sockets)
        self._part()
        for socket in sockets:
            with suppress(ConnectionError):
                await socket.close(code=code)

    def stall(self) -> None:
        """Leave every connection open and say nothing more on it, not even to heartbeats."""
        self.injected += 1
        self._stalled |= self._sockets.keys()
        self._part()

    def forget(self) -> None:
        """Forget every session, so that none can be resumed."""
        self.injected += 1
        self._sessions.clear()

    async def ask_to_reconnect(self) -> None:
        """Ask every shard to come again, as Discord does when it moves a session."""
        await self._say(RECONNECT, None)

    async def invalidate(self, *, resumable: bool) -> None:
        """Tell every shard that its session is not valid (any more, unless it is resumable)."""
        if not resumable:
            self._sessions.clear()
        await self._say(INVALID_SESSION, resumable)

    async def _say(self, op: int, data: object) -> None:
        self.injected += 1
        sockets = tuple(self._sockets)
        self._part()
        for socket in sockets:
            await send(socket, op, data)

    def _part(self) -> None:
        """Have events wait from now on for the next connection."""
        for session in self._sessions.values():
            session.socket = None

    async def stop(self) -> None:
        """End every connection, so that the server can stop."""
        for socket in tuple(self._sockets):
            with suppress(ConnectionError):
                await socket.close(code=1001)


def _shard_of(identify: Json) -> tuple[int, int]:
    match identify.get("shard"):
        case [int(shard), int(count)]:
            return shard, count
        case _:
            return 0, 1
