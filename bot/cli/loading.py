"""What the commands that read the seeds have in common."""

import sys
from pathlib import Path

from bot.config import Config
from bot.errors import VerbatimError
from bot.live import LiveCorpus
from bot.terminal.library_text import render_rejected


class NoSeedsError(VerbatimError):
    """Not one seed file could be loaded."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"No seed file in {folder} could be loaded. Put articles (.txt or .md) there, or name"
            " another folder with --seeds or the configuration's seeds.folder."
        )


def seeds_folder(config: Config, given: Path | None) -> Path:
    """Return the folder given on the command line, else the configured one."""
    return config.seeds.folder if given is None else given


def load_seeds(config: Config, given: Path | None) -> LiveCorpus:
    """Load the seeds to ask them; tells of rejected files on standard error.

    Raises SeedsError where the folder cannot be read, NoSeedsError where nothing in it can.
    """
    folder = seeds_folder(config, given)
    live = LiveCorpus.load(folder, config.seeds.max_file_bytes)
    for problem in live.library.rejected:
        sys.stderr.write(f"verbatim: {render_rejected(problem)}\n")
    if not live.corpus.articles:
        raise NoSeedsError(folder)
    return live
