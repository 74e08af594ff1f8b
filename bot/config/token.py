"""Finds the Discord token, which is never shown, not even if it is wrong."""

import logging
import os
import re
from collections.abc import Mapping
from pathlib import Path

from bot.config.errors import ConfigError

TOKEN_LIKE = re.compile(r"[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}", re.ASCII)
"""The form of a Discord bot's token: three parts with dots between."""


VARIABLE = "DISCORD_TOKEN"

logger = logging.getLogger(__name__)


def read_token(token_file: Path | None, environ: Mapping[str, str]) -> str:
    """Find the token; a file that others may read is reported as a warning. Raises ConfigError."""
    token = find_token(token_file, environ)
    is_of_file = not environ.get(VARIABLE, "").strip()
    if is_of_file and token_file is not None and others_may_read(token_file):
        logger.warning(
            "Other users on this machine can read the token file %s; fix it with: chmod 600 %s",
            *(token_file, token_file),
        )
    return token


def others_may_read(path: Path) -> bool:
    """Whether users other than the owner may read an existing file."""
    # On other systems, the mode says nothing about other users.
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def find_token(token_file: Path | None, environ: Mapping[str, str]) -> str:
    """Return the token from the variable `DISCORD_TOKEN`, else from the file.

    White space around it is dropped. Raises ConfigError, which says how to fix it.
    """
    if token := environ.get(VARIABLE, "").strip():
        return _checked(token, f"the environment variable {VARIABLE}")
    if token_file is None:
        raise ConfigError(
            f"There is no Discord token. Set the environment variable {VARIABLE}, or write the"
            " token into a file of its own and name that file in the configuration's"
            " discord.token_file. The token is under Bot in the application's page on"
            " https://discord.com/developers/applications."
        )
    if TOKEN_LIKE.search(str(token_file)):
        raise ConfigError(
            "discord.token_file must be the path of a file that holds the token, but it looks"
            " like a token. Write it into a file instead. Others may have seen it in the"
            " configuration, so reset it first."
        )
    token = _read_file(token_file).strip()
    if not token:
        raise ConfigError(
            f"The token file {token_file} is empty. Write the token into it, or set the"
            f" environment variable {VARIABLE}."
        )
    return _checked(token, f"the token file {token_file}")


def _read_file(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"The token file {path} (discord.token_file) cannot be read:"
            f" {error.strerror or 'the system refused'}. Fix this, or set the environment variable"
            f" {VARIABLE}."
        ) from None
    except UnicodeDecodeError:
        # From None: the error holds the bytes of the file.
        raise ConfigError(
            f"The token file {path} is not a text file. Write the token into it."
        ) from None


def _checked(token: str, place: str) -> str:
    """Refuse a text that does not look like a token, without showing it.

    A wrong token costs a request to Discord, which counts them, and the time until it answers.
    """
    if not TOKEN_LIKE.fullmatch(token):
        raise ConfigError(
            f"The text in {place} does not look like a bot token: three parts with dots between"
            " them. Copy the token again, alone and without the word Bot."
        )
    return token
