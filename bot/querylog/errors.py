"""What can be wrong with the query log."""

from pathlib import Path

from bot.common.errors import VerbatimError


class QueryLogError(VerbatimError):
    """A file or server of the query log cannot be used; it was left as it is.

    The text names it, what is wrong with it and what to do.
    """

    def __init__(self, place: Path | str, fault: str, remedy: str) -> None:
        super().__init__(f"The query log cannot use {place}: {fault}. {remedy}")


class DatabaseLocked(QueryLogError):
    """Another process has locked the database; it may let go of it."""


class OutOfReach(QueryLogError):
    """A disk is full, fails or can only be read, or a server does not answer; that may pass."""


class LogUnavailable(VerbatimError):
    """The query log cannot be read or written at the moment."""

    def __init__(self, text: str = "") -> None:
        super().__init__(
            text or "The query log cannot be read or written at the moment; try again later."
        )


class RecordsUnavailable(LogUnavailable):
    """What is kept of a person cannot be read or deleted at the moment."""

    def __init__(self) -> None:
        super().__init__(
            "Your data cannot be read or deleted at the moment. Please try again later."
        )


class VoteDelayed(VerbatimError):
    """A vote cannot be written at the moment; giving it again later is safe."""
