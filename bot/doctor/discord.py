"""Checks the token, intents and permissions, without contacting Discord."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.config import Config, ConfigError
from bot.config.token import VARIABLE, find_token, others_may_read
from bot.doctor.model import Finding, fault, fine, hint

_ANEW = (
    "Copy it again: Developer Portal, your application, Bot, Reset Token"
    " (https://discord.com/developers/applications)."
)

PERMISSIONS = MappingProxyType(
    {
        "View Channels": 1 << 10,
        "Send Messages": 1 << 11,
        "Send Messages in Threads": 1 << 38,
        "Read Message History": 1 << 16,
    }
)
"""The permissions that the bot needs in a server: Discord's names, and the bits."""

_INVITATION = (
    "https://discord.com/oauth2/authorize?client_id={application}"
    "&scope=bot+applications.commands&permissions={bits}"
)


def check_token(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Check the form of the token and the permissions of its file; never shows the token."""
    path = config.discord.token_file
    try:
        token = find_token(path, environ)
    except ConfigError as error:
        yield fault("token", str(error))
        return
    place = f"from {VARIABLE}" if environ.get(VARIABLE, "").strip() else f"from {path}"
    application = application_of(token)
    if application is None:
        yield fault("token", f"The token {place} does not look like a bot token", _ANEW)
    else:
        yield fine("token", f"{place}, of application {application}")
    # Also if the token came from the environment: the file still has a token.
    if path is not None and path.exists() and others_may_read(path):
        yield fault("token", f"Other users on this machine can read {path}", f"chmod 600 {path}")


def check_intents(config: Config) -> Iterator[Finding]:
    """Name the privileged intents that the bot needs."""
    if config.discord.needs_message_content:
        yield hint(
            "intents",
            "discord.question_channels needs the message-content intent",
            "Make sure that it is on: Developer Portal, your application, Bot, Privileged Gateway"
            " Intents. If it is off, the bot says so when it starts.",
        )
    else:
        yield fine("intents", "no privileged intent is needed")


def check_permissions(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Name the permissions that the bot needs in a server, with a link that grants just these.

    Whether it has them is not known: Discord is not contacted.
    """
    needed = f"needed in a server: {', '.join(PERMISSIONS)}"
    try:
        application = application_of(find_token(config.discord.token_file, environ))
    except ConfigError:
        application = None
    if application is not None:
        address = _INVITATION.format(application=application, bits=sum(PERMISSIONS.values()))
        needed += f"; invite link: {address}"
    yield fine("permissions", needed)


def application_of(token: str) -> int | None:
    """Return the id of the application, encoded in its token; None if there is none.

    The first of the token's three parts is the id in base64.
    """
    first = token.partition(".")[0]
    try:
        text = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return int(text) if text.isdigit() and 15 <= len(text) <= 20 else None
