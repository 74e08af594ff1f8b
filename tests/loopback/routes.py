"""The HTTP interface: reads a request, changes the state, and says what came of it."""

import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from aiohttp import web

from tests.loopback import replies
from tests.loopback.model import APPLICATION, BOT, BOT_ID, Json
from tests.loopback.replies import Reply
from tests.loopback.state import ACKNOWLEDGE_SECONDS, TOKEN_SECONDS, Interaction, State

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"


async def body_of(request: web.Request) -> object:
    """Return the JSON of a request, also of one that has files beside it."""
    if request.content_type == "multipart/form-data":
        return json.loads(str((await request.post())["payload_json"]))
    text = await request.text()
    return json.loads(text) if text else None


@dataclass(frozen=True, slots=True)
class Routes:
    """The requests that are understood; `url` is this server's."""

    state: State
    url: Callable[[], str]
    shards: int

    def all(self) -> Iterator[tuple[str, str, _Handler]]:
        """Yield method, path and handler of each; the paths are as in Discord's own description."""
        commands = "/applications/{application_id}/commands"
        callback = "/interactions/{interaction_id}/{interaction_token}/callback"
        messages = "/channels/{channel_id}/messages"
        for method, path, handle in (
            ("GET", "/gateway", self._gateway),
            ("GET", "/gateway/bot", self._gateway),
            ("GET", "/users/@me", self._me),
            ("GET", "/oauth2/applications/@me", self._application),
            ("GET", commands, self._commands),
            ("PUT", commands, self._put_commands),
            ("POST", callback, self._acknowledge),
            ("GET", f"{_WEBHOOK}/messages/@original", self._original),
            ("PATCH", f"{_WEBHOOK}/messages/@original", self._edit_original),
            ("DELETE", f"{_WEBHOOK}/messages/@original", self._delete_original),
            ("POST", _WEBHOOK, self._follow_up),
            ("PATCH", f"{_WEBHOOK}/messages/{{message_id}}", self._edit),
            ("DELETE", f"{_WEBHOOK}/messages/{{message_id}}", self._delete),
            ("POST", messages, self._post),
            ("GET", f"{messages}/{{message_id}}", self._message),
            ("PATCH", f"{messages}/{{message_id}}", self._edit),
            ("DELETE", f"{messages}/{{message_id}}", self._delete),
            ("POST", "/channels/{channel_id}/typing", self._type),
        ):
            yield method, path, _answering(handle)

    async def _gateway(self, _: web.Request) -> Reply:
        limit = {"total": 1_000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}
        url = f"ws://{self.url()}/gateway/"
        return Reply(200, {"url": url, "shards": self.shards, "session_start_limit": limit})

    async def _me(self, _: web.Request) -> Reply:
        return Reply(200, BOT)

    async def _application(self, _: web.Request) -> Reply:
        return Reply(200, APPLICATION)

    async def _commands(self, _: web.Request) -> Reply:
        return Reply(200, self.state.commands)

    async def _put_commands(self, request: web.Request) -> Reply:
        given: Json = {"application_id": BOT_ID, "version": "1", "default_member_permissions": None}
        given["description"] = ""  # of a menu's entry, which is sent without one
        sent = enumerate(await request.json(), start=1)
        self.state.commands[:] = [given | {"id": str(number)} | one for number, one in sent]
        return Reply(200, self.state.commands)

    async def _acknowledge(self, request: web.Request) -> Reply:
        interaction = self.state.interactions.get(request.match_info["interaction_token"])
        if interaction is None or interaction.age > TOKEN_SECONDS:
            return replies.UNKNOWN_INTERACTION
        if interaction.kind is not None:
            return replies.ACKNOWLEDGED_ALREADY
        if interaction.age > ACKNOWLEDGE_SECONDS:
            return replies.UNKNOWN_INTERACTION
        body = await _object(request)
        data = body.get("data")
        kind = int(str(body["type"]))
        said = self.state.acknowledge(interaction, kind, data if isinstance(data, dict) else {})
        return Reply(200, said) if "with_response" in request.query else Reply(204, None)

    def _interaction(self, request: web.Request) -> Interaction | Reply:
        interaction = self.state.interactions.get(request.match_info["webhook_token"])
        if interaction is None or interaction.kind is None:
            return replies.UNKNOWN_WEBHOOK
        return replies.INVALID_WEBHOOK_TOKEN if interaction.age > TOKEN_SECONDS else interaction

    async def _original(self, request: web.Request) -> Reply:
        found = self._interaction(request)
        if isinstance(found, Reply):
            return found
        return Reply(200, found.original) if found.original else replies.UNKNOWN_MESSAGE

    async def _edit_original(self, request: web.Request) -> Reply:
        found = self._interaction(request)
        if isinstance(found, Reply):
            return found
        if found.original is None:
            return replies.UNKNOWN_MESSAGE
        self.state.fill(found, found.original, await _object(request))
        return Reply(200, found.original)

    async def _delete_original(self, request: web.Request) -> Reply:
        found = self._interaction(request)
        if isinstance(found, Reply):
            return found
        found.original = None
        return Reply(204, None)

    async def _follow_up(self, request: web.Request) -> Reply:
        found = self._interaction(request)
        if isinstance(found, Reply):
            return found
        return Reply(200, self.state.follow_up(found, await _object(request)))

    async def _post(self, request: web.Request) -> Reply:
        channel_id = int(request.match_info["channel_id"])
        if channel_id not in self.state.channels:
            return replies.UNKNOWN_CHANNEL
        posted = self.state.post(channel_id, await _object(request))
        return posted if isinstance(posted, Reply) else Reply(200, posted)

    async def _message(self, request: web.Request) -> Reply:
        found = self.state.messages.get(int(request.match_info["message_id"]))
        return Reply(200, found) if found else replies.UNKNOWN_MESSAGE

    async def _edit(self, request: web.Request) -> Reply:
        found = self.state.messages.get(int(request.match_info["message_id"]))
        if found is None:
            return replies.UNKNOWN_MESSAGE
        found.update(await _object(request))
        return Reply(200, found)

    async def _delete(self, request: web.Request) -> Reply:
        if self.state.messages.pop(int(request.match_info["message_id"]), None) is None:
            return replies.UNKNOWN_MESSAGE
        return Reply(204, None)

    async def _type(self, request: web.Request) -> Reply:
        if int(request.match_info["channel_id"]) not in self.state.channels:
            return replies.UNKNOWN_CHANNEL
        self.state.typed += 1
        return Reply(204, None)


async def _object(request: web.Request) -> Json:
    body = await body_of(request)
    return body if isinstance(body, dict) else {}


def _answering(handle: Callable[[web.Request], Awaitable[Reply]]) -> _Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        return (await handle(request)).response()

    return answer
