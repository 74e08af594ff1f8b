"""Whether Discord will let the bot in, as far as that is known before it is asked."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from bot.config import Config, ConfigError
from bot.config.token import VARIABLE, find_token, others_may_read
from bot.doctor.model import Finding, fault, fine, hint

_ANEW = (
    "Copy it anew: Developer Portal, your application, Bot, Reset Token"
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
"""What the bot needs in a server to answer messages, by Discord's names, with its bits."""

_INVITATION = (
    "https://discord.com/oauth2/authorize?client_id={application}"
    "&scope=bot+applications.commands&permissions={bits}"
)


def check_token(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Look at the token's form and its file; the token itself is not shown."""
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
    if path is not None and path.exists() and others_may_read(path):
        yield fault("token", f"Others on this machine may read {path}", f"chmod 600 {path}")


def check_intents(config: Config) -> Iterator[Finding]:
    """Say what the bot will ask Discord for."""
    if config.discord.needs_message_content:
        yield hint(
            "intents",
            "discord.question_channels needs the message-content intent",
            "See that it is on: Developer Portal, your application, Bot, Privileged Gateway"
            " Intents. The bot says at its start where it is not.",
        )
    else:
        yield fine("intents", "none that has to be switched on")


def check_permissions(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Say what the bot must be allowed in a server, and where to invite it with just that.

    Whether it is allowed that there is not known: Discord is not asked.
    """
    needed = f"needed in a server: {', '.join(PERMISSIONS)}"
    try:
        application = application_of(find_token(config.discord.token_file, environ))
    except ConfigError:
        application = None
    if application is not None:
        address = _INVITATION.format(application=application, bits=sum(PERMISSIONS.values()))
        needed += f"; to invite it with these: {address}"
    yield fine("permissions", needed)


def application_of(token: str) -> int | None:
    """Return the application's id, with which a bot's token begins; None if there is none.

    The first of the token's three parts is the id in base64.
    """
    first = token.partition(".")[0]
    try:
        text = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return int(text) if text.isdigit() and 15 <= len(text) <= 20 else None
