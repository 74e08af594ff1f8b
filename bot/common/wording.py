"""Words that every front end uses alike."""

from datetime import date

from bot.articles.model import Passage
from bot.retrieval.model import Attribution

NO_ANSWER = "No loaded article answers that."
LEFT_OPEN = "That says too little by itself; please ask in full."
NEAREST_HEADLINES = "The nearest headlines I know of:"

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


def write_sources(attribution: Attribution) -> str:
    """Say whom a passage names as its source: 'said by KCNA, via AP'; empty where it names none."""
    parts: list[str] = []
    if attribution.said_by:
        where = " (named nearby)" if attribution.inferred else ""
        parts.append(f"said by {', '.join(attribution.said_by)}{where}")
    if attribution.via:
        parts.append(f"via {', '.join(attribution.via)}")
    return ", ".join(parts)


def name_neighbour(neighbour: Passage, passage: Passage) -> str:
    """Name a sentence by where it stands beside another: 'The sentence before'."""
    return f"The sentence {'before' if neighbour.precedes(passage) else 'after'}"
