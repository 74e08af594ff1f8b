"""How a report that is being made in another thread is given up."""

from collections.abc import Callable
from typing import TypeAlias

IsStopped: TypeAlias = Callable[[], bool]
"""Whether nobody waits for a report any more; the code that makes it asks often."""


class ReportStopped(Exception):
    """A report was given up, since nobody waits for it any more."""


def never() -> bool:
    """Somebody waits until the report is made."""
    return False
