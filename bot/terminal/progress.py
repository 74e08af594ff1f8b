"""Shows how far the loading of many articles is: a bar on a terminal, log lines elsewhere."""

import logging
import os
import time
from types import MappingProxyType
from typing import TYPE_CHECKING, Self, TextIO

from bot.common.progress import Step

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

logger = logging.getLogger(__name__)

_MOMENT = 1.0
"""Seconds before anything is shown; most loading is done by then."""
_NOUNS = MappingProxyType(
    {
        Step.READING: "the articles",
        Step.INDEXING: "the articles",
        Step.EMBEDDING: "the sentences",
    }
)
_LINES = 10  # in the log, for each step


class LoadingProgress:
    """Shows the time left; a context manager, at whose end the bar goes.

    Reading and indexing share one bar. Embedding, which takes longest, has a bar of its own.
    """

    def __init__(self, stream: TextIO, moment: float = _MOMENT) -> None:
        self._stream = stream
        self._starts_at = time.monotonic() + moment
        self._bar: Bar | None = None
        self._logged = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def __call__(self, step: Step, done: int, total: int) -> None:
        """Show that so many articles are through a step, of how many."""
        if time.monotonic() < self._starts_at:
            return
        steps = (step,) if step is Step.EMBEDDING else (Step.READING, Step.INDEXING)
        whole_done, whole = steps.index(step) * total + done, len(steps) * total
        if not self._stream.isatty() or os.environ.get("TERM") == "dumb":
            self._log(step, done, total, _LINES * len(steps) * whole_done // max(1, whole))
        elif whole_done < whole:
            text = f"{step} {_NOUNS[step]}"
            self._bar = self._bar or _open_bar(self._stream, text)
            (task,) = self._bar.task_ids
            self._bar.update(task, description=text, completed=whole_done, total=whole)
        else:
            self.__exit__()

    def _log(self, step: Step, done: int, total: int, line: int) -> None:
        if line > self._logged:
            logger.info("%s %s: %s of %s", step, _NOUNS[step], f"{done:,}", f"{total:,}")
        self._logged = line if done < total or step is Step.READING else 0


def _open_bar(stream: TextIO, text: str) -> "Bar":
    # Only now: to import these takes longer than to load a few articles.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn(compact=True))
    description = TextColumn("{task.description}")
    bar = Progress(description, *columns, console=Console(file=stream), transient=True)
    bar.add_task(text)
    bar.start()
    return bar
