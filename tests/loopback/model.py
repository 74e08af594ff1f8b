"""Who and what there is in this Discord, and how it is written in JSON."""

import itertools
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

Json = dict[str, object]

TOKEN = ".".join(["A-Token-Of-The-Loopback", "Server", "And-Of-No-Other-Discord"])
BOT_ID = "1000"
GUILD_ID = 1 << 22
CHANNEL_ID, OTHER_CHANNEL_ID = 2_000, 2_100

VIEW, SEND, EMBED, ATTACH, HISTORY = 1 << 10, 1 << 11, 1 << 14, 1 << 15, 1 << 16
USE_COMMANDS = 1 << 31
MEMBER = VIEW | SEND | EMBED | ATTACH | HISTORY | USE_COMMANDS
"""What the members of a guild may do, the bot among them."""

BOT: Json = {
    "id": BOT_ID,
    "username": "Verbatim",
    "discriminator": "0",
    "avatar": None,
    "bot": True,
}
APPLICATION: Json = {
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
_EPOCH = 1_420_070_400_000  # Discord's ids count the milliseconds since 2015


def snowflakes() -> Iterator[int]:
    """Yield ids as Discord makes them: of the time, and growing."""
    for number in itertools.count():
        yield (int(time.time() * 1_000) - _EPOCH) << 22 | number & 0x3FFFFF


def user(number: int) -> Json:
    """A person."""
    return {"id": str(number), "username": f"u{number}", "discriminator": "0", "avatar": None}


def member(person: Json) -> Json:
    """A person as a member of a guild."""
    joined = "2024-01-01T00:00:00+00:00"
    more = {"deaf": False, "mute": False, "flags": 0, "permissions": str(MEMBER)}
    return {"user": person, "roles": [], "joined_at": joined, **more}


def channel(channel_id: int, guild_id: int) -> Json:
    """A text channel of a guild."""
    return {
        "id": str(channel_id),
        "guild_id": str(guild_id),
        "type": 0,
        "name": f"c{channel_id}",
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
    }


def everyone(guild_id: int, permissions: int) -> Json:
    """The role that all members of a guild have."""
    return {
        "id": str(guild_id),
        "name": "@everyone",
        "permissions": str(permissions),
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "position": 0,
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def guild(guild_id: int, channel_ids: tuple[int, ...], permissions: int = MEMBER) -> Json:
    """A guild in which everybody has the same permissions."""
    return {
        "id": str(guild_id),
        "name": f"g{guild_id}",
        "owner_id": "7",
        "unavailable": False,
        "member_count": 2,
        "preferred_locale": "en-US",
        "roles": [everyone(guild_id, permissions)],
        "channels": [channel(one, guild_id) for one in channel_ids],
        "members": [member(BOT)],
        **{name: [] for name in ("emojis", "stickers", "features", "threads", "voice_states")},
        **{name: [] for name in ("presences", "stage_instances", "guild_scheduled_events")},
        **{name: 0 for name in ("verification_level", "default_message_notifications")},
        **{name: 0 for name in ("explicit_content_filter", "mfa_level", "nsfw_level")},
        **{name: 0 for name in ("premium_tier", "system_channel_flags", "afk_timeout")},
    }


def message(
    message_id: int, channel_id: int, author: Json, content: str = "", **more: object
) -> Json:
    """A message as the gateway and the HTTP interface have it."""
    return {
        "id": str(message_id),
        "channel_id": str(channel_id),
        "author": author,
        "content": content,
        "timestamp": datetime.now(UTC).isoformat(),
        "edited_timestamp": None,
        "type": 0,
        "tts": False,
        "mention_everyone": False,
        "pinned": False,
        **{name: [] for name in ("mentions", "mention_roles", "attachments", "embeds")},
        "components": [],
        **more,
    }


def command_interaction(
    interaction_id: int,
    token: str,
    name: str,
    options: Mapping[str, object],
    *,
    person: Json,
    guild_id: int | None,
    channel_id: int,
) -> Json:
    """A slash command that was used; the types of its options follow from their values."""
    types = {str: 3, int: 4, bool: 5}
    given = [{"name": key, "type": types[type(one)], "value": one} for key, one in options.items()]
    here: Json = {"id": str(channel_id), "type": 1}
    where: Json = {"user": person, "context": 1}
    if guild_id is not None:
        here = channel(channel_id, guild_id)
        where = {
            "member": member(person),
            "guild_id": str(guild_id),
            "guild": {"id": str(guild_id), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "context": 0,
        }
    return {
        "id": str(interaction_id),
        "application_id": BOT_ID,
        "token": token,
        "type": 2,
        "version": 1,
        "channel_id": str(channel_id),
        "channel": here,
        "locale": "en-US",
        "app_permissions": str(MEMBER),
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(guild_id or 0)},
        "attachment_size_limit": 10_485_760,
        "data": {"id": "1", "name": name, "type": 1, "options": given},
        **where,
    }


def texts_in(part: object) -> Iterator[str]:
    """Yield what people read in a message, in order, whatever it is laid out by."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("content", "description") and isinstance(value, str):
                if value:
                    yield value
            elif key in ("embeds", "components", "accessory"):
                yield from texts_in(value)
    elif isinstance(part, list):
        for one in part:
            yield from texts_in(one)
