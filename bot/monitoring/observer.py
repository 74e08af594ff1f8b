"""The interface for counting what the bot does."""

from typing import Literal

from bot.querylog.model import FrontEnd

Outcome = Literal["answered", "unanswered", "failed"]


class Observer:
    """Counts events; never raises and never waits. This one lets them all go."""

    def asked(self, front_end: FrontEnd, outcome: Outcome, seconds: float) -> None:
        """A question came to an end so many seconds after it was asked."""

    def refused(self, front_end: FrontEnd) -> None:
        """A question was not answered, since too much was asked."""

    def reconnected(self) -> None:
        """The connection to Discord's gateway was lost and is there again."""

    def unread(self, event: str) -> None:
        """An event of Discord's, by its type, could not be read, and was passed over."""
