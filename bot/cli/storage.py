"""`verbatim storage copy`: moves the query log between SQLite and PostgreSQL."""

import asyncio
import sys

from bot.cli.parser import Options
from bot.common.wording import write_count
from bot.config import Config, ConfigError
from bot.querylog.copying import Contents, Copied, copy_log
from bot.querylog.privacy import copy_key
from bot.querylog.storage import LogDatabase, database_at

EQUAL, NOT_EQUAL = 0, 1


def run(options: Options, config: Config) -> int:
    """Copy the log, compare, and say what came of it. Raises QueryLogError and ConfigError."""
    source, target = database_at(options.source, config), database_at(options.target, config)
    if source.store.name == target.store.name:
        raise ConfigError(f"{source.store.name} cannot be copied to itself; name another place.")
    copied = copy(source, target, config)
    print(_describe(copied, source, target))
    return EQUAL if copied.is_equal else NOT_EQUAL


def copy(source: LogDatabase, target: LogDatabase, config: Config) -> Copied:
    """Copy the key, then all that the log holds; the places are closed after that."""
    source.store.require()
    copy_key(source.key_file, target.key_file)
    return asyncio.run(_copy(source, target, config))


async def _copy(source: LogDatabase, target: LogDatabase, config: Config) -> Copied:
    try:
        return await copy_log(source.store, target.store, config.log.who, _show)
    finally:
        await source.store.close()
        await target.store.close()


def _show(count: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{count:,} questions")
        sys.stderr.flush()


def _describe(copied: Copied, source: LogDatabase, target: LogDatabase) -> str:
    held = copied.source
    text = (
        f"Copied {write_count(copied.written, 'question')} from {source.store.name} to"
        f" {target.store.name}; {held.questions - copied.written:,} were there already.\n"
    )
    if copied.is_equal:
        return f"{text}Compared: both hold {_contents(held)}, with the digest {held.digest}."
    return (
        f"{text}They differ: {source.store.name} holds {_contents(held)}, digest {held.digest};"
        f" of these, {target.store.name} holds {_contents(copied.target)}, digest"
        f" {copied.target.digest}. Stop all bots, and copy again."
    )


def _contents(contents: Contents) -> str:
    counts = (
        write_count(contents.questions, "question"),
        write_count(contents.votes, "vote"),
        write_count(contents.marks, "mark"),
        write_count(contents.servers, "server") + " with settings",
    )
    return ", ".join(counts)
