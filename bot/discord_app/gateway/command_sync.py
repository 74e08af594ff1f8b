"""Registers the slash commands with Discord, but only if they have changed.

What Discord returns for a command is not what was sent (it fills in defaults of its own), so that
comparing the two would find changes where there are none, and sync at every start. Therefore the
digest of what was sent last is kept in a file, per application, beside the query log. The file
alone could be wrong where something else has overwritten the commands meanwhile; so Discord is
asked for the names that it has, too. A file that is lost or cannot be written costs one sync more.
"""

import asyncio
import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot.common.atomic_files import replacing

logger = logging.getLogger(__name__)

_Tree = app_commands.CommandTree[discord.Client]
_Command = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


async def sync_commands(
    tree: _Tree, application_id: int, memory: Path, *, may_sync: bool = True
) -> list[app_commands.AppCommand]:
    """Sync the global commands if they changed, and return the ones that Discord has.

    `memory` is the file that holds the digest. Of several processes that share an application, one
    may sync; the others learn what Discord has. What Discord refuses is logged: the commands that
    it has go on working. Not to be called on reconnects.
    """
    digest = await digest_of(tree)
    try:
        if not may_sync:
            return await tree.fetch_commands()
        if await asyncio.to_thread(_remembered, memory, application_id) == digest:
            known = await tree.fetch_commands()
            if {one.name for one in known} == {one.name for one in tree.get_commands()}:
                return known
        synced = await tree.sync()
    except discord.HTTPException as error:
        logger.error("The slash commands could not be synced with Discord: %s", error)
        return []
    logger.info("The slash commands were synced with Discord")
    await asyncio.to_thread(_remember, memory, application_id, digest)
    return synced


async def digest_of(tree: _Tree) -> str:
    """Return the SHA-256 of what a sync would send, in hexadecimal; the order does not count.

    The translations are a part of that.
    """
    payloads = [await _payload(tree, command) for command in tree.get_commands()]
    texts = sorted(json.dumps(one, sort_keys=True) for one in payloads)
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


async def _payload(tree: _Tree, command: _Command) -> dict[str, Any]:
    if tree.translator is None:
        return command.to_dict(tree)
    return await command.get_translated_payload(tree, tree.translator)


def _remembered(memory: Path, application_id: int) -> str | None:
    try:
        digests = json.loads(memory.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    digest = digests.get(str(application_id)) if isinstance(digests, dict) else None
    return digest if isinstance(digest, str) else None


def _remember(memory: Path, application_id: int, digest: str) -> None:
    try:
        with replacing(memory, makes_folder=True) as file:
            file.write(json.dumps({str(application_id): digest}).encode())
    except OSError as error:
        logger.warning("%s cannot be written, so the next start will sync again: %s", memory, error)
