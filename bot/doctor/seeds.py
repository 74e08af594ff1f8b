"""Whether there are articles to answer from."""

import os
from collections.abc import Iterator

from bot.articles.library import SeedsError, read_folder
from bot.common.wording import write_count
from bot.config import Config
from bot.doctor.model import Finding, fault, fine, hint

_SHOWN = 5
_OTHERS_WRITE = 0o002


def check_seeds(config: Config) -> Iterator[Finding]:
    """Read the seeds as a start would, and look at the folder."""
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
        remedy = "Put articles there, as .txt or .md files; `verbatim check` says how each is read."
        yield fault("seeds", found, remedy)
    for problem in library.rejected[:_SHOWN]:
        yield hint("seeds", f"{problem.place}: {problem.text}")
    more = len(library.rejected) - _SHOWN
    if more > 0 or library.warnings:
        told = f"{max(more, 0)} more rejected, {write_count(len(library.warnings), 'warning')}"
        yield hint("seeds", told, "See them all: verbatim check")
    if not os.access(seeds.folder, os.W_OK):
        yield hint(
            *("seeds", f"{seeds.folder} cannot be written, so that /seeds changes nothing"),
            "Let the bot write it where articles are to be changed from Discord.",
        )
    elif os.name == "posix" and seeds.folder.stat().st_mode & _OTHERS_WRITE:
        text = f"Others on this machine may change the articles in {seeds.folder}"
        yield fault("seeds", text, f"chmod o-w {seeds.folder}")
