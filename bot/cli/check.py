"""`verbatim check`: shows how each seed file is read."""

import sys

from bot.cli.loading import NoSeedsError
from bot.cli.parser import Options
from bot.config import Config
from bot.library.building import CorpusBuilder
from bot.library.live import LiveCorpus
from bot.library.opening import open_seeds
from bot.terminal.check_text import render_check
from bot.terminal.progress import LoadingProgress

FINE, REJECTED = 0, 1


def run(options: Options, config: Config) -> int:
    """Load the seeds and report on them. Raises NoSeedsError if there is no file at all."""
    source = open_seeds(config, options.seeds)
    with LoadingProgress(sys.stderr) as progress:
        builder = CorpusBuilder(progress=progress)
        live = LiveCorpus.load(source, config.seeds.max_file_bytes, builder, progress)
    found = live.library
    if not (found.articles or found.rejected or found.hidden or found.passed_over):
        raise NoSeedsError(source.folder)
    print(render_check(found, live.corpus))
    return REJECTED if found.faulty else FINE
