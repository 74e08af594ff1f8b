"""Where the process tells what happens to it; called by entry points only."""

import logging
import sys


def configure_logging(level: str) -> None:
    """Log to standard error from a level on: 'debug', 'info', 'warning' or 'error'.

    Standard output stays for answers. Libraries are a level quieter, because discord.py tells of
    every connection, and aiosqlite of every statement. Handlers that are there already stay alone.
    """
    own = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger().setLevel(min(own + 10, logging.ERROR))
    logging.getLogger("bot").setLevel(own)
