"""Tells how far the indexing of many articles is: a bar on a terminal, a line of the log else."""

import logging
import sys

logger = logging.getLogger(__name__)

_WIDTH = 30  # characters
_LINES = 10  # in the log


def show_progress(before: int, done: int, total: int) -> None:
    """Tell that so many of all articles are indexed, and so many were when that was told last.

    After the last one, the bar goes. The log is told a tenth at a time.
    """
    if sys.stderr.isatty():
        sys.stderr.write(_bar(done, total))
        sys.stderr.flush()
    elif done * _LINES // total > before * _LINES // total:
        logger.info("Indexed %d of %d articles", done, total)


def _bar(done: int, total: int) -> str:
    if done == total:
        return "\r\x1b[K"
    filled = "█" * (_WIDTH * done // total)
    return f"\rIndexing the articles {filled:░<{_WIDTH}} {done:,} of {total:,}"
