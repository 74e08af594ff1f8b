"""The figures of the fault suite: each test's own, and all of them together."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

import pytest

_KEY = "tally"


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened in a test: faults, questions, and what became of them."""

    faults: int = 0
    asked: int = 0
    lost: int = 0
    doubled: int = 0

    def __str__(self) -> str:
        return (
            f"Faults injected: {self.faults}; questions asked: {self.asked},"
            f" lost: {self.lost}, doubled: {self.doubled}"
        )


def keep(tally: Tally, test: pytest.Item) -> None:
    """Have the figures of a test go with its report, also from one process to another."""
    test.user_properties.append((_KEY, asdict(tally)))


def total(reports: Iterable[object]) -> Tally | None:
    """Return the figures of all tests together; None where no report has any."""
    tallies = [
        Tally(**value)
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "teardown"
        for key, value in report.user_properties
        if key == _KEY and isinstance(value, dict)
    ]
    if not tallies:
        return None
    return Tally(*(sum(getattr(one, name.name) for one in tallies) for name in fields(Tally)))
