"""Days as people and their tools write them."""

import re
from datetime import UTC, date, datetime

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_ISO = re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_MONTH_FIRST = re.compile(
    rf"(?:[a-z]+,?\s+)?{_MONTH}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"(?:[a-z]+,?\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]+"
    rf"{_MONTH},?[\s-]+(?P<y>\d{{4}})\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<y>\d{4})(?!\d)")
_NAMED = re.compile(r"\d{4}-\d\d-\d\d(?=[-_. ])")
_SECONDS = (10**9, 4 * 10**9)  # of Unix time: from 2001 to 2096


def day_of(value: object) -> date | None:
    """The day that a value names; None if it names none, or may be one of two.

    Any time of day after it is not read. `22.03.2025` has its day first, `03/04/2025` is ambiguous.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_number(value)
    return _of_text(value.strip()) if isinstance(value, str) else None


def day_of_name(name: str) -> date | None:
    """The day that the name of a file begins with, as posts of blogs have it."""
    leaf = name.rpartition("/")[2]
    return _of_text(leaf[:10]) if _NAMED.match(leaf) else None


def _of_number(value: float) -> date | None:
    # JavaScript counts Unix time in milliseconds.
    seconds = value / 1_000 if value > _SECONDS[1] else value
    if _SECONDS[0] < seconds < _SECONDS[1]:
        return datetime.fromtimestamp(seconds, UTC).date()
    return _of_text(str(value)) if isinstance(value, int) and 10**7 < value < 10**8 else None


def _of_text(text: str) -> date | None:
    text = text[:80]
    for pattern in (_ISO, _COMPACT):
        if match := pattern.match(text):
            return _day(int(match["y"]), int(match["m"]), int(match["d"]))
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        if match := pattern.match(text):
            month = _MONTHS.index(match["month"].lower()) + 1
            return _day(int(match["y"]), month, int(match["d"]))
    if match := _FIGURES.match(text):
        first, second = int(match["a"]), int(match["b"])
        # Full stops are the European way, which puts the day first; 3/4 may be either, and is not
        # read.
        if match["mark"] == "." or first > 12 or first == second:
            return _day(int(match["y"]), second, first)
        if second > 12:
            return _day(int(match["y"]), first, second)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
