"""A Discord on the loopback interface, as far as a bot needs it to start: HTTP and the gateway."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

TOKEN = "a-good-token"  # noqa: S105 - of this server only
BOT_ID = "1000"

_USER = {"id": BOT_ID, "username": "Verbatim", "discriminator": "0", "avatar": None, "bot": True}
_APPLICATION = {
    "id": BOT_ID,
    "name": "Verbatim",
    "description": "",
    "icon": None,
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "0",
    "flags": 0,
    "owner": {"id": "7", "username": "ann", "discriminator": "0", "avatar": None},
    "team": None,
}
DISPATCH, HEARTBEAT, IDENTIFY, HELLO, HEARTBEAT_ACK = 0, 1, 2, 10, 11


@dataclass
class Loopback:
    """The server's address and what it has seen; `close_code` is its answer to an identify."""

    close_code: int | None = None
    url: str = ""
    requests: list[str] = field(default_factory=list)
    commands: list[dict[str, object]] = field(default_factory=list)
    intents: int | None = None
    identified: asyncio.Event = field(default_factory=asyncio.Event)
    closed: asyncio.Event = field(default_factory=asyncio.Event)
    bot_close_code: int | None = None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer a request of the HTTP API, or open the gateway."""
        path = request.path.removeprefix("/api/v10")
        self.requests.append(f"{request.method} {path}")
        if path == "/gateway/":
            return await self._serve_gateway(request)
        if request.headers.get("Authorization") != f"Bot {TOKEN}":
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        if path == "/users/@me":
            return _json(_USER)
        if path == "/oauth2/applications/@me":
            return _json(_APPLICATION)
        if path == f"/applications/{BOT_ID}/commands":
            return _json(await self._commands(request))
        return _json({"message": "404: Not Found", "code": 0}, status=404)

    async def _commands(self, request: web.Request) -> list[dict[str, object]]:
        if request.method == "PUT":
            given = {"application_id": BOT_ID, "version": "1", "default_member_permissions": None}
            given["description"] = ""  # of a menu's entry, which is sent without one
            sent = enumerate(await request.json(), start=1)
            self.commands = [given | {"id": str(number)} | one for number, one in sent]
        return self.commands

    async def _serve_gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await _send(socket, HELLO, {"heartbeat_interval": 41_250})
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            payload = json.loads(message.data)
            if payload["op"] == IDENTIFY:
                self.intents = payload["d"]["intents"]
                if self.close_code is not None:
                    await socket.close(code=self.close_code)
                    break
                await _send(socket, DISPATCH, _ready(self.url), event="READY")
                self.identified.set()
            elif payload["op"] == HEARTBEAT:
                await _send(socket, HEARTBEAT_ACK, None)
        self.bot_close_code = socket.close_code
        self.closed.set()
        return socket


@asynccontextmanager
async def serve(close_code: int | None = None) -> AsyncIterator[Loopback]:
    """Run the server on a free port."""
    loopback = Loopback(close_code)
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", loopback.handle)
    runner = web.AppRunner(application, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    loopback.url = f"{host}:{port}"
    try:
        yield loopback
    finally:
        await runner.cleanup()


def _ready(url: str) -> dict[str, object]:
    return {
        "v": 10,
        "user": _USER,
        "guilds": [],
        "session_id": "session",
        "resume_gateway_url": f"ws://{url}/gateway/",
        "application": {"id": BOT_ID, "flags": 0},
    }


async def _send(
    socket: web.WebSocketResponse, op: int, data: object, *, event: str | None = None
) -> None:
    sequence = 1 if event else None
    await socket.send_str(json.dumps({"op": op, "d": data, "s": sequence, "t": event}))


def _json(body: object, *, status: int = 200) -> web.Response:
    # discord.py reads JSON only where the type is exactly this, without a charset.
    return web.Response(
        body=json.dumps(body).encode(), status=status, content_type="application/json"
    )
