"""How far the loading of the articles is, told by the code that loads to the code that shows it."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias


class Step(StrEnum):
    """What is done to each seed file, in order."""

    READING = "Reading"
    INDEXING = "Indexing"


Progress: TypeAlias = Callable[[Step, int, int], None]
"""Called with a step, and how many articles are through it, of how many."""


def ignore_progress(step: Step, done: int, total: int) -> None:
    """Show nothing."""
