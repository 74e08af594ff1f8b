"""Checks the seeds folder."""

import os
from collections.abc import Iterator

from bot.articles.library import SeedsError, read_folder
from bot.common.wording import write_count
from bot.config import Config
from bot.doctor.model import Finding, fault, fine, hint

_SHOWN = 5
_OTHERS_WRITE = 0o002


def check_seeds(config: Config) -> Iterator[Finding]:
    """Read the seeds as a start would, and check the folder's permissions."""
    seeds = config.seeds
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
    for problem in library.rejected[:_SHOWN]:
        yield hint("seeds", f"{problem.place}: {problem.text}")
    more = len(library.rejected) - _SHOWN
    if more > 0 or library.warnings:
        told = f"{max(more, 0)} more rejected, {write_count(len(library.warnings), 'warning')}"
        yield hint("seeds", told, "List them all: verbatim check")
    if not os.access(seeds.folder, os.W_OK):
        yield hint(
            *("seeds", f"{seeds.folder} cannot be written, so /seeds cannot change anything"),
            "To change articles from Discord, give the bot write permission.",
        )
    elif os.name == "posix" and seeds.folder.stat().st_mode & _OTHERS_WRITE:
        text = f"Other users on this machine can change the articles in {seeds.folder}"
        yield fault("seeds", text, f"chmod o-w {seeds.folder}")
