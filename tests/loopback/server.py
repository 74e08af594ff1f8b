"""The server: takes requests one by one through what may befall them, and asks questions."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from tests.loopback import model, replies
from tests.loopback.conformance import Conformance
from tests.loopback.faults import Faults
from tests.loopback.gateway import Gateway
from tests.loopback.model import APPLICATION, BOT, BOT_ID, CHANNEL_ID, GUILD_ID, TOKEN, Json
from tests.loopback.questions import Question
from tests.loopback.routes import Routes, body_of
from tests.loopback.sessions import Session
from tests.loopback.state import State

_API = "/api/v10"
_OPEN = ("/interactions/", "/webhooks/")  # their addresses hold tokens of their own
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Loopback:
    """The server, and what it has seen: `requests` as 'POST /path', `violations` in words."""

    conformance: Conformance | None = None
    shards: int = 1
    url: str = ""
    requests: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    state: State = field(default_factory=State)
    faults: Faults = field(default_factory=Faults)
    gateway: Gateway = field(init=False)
    _sending: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.gateway = Gateway(self._first_events)

    def environ(self, token: str = TOKEN) -> dict[str, str]:
        """Return the environment in which the bot's process finds this Discord."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "LOOPBACK": self.url,
            "DISCORD_TOKEN": token,
        }

    def ask(
        self,
        text: str,
        *,
        person: int = 42,
        guild_id: int | None = GUILD_ID,
        channel_id: int = CHANNEL_ID,
        private: bool | None = None,
        age: float = 0.0,
    ) -> Question:
        """Use `/ask`; `age` is for how many seconds the event has been on its way already."""
        options: Json = {"question": text}
        if private is not None:
            options["private"] = private
        return self.use(
            *("ask", options),
            text=text,
            person=person,
            guild_id=guild_id,
            channel_id=channel_id,
            age=age,
        )

    def use(
        self,
        command: str,
        options: Json | None = None,
        *,
        text: str = "",
        person: int = 42,
        guild_id: int | None = GUILD_ID,
        channel_id: int = CHANNEL_ID,
        age: float = 0.0,
        broken: Json | None = None,
    ) -> Question:
        """Use any command; what answers it is kept as the answer to a question of that text.

        What is `broken` stands in the event in place of what Discord sends.
        """
        question = Question(text, self.state.next_id())
        self.state.questions[question.id] = question
        interaction = self.state.open_interaction(question, channel_id)
        interaction.created_at -= age
        self.faults.injected += age > 0
        body = model.command_interaction(
            question.id,
            interaction.token,
            command,
            options or {},
            person=model.user(person),
            guild_id=guild_id,
            channel_id=channel_id,
        )
        self.dispatch("INTERACTION_CREATE", body | (broken or {}), guild_id)
        return question

    def mention(
        self,
        text: str,
        *,
        person: int = 42,
        guild_id: int = GUILD_ID,
        channel_id: int = CHANNEL_ID,
    ) -> Question:
        """Ask in a message that mentions the bot."""
        question = Question(text, self.state.next_id())
        self.state.questions[question.id] = question
        author = model.user(person)
        content = f"<@{BOT_ID}> {text}"
        posted = model.message(question.id, channel_id, author, content, mentions=[BOT])
        self.state.messages[question.id] = posted
        of_author = {key: one for key, one in model.member(author).items() if key != "user"}
        event = posted | {"guild_id": str(guild_id), "member": of_author}
        self.dispatch("MESSAGE_CREATE", event, guild_id)
        return question

    def delete(self, question: Question) -> None:
        """Delete the message that asks a question."""
        del self.state.messages[question.id]
        self.faults.injected += 1

    def forget(self) -> None:
        """Forget all that was asked and shown, and every request, so that memory does not grow."""
        self.requests.clear()
        for kept in (self.state.questions, self.state.messages, self.state.interactions):
            kept.clear()

    def permit(self, permissions: int, guild_id: int = GUILD_ID) -> None:
        """Change what everybody in a guild may do, the bot among them."""
        self.state.permissions[guild_id] = permissions
        self.faults.injected += permissions != model.MEMBER
        role = model.everyone(guild_id, permissions)
        self.dispatch("GUILD_ROLE_UPDATE", {"guild_id": str(guild_id), "role": role}, guild_id)

    def dispatch(self, event: str, data: Json, guild_id: int | None = None) -> None:
        """Send an event, in the order of the calls, without waiting until it is sent."""
        task = asyncio.ensure_future(self.gateway.dispatch(event, data, guild_id))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    @property
    def injected(self) -> int:
        """How many faults have been injected."""
        return self.faults.injected + self.gateway.injected

    def _first_events(self, session: Session, shards: int) -> Iterator[tuple[str, Json]]:
        permissions = self.state.permissions
        here = [one for one in permissions if (one >> 22) % shards == session.shard]
        yield (
            "READY",
            {
                "v": 10,
                "user": BOT,
                "guilds": [{"id": str(one), "unavailable": True} for one in here],
                "session_id": session.id,
                "resume_gateway_url": f"ws://{self.url}/gateway/",
                "shard": [session.shard, shards],
                "application": {"id": BOT_ID, "flags": APPLICATION["flags"]},
            },
        )
        for guild_id in here:
            channels = (one for one, home in self.state.channels.items() if home == guild_id)
            yield "GUILD_CREATE", model.guild(guild_id, tuple(channels), permissions[guild_id])

    async def handle(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        """Take down a request, let befall it what is ordered, check it, and carry it out."""
        path = request.path.removeprefix(_API)
        self.requests.append(f"{request.method} {path}")
        with suppress(ConnectionError):  # where the bot is gone already
            await request.read()
        fault = self.faults.take(self.requests[-1])
        if fault is None:
            return await self._carry_out(request, handler)
        await asyncio.sleep(fault.seconds)
        if fault.reply is None and not fault.hangs_up:
            return await self._carry_out(request, handler)
        if fault.is_done:
            await self._carry_out(request, handler)
        if fault.hangs_up and request.transport is not None:
            request.transport.abort()
        return (fault.reply or replies.NOT_FOUND).response()

    async def _carry_out(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        path = request.path.removeprefix(_API)
        has_token = request.headers.get("Authorization") == f"Bot {TOKEN}"
        if not has_token and not path.startswith((*_OPEN, "/gateway/")):
            return replies.UNAUTHORIZED.response()
        resource = request.match_info.route.resource
        if resource is None:
            return replies.NOT_FOUND.response()
        if self.conformance is not None and path != "/gateway/":
            template = resource.canonical.removeprefix(_API)
            body = await body_of(request)
            faults = list(self.conformance.faults_in(request.method, template, body))
            self.violations += faults
            if faults:
                return replies.invalid_form({"_errors": faults}).response()
        return await handler(request)


@asynccontextmanager
async def serve(
    close_code: int | None = None,
    *,
    heartbeat_seconds: float = 41.25,
    shards: int = 1,
    conforms: bool = True,
) -> AsyncIterator[Loopback]:
    """Run the server on a free port, with one guild and one channel.

    `close_code` is the answer to an identify, `shards` what is recommended at `/gateway/bot`;
    `conforms` has requests checked against Discord's description, where that is at hand.
    """
    loopback = Loopback(Conformance.find() if conforms else None, shards)
    loopback.gateway.close_code = close_code
    loopback.gateway.heartbeat_seconds = heartbeat_seconds

    @web.middleware
    async def befall(request: web.Request, handler: _Handler) -> web.StreamResponse:
        return await loopback.handle(request, handler)

    application = web.Application(middlewares=[befall])
    application.router.add_get("/gateway/", loopback.gateway.serve)
    for method, path, handle in Routes(loopback.state, lambda: loopback.url, shards).all():
        application.router.add_route(method, _API + path, handle)
    runner = web.AppRunner(application, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1_024)
    await site.start()
    host, port = runner.addresses[0][:2]
    loopback.url = f"{host}:{port}"
    try:
        yield loopback
    finally:
        await loopback.gateway.stop()
        await runner.cleanup()
