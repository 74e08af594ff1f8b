"""Checks the seeds folder."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from bot.articles.library import Library, SeedsError, read_folder
from bot.articles.seed_folder import SeedFolder
from bot.common.errors import VerbatimError
from bot.common.wording import write_count
from bot.config import Config
from bot.doctor.model import Finding, fault, fine, hint
from bot.library.seed_source import COPY_NAME
from bot.querylog.storage import from_postgresql
from bot.seed_editing.pushing import difference_to, without_trash

if TYPE_CHECKING:
    from bot.querylog.postgresql.condition import Condition

_SHOWN = 5
_OTHERS_WRITE = 0o002


def check_seeds(config: Config) -> Iterator[Finding]:
    """Read the seeds as a start would, and check the folder's permissions.

    If they are on a server, compare it with the folder.
    """
    seeds = config.seeds
    if config.storage is not None:
        try:
            yield from _check_server(config, config.storage)
        except VerbatimError as error:
            yield fault("seeds", str(error))
        return
    try:
        library = read_folder(seeds.folder, max_bytes=seeds.max_file_bytes)
    except SeedsError as error:
        yield fault("seeds", str(error))
        return
    found = f"{write_count(len(library.articles), 'article')} in {seeds.folder}"
    if library.articles:
        yield fine("seeds", found)
    else:
        remedy = "Put articles there; `verbatim check` shows how each is read."
        yield fault("seeds", found, remedy)
    yield from _problems(library)
    if not os.access(seeds.folder, os.W_OK):
        yield hint(
            *("seeds", f"{seeds.folder} cannot be written, so /seeds cannot change anything"),
            "To change articles from Discord, give the bot write permission.",
        )
    elif os.name == "posix" and seeds.folder.stat().st_mode & _OTHERS_WRITE:
        text = f"Other users on this machine can change the articles in {seeds.folder}"
        yield fault("seeds", text, f"chmod o-w {seeds.folder}")


def _check_server(config: Config, server: str) -> Iterator[Finding]:
    folder = SeedFolder(config.seeds.folder, config.seeds.max_file_bytes)
    listing = folder.listing()
    condition = cast("Condition", from_postgresql("condition", "look_at", server))
    if condition.articles:
        count = write_count(len(without_trash(condition.articles)), "file")
        yield fine("seeds", f"{count} on {condition.name}")
        copy = config.log.path.parent / COPY_NAME
        if copy.exists():  # as of the last start or reload here
            yield from _problems(read_folder(copy, max_bytes=config.seeds.max_file_bytes))
        different = difference_to(condition.articles, listing)
        unlike = different.new + different.changed
        if unlike:
            text = f"{folder.path} is not read, and has articles that the server does not have:"
            remedy = "Write them to the server: verbatim seeds push"
            yield hint("seeds", f"{text} {', '.join(unlike[:_SHOWN])}", remedy)
    elif listing:
        count = write_count(len(listing), "file")
        yield fine("seeds", f"{condition.name} has none; the first start writes {count} to it")
    else:
        remedy = "Put articles there: the first start writes them to the server."
        yield fault("seeds", f"neither {condition.name} nor {folder.path} has any", remedy)


def _problems(library: Library) -> Iterator[Finding]:
    for problem in library.rejected[:_SHOWN]:
        # A hint, not a fault: the other articles can be asked about all the same.
        yield hint("seeds", f"{problem.place}: {problem.text}")
    more = len(library.rejected) - _SHOWN
    if more > 0 or library.warnings:
        told = f"{max(more, 0)} more rejected, {write_count(len(library.warnings), 'warning')}"
        yield hint("seeds", told, "List them all: verbatim check")
