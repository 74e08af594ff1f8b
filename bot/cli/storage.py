"""`verbatim storage copy`: moves everything between a machine's files and PostgreSQL."""

import asyncio
import sys

from bot.articles.library import SeedsError
from bot.articles.seed_folder import SeedFolder
from bot.cli.parser import Options
from bot.common.wording import write_count
from bot.config import Config, ConfigError
from bot.library.cache.columns import NotUsableError
from bot.library.cache.corpus_cache import FOLDER_NAME
from bot.library.cache.segment_folder import SegmentFolder
from bot.library.cache.shared_segments import Segments
from bot.library.copying import CopiedSeeds, SeedPlace, copy_seeds, copy_segments
from bot.library.opening import seeds_on, segments_at
from bot.querylog.copying import Contents, Copied, copy_log
from bot.querylog.privacy import copy_key
from bot.querylog.storage import LogDatabase, database_at

EQUAL, NOT_EQUAL = 0, 1


def run(options: Options, config: Config) -> int:
    """Copy the log and the articles, compare, and say what came of it.

    Between two files, the log alone is copied: the articles are in the same folder. Raises
    QueryLogError, SeedsError and ConfigError.
    """
    source, target = database_at(options.source, config), database_at(options.target, config)
    if source.store.name == target.store.name:
        raise ConfigError(f"{source.store.name} cannot be copied to itself; name another place.")
    copied = copy(source, target, config)
    print(_describe(copied, source, target))
    if source.server is None and target.server is None:
        return EQUAL if copied.is_equal else NOT_EQUAL
    try:
        articles = copy_seeds(_seeds(source, config), _seeds(target, config))
        print(_describe_seeds(articles))
        parts = copy_segments(_segments(source), _segments(target))
    except (NotUsableError, OSError) as error:
        why = f"{error.strerror} ({error.filename})" if isinstance(error, OSError) else str(error)
        raise SeedsError(
            f"The articles could not be copied: {why}. Fix this, and copy again."
        ) from error
    print(
        "There is no index to copy."
        if parts is None
        else f"Copied the index: {write_count(parts, 'part')}."
    )
    return EQUAL if copied.is_equal and not articles.unequal else NOT_EQUAL


def copy(source: LogDatabase, target: LogDatabase, config: Config) -> Copied:
    """Copy the key, then all that the log holds; the places are closed after that."""
    source.store.require()
    # First: with another key, the copied pseudonyms would belong to nobody.
    copy_key(source.key_file, target.key_file)
    return asyncio.run(_copy(source, target, config))


async def _copy(source: LogDatabase, target: LogDatabase, config: Config) -> Copied:
    try:
        return await copy_log(source.store, target.store, config.log.who, _show)
    finally:
        await source.store.close()
        await target.store.close()


def _seeds(place: LogDatabase, config: Config) -> SeedPlace:
    return SeedFolder(config.seeds.folder) if place.server is None else seeds_on(place.server)


def _segments(place: LogDatabase) -> Segments:
    folder = SegmentFolder(place.key_file.parent / FOLDER_NAME, makes_parents=True)
    return segments_at(place.server, folder)


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


def _describe_seeds(copied: CopiedSeeds) -> str:
    held = write_count(len(copied.source), "file")
    text = f"Copied {write_count(copied.written, 'file')} of the articles.\n"
    if not copied.unequal:
        return f"{text}Compared: both hold {held}, with the digest {copied.digest}."
    return (
        f"{text}They differ: of {held}, the other has these with another text, which stayed:"
        f" {', '.join(copied.unequal)}. Rename or remove one of each two, and copy again."
    )


def _contents(contents: Contents) -> str:
    counts = (
        write_count(contents.questions, "question"),
        write_count(contents.votes, "vote"),
        write_count(contents.marks, "mark"),
        write_count(contents.servers, "server") + " with settings",
    )
    return ", ".join(counts)
