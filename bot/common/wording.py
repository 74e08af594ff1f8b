"""English numbers, dates and names, alike in every command."""

import re
from collections.abc import Sequence
from datetime import date

# Not strftime's: those follow the locale of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

# Words that have a capital only because a sentence begins with them. Articles may also belong to a
# name ('The Hague'), so that a small letter has to follow.
_CAPITALISED = re.compile(
    r"(?:Its|His|Her|Their|Our|My|Your|Його|Її|Їхн\w+)\b"
    r"|(?:The|An?|One|Two|Some|Several|Another|This|That|These|Those)(?= [a-z])"
)


def write_day(day: date) -> str:
    """Write a day in English: 22 March 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def write_count(count: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: 1 article, 1,024 articles; `many` is `one` with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def write_choice(options: Sequence[str]) -> str:
    """Write a list of alternatives: 'de, en or uk'."""
    *others, last = options
    return f"{', '.join(others)} or {last}" if others else last


def inside_sentence(name: str) -> str:
    """Write a name from the start of a sentence as inside one: 'Its captain' as 'its captain'."""
    return name[0].lower() + name[1:] if _CAPITALISED.match(name) else name
