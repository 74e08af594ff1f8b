"""The interface for counting what the bot does."""

from typing import Literal, Protocol

from bot.querylog.model import FrontEnd

Outcome = Literal["answered", "unanswered", "failed"]


class Observer(Protocol):
    """Counts events; never raises and never waits."""

    def asked(self, front_end: FrontEnd, outcome: Outcome, seconds: float) -> None:
        """A question came to an end so many seconds after it was asked."""

    def refused(self, front_end: FrontEnd) -> None:
        """A question was not answered, since too much was asked."""

    def reconnected(self) -> None:
        """The connection to Discord's gateway was lost and is there again."""

    def unread(self, event: str) -> None:
        """An event of Discord's, by its type, could not be read, and was passed over."""


class NoObserver:
    """Counts nothing."""

    def asked(self, front_end: FrontEnd, outcome: Outcome, seconds: float) -> None:
        """Let it go."""

    def refused(self, front_end: FrontEnd) -> None:
        """Let it go."""

    def reconnected(self) -> None:
        """Let it go."""

    def unread(self, event: str) -> None:
        """Let it go."""
