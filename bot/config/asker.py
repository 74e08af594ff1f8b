"""How the query log records the person who asked."""

from enum import StrEnum


class Who(StrEnum):
    """Pseudonymous (a keyed hash), by Discord id, or not at all."""

    HASHED = "hashed"
    PLAIN = "plain"
    NONE = "none"
