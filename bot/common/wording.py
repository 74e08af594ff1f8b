"""English for numbers and dates, alike in every command."""

from datetime import date

# Not strftime's: those follow the locale of the machine.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def write_day(day: date) -> str:
    """Write a day in English: 22 March 2025."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def write_count(count: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: 1 article, 1,024 articles; `many` is `one` with an s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
