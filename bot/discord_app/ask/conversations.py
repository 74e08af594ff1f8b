"""What people were answered last, so that their next question can go on from it.

It is kept in memory alone: for each person and channel the sentences that were quoted last, by
their short names, for a few minutes, and of no more than so many people at once.
"""

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.discord_app.sources.citations import Citations

KEPT = timedelta(minutes=5)
MOST = 1_000


class Conversations:
    """The last answers, the oldest first."""

    def __init__(self) -> None:
        self._latest: OrderedDict[tuple[int, int | None], tuple[datetime, Citations]] = (
            OrderedDict()
        )

    def remember(self, asker: int, channel: int | None, at: datetime, quoted: Citations) -> None:
        """Keep what somebody was answered in a channel, and forget what has been kept too long."""
        self._latest[asker, channel] = at, quoted
        self._latest.move_to_end((asker, channel))
        while len(self._latest) > MOST or at - self._oldest() > KEPT:
            self._latest.popitem(last=False)

    def recall(self, asker: int, channel: int | None, at: datetime) -> Citations:
        """Return what somebody was quoted last in a channel; empty where that is too long ago."""
        then, quoted = self._latest.get((asker, channel), (at, ()))
        return quoted if at - then <= KEPT else ()

    def forget(self, asker: int, channel: int | None) -> None:
        """Let the next question of somebody in a channel go on from nothing."""
        self._latest.pop((asker, channel), None)

    def _oldest(self) -> datetime:
        return next(iter(self._latest.values()))[0]
