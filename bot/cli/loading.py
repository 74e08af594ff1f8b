"""Loads the seeds for the commands that need them."""

import sys
from pathlib import Path

from bot.articles.library import Library
from bot.common.errors import VerbatimError
from bot.config import Config
from bot.documents.registry import TEXT_SUFFIXES
from bot.library.live import LiveCorpus
from bot.library.opening import loader_of
from bot.terminal.library_text import render_rejected
from bot.terminal.progress import LoadingProgress


class NoSeedsError(VerbatimError):
    """No seed file could be loaded."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"No seed file in {folder} could be loaded. Put articles there, such as {TEXT_SUFFIXES}"
            " files, or name another folder with --seeds or the configuration's seeds.folder."
        )


def load_seeds(config: Config, given: Path | None, *, makes_folder: bool = False) -> LiveCorpus:
    """Load the seeds for questions, and report rejected files on standard error.

    The cache of the previous start belongs to the configured seeds, never to `given` ones;
    `makes_folder` creates its folder. Raises SeedsError if the folder cannot be read, NoSeedsError
    if no file in it can, ConfigError if an extra is missing.
    """
    with LoadingProgress(sys.stderr) as progress:
        live = loader_of(config, progress, makes_folder=makes_folder, given=given)()
    report_rejected(live.library)
    if not live.corpus.articles and not live.library.hidden:
        raise NoSeedsError(live.folder)
    return live


def report_rejected(library: Library) -> None:
    """Name the rejected files and their problems on standard error."""
    for problem in library.faulty:
        sys.stderr.write(f"verbatim: {render_rejected(problem)}\n")
