"""Lets processes that share a seeds folder reload when one of them has changed it."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self, cast

from bot.common.atomic_files import replacing
from bot.common.background import in_background
from bot.common.errors import VerbatimError
from bot.config import Config
from bot.library.live import LiveCorpus
from bot.querylog.storage import from_postgresql

logger = logging.getLogger(__name__)

SIGNAL_NAME = "reload"
"""The file's name, in the folder of the query log."""

_LISTEN_SECONDS, _AGAIN_SECONDS = 2.0, 30.0


class Signal(Protocol):
    """A signal between processes that share their articles: one of them has changed these."""

    @property
    def is_followed(self) -> bool:
        """Whether there may be others."""

    def give(self) -> None:
        """Tell all, this process among them. Blocks, and never raises: a fault is one warning."""

    def read(self) -> str | None:
        """Return the last word that was given, empty if there was none, or None if it is unknown.

        Blocks. To be called before the articles are read.
        """

    def words(self, seconds: float) -> AsyncIterator[str | None]:
        """Yield what `read` returns, every so many seconds or sooner."""


def signal_of(config: Config) -> Signal:
    """Return the signal of the processes that share their articles. Raises ConfigError."""
    server = config.storage
    if server is None:
        return ReloadSignal.of(config)
    return cast("Signal", from_postgresql("reload_signal", "open_signal", server))


@dataclass(frozen=True, slots=True)
class ReloadSignal:
    """A file that a process writes when it has changed the articles, and that all look at.

    It contains a new token each time, and nothing about the articles. Without a path there is
    nobody to tell.
    """

    path: Path | None = None

    @classmethod
    def of(cls, config: Config) -> Self:
        """Return the signal of the processes that share the application of a configuration."""
        return cls(config.log.path.with_name(SIGNAL_NAME) if config.discord.is_shared else None)

    @property
    def is_followed(self) -> bool:
        """Whether there may be others."""
        return self.path is not None

    def give(self) -> None:
        """Tell all, this process among them. A file that cannot be written is one warning."""
        if self.path is None:
            return
        try:
            with replacing(self.path, makes_folder=True) as file:
                # A random token rather than a time: two changes within the clock's resolution must
                # differ.
                file.write(f"{secrets.token_hex(8)}\n".encode())
        except OSError as error:
            logger.warning(
                "%s cannot be written (%s), so the other processes do not hear of the change:"
                " restart them",
                *(self.path, error.strerror or error),
            )

    def read(self) -> str | None:
        """Return the last word that was given, empty if there was none, or None if it is unknown.

        To be read before the articles are.
        """
        if self.path is None:
            return None
        try:
            return self.path.read_text("ascii")
        except FileNotFoundError:
            return ""
        except (OSError, ValueError) as error:
            logger.debug("%s cannot be read: %s", self.path, error)
            return None

    async def words(self, seconds: float) -> AsyncIterator[str | None]:
        """Yield the last word every so many seconds."""
        while True:
            await asyncio.sleep(seconds)
            yield await asyncio.to_thread(self.read)


@asynccontextmanager
async def following(
    live: LiveCorpus,
    signal: Signal,
    heard: str | None,
    *,
    listen_seconds: float = _LISTEN_SECONDS,
    again_seconds: float = _AGAIN_SECONDS,
) -> AsyncIterator[None]:
    """Reload on each new signal after the one that was `heard`, while the block runs.

    The process that gave it reloads, too, and usually finds nothing new: if two processes signal
    at once, only one token survives, so every process reloads. A reload that fails is logged,
    and tried again after `again_seconds`.
    """
    if not signal.is_followed:
        yield
        return
    follower = _follow(live, signal, heard, listen_seconds, again_seconds)
    async with in_background(follower, "reload signal"):
        yield


async def _follow(
    live: LiveCorpus, signal: Signal, heard: str | None, listen: float, again: float
) -> None:
    async for word in signal.words(listen):
        if word is None or word == heard:
            continue
        try:
            await live.reload()
        except VerbatimError as error:
            logger.warning("The changed seeds could not be read: %s", error)
            await asyncio.sleep(again)
        except Exception:  # whatever it is, the next change is not to be missed
            logger.exception("A reload that was asked for by the signal failed; it goes on")
            await asyncio.sleep(again)
        else:
            heard = word
