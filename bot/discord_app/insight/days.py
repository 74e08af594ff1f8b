"""The questions of a period day by day, and as a line of text."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.querylog.figures import Day

_BARS = "▁▂▃▄▅▆▇█"


def fill_days(days: Sequence[Day], last: date, count: int) -> tuple[Day, ...]:
    """Return the `count` days up to `last`, with a day without questions where there were none."""
    asked = {day.date: day for day in days}
    wanted = (last - timedelta(days=ago) for ago in reversed(range(count)))
    return tuple(asked.get(one) or Day(one, 0, 0) for one in wanted)


def sparkline(days: Sequence[Day]) -> str:
    """Draw the numbers of questions with a character a day."""
    most = max((day.questions for day in days), default=0) or 1
    return "".join(_BARS[round(day.questions / most * (len(_BARS) - 1))] for day in days)
