"""The progress of loading: the interface between the code that loads and the code that shows."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias


class Step(StrEnum):
    """The steps of loading, in order."""

    READING = "Reading"
    INDEXING = "Indexing"
    EMBEDDING = "Embedding"


Progress: TypeAlias = Callable[[Step, int, int], None]
"""Called with a step, and how many articles (when embedding, sentences) of how many are done."""


def ignore_progress(step: Step, done: int, total: int) -> None:
    """Show nothing."""
