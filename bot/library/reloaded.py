"""The result of a reload, and the lines of the log about what was loaded."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bot.articles.library import Changes, Library, Problem
from bot.common.wording import write_count

logger = logging.getLogger(__name__)

_NAMED = 10


@dataclass(frozen=True, slots=True)
class Reload:
    """The result of a reload: the changes, the library as it is now, and the time it took.

    `warnings` are the ones that the library did not have before.
    """

    changes: Changes
    library: Library
    milliseconds: float
    warnings: tuple[Problem, ...] = ()

    @classmethod
    def between(
        cls, before: Library, library: Library, changes: Changes, started: float
    ) -> "Reload":
        """The result of a reload that started at a value of `time.perf_counter`."""
        known = set(before.warnings)
        warnings = tuple(one for one in library.warnings if one not in known)
        return cls(changes, library, (time.perf_counter() - started) * 1_000, warnings)


def report_loaded(library: Library, version: str) -> None:
    """Log what was loaded at the start, and which files were rejected and why."""
    articles = write_count(len(library.articles), "article")
    logger.info("Loaded %s, version %s", articles, version)
    _report_rejected(library)
    for hidden in library.hidden:
        logger.info("Not shown: %s: %s", hidden.place, hidden.text)
    for passed in library.passed_over[:_NAMED]:
        logger.warning("Skipped %s: %s", passed.name, passed.text)
    if len(library.passed_over) > _NAMED:
        logger.warning("Skipped %d more files", len(library.passed_over) - _NAMED)


def report_reloaded(reload: Reload, version: str) -> None:
    """Log what a reload changed, and which files were rejected and why."""
    changes = reload.changes
    logger.info(
        "Reloaded the seeds in %.0f ms: %s, version %s; added %s, changed %s,"
        " removed %s, kept the earlier %s",
        reload.milliseconds,
        write_count(len(reload.library.articles), "article"),
        version,
        *(
            _listed(names)
            for names in (changes.added, changes.changed, changes.removed, changes.kept)
        ),
    )
    _report_rejected(reload.library)


def _listed(names: Sequence[str]) -> str:
    """Name them, of many only the first, so that a line of the log stays one."""
    listed = ", ".join(names[:_NAMED]) or "none"
    return f"{listed} and {len(names) - _NAMED} more" if len(names) > _NAMED else listed


def _report_rejected(library: Library) -> None:
    for problem in library.rejected:
        logger.warning("Rejected %s: %s", problem.place, problem.text)
