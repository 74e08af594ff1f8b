"""What this Discord holds: commands, channels with their messages, and interactions."""

import secrets
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.loopback import replies
from tests.loopback.model import (
    BOT,
    BOT_ID,
    CHANNEL_ID,
    EMBED,
    GUILD_ID,
    MEMBER,
    OTHER_CHANNEL_ID,
    SEND,
    Json,
    message,
    snowflakes,
)
from tests.loopback.questions import Question
from tests.loopback.replies import Reply

ACKNOWLEDGE_SECONDS = 3.0
TOKEN_SECONDS = 900.0
_MESSAGE, _DEFERRED_MESSAGE = 4, 5


@dataclass(slots=True)
class Interaction:
    """One interaction: how it was acknowledged, and its original response."""

    id: int
    token: str
    channel_id: int
    question: Question | None
    created_at: float = field(default_factory=time.perf_counter)
    kind: int | None = None
    is_ephemeral: bool = False
    original: Json | None = None

    @property
    def age(self) -> float:
        """How many seconds ago it was made."""
        return time.perf_counter() - self.created_at


@dataclass(slots=True)
class State:
    """Everything, by its id; `channels` and `permissions` are those of guilds."""

    channels: dict[int, int] = field(
        default_factory=lambda: dict.fromkeys((CHANNEL_ID, OTHER_CHANNEL_ID), GUILD_ID)
    )
    commands: list[Json] = field(default_factory=list)
    messages: dict[int, Json] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    questions: dict[int, Question] = field(default_factory=dict)
    permissions: dict[int, int] = field(default_factory=lambda: {GUILD_ID: MEMBER})
    typed: int = 0
    _nonces: dict[tuple[int, str], Json] = field(default_factory=dict)
    _ids: Iterator[int] = field(default_factory=snowflakes)

    def next_id(self) -> int:
        """Return a new id."""
        return next(self._ids)

    def open_interaction(self, question: Question | None, channel_id: int) -> Interaction:
        """Make an interaction, which waits for its acknowledgement."""
        token = secrets.token_urlsafe(32)
        number = question.id if question else self.next_id()
        interaction = Interaction(number, token, channel_id, question)
        self.interactions[token] = interaction
        return interaction

    def acknowledge(self, interaction: Interaction, kind: int, data: Mapping[str, object]) -> Json:
        """Take the first response to an interaction, and return what Discord says of it."""
        interaction.kind = kind
        interaction.is_ephemeral = bool(int(str(data.get("flags") or 0)) & 64)
        if interaction.question is not None:
            interaction.question.acknowledged_at = time.perf_counter()
        resource: Json = {"type": kind}
        if kind in (_MESSAGE, _DEFERRED_MESSAGE):
            flags = 128 | interaction.is_ephemeral << 6
            interaction.original = self._message(interaction.channel_id, {"flags": flags})
            if kind == _MESSAGE:
                self.fill(interaction, interaction.original, data)
            resource["message"] = interaction.original
        about = {
            "id": str(interaction.id),
            "type": 2,
            "response_message_loading": kind == _DEFERRED_MESSAGE,
            "response_message_ephemeral": interaction.is_ephemeral,
        }
        if interaction.original:
            about["response_message_id"] = interaction.original["id"]
        return {"interaction": about, "resource": resource}

    def fill(self, interaction: Interaction, shown: Json, data: Mapping[str, object]) -> None:
        """Put something into a message of an interaction, which people then see."""
        shown.update(_visible(data))
        shown["flags"] = int(str(data.get("flags") or 0)) | interaction.is_ephemeral << 6
        if interaction.question is not None:
            interaction.question.show(shown)

    def follow_up(self, interaction: Interaction, data: Mapping[str, object]) -> Json:
        """Post a further message of an interaction."""
        shown = self._message(interaction.channel_id, {})
        self.fill(interaction, shown, data)
        return shown

    def post(self, channel_id: int, data: Mapping[str, object]) -> Json | Reply:
        """Post a message of the bot's, or return why not.

        With an enforced nonce that was used before, it is the message that was posted then.
        """
        nonce = (channel_id, str(data.get("nonce")))
        if data.get("enforce_nonce") and nonce in self._nonces:
            return self._nonces[nonce]
        needed = SEND | EMBED if data.get("embeds") else SEND
        if needed & ~self.permissions[self.channels[channel_id]]:
            return replies.MISSING_PERMISSIONS
        reference = data.get("message_reference")
        asked = int(str(reference["message_id"])) if isinstance(reference, dict) else None
        if asked is not None and asked not in self.messages:
            unknown = {"code": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "message": "Unknown message"}
            return replies.invalid_form({"message_reference": {"_errors": [unknown]}})
        posted = self._message(channel_id, _visible(data))
        if data.get("nonce") is not None:
            posted["nonce"] = data["nonce"]
            self._nonces[nonce] = posted
        if asked in self.questions:
            self.questions[asked].show(posted)
        return posted

    def _message(self, channel_id: int, more: Json) -> Json:
        number = self.next_id()
        made = message(number, channel_id, BOT) | {"application_id": BOT_ID} | more
        self.messages[number] = made
        return made


def _visible(data: Mapping[str, object]) -> Json:
    return {
        key: data[key] or ("" if key == "content" else [])
        for key in ("content", "embeds", "components")
        if key in data
    }
