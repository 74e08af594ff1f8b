"""Remembers the last answer of each person and channel, for follow-up questions.

It is kept in memory alone: for each person and channel the sentences that were quoted last, by
their short names, for a few minutes, and of no more than so many people at once.
"""

from collections import OrderedDict
from datetime import datetime, timedelta

from bot.discord_app.sources.citations import Citations

KEPT = timedelta(minutes=5)
MOST = 1_000


_Key = tuple[int, int | None, bool]
"""Who was answered, where, and whether in private."""


class Conversations:
    """The last answers, the oldest first."""

    def __init__(self) -> None:
        self._latest: OrderedDict[_Key, tuple[datetime, Citations]] = OrderedDict()

    def remember(
        self,
        asker: int,
        channel: int | None,
        at: datetime,
        quoted: Citations,
        *,
        private: bool = False,
    ) -> None:
        """Remember the answer to somebody in a channel, and forget expired ones."""
        self._latest[asker, channel, private] = at, quoted
        self._latest.move_to_end((asker, channel, private))
        while len(self._latest) > MOST or at - self._oldest() > KEPT:
            self._latest.popitem(last=False)

    def recall(
        self, asker: int, channel: int | None, at: datetime, *, private: bool = False
    ) -> Citations:
        """Return the sentences quoted last to somebody in a channel; empty if that is too long ago.

        A public question follows up on public answers only, a private one on both.
        """
        # A public answer that goes on from a private one would tell the channel what was asked in
        # private.
        trails = (False, True) if private else (False,)
        kept = (self._latest.get((asker, channel, one), (at, ())) for one in trails)
        recent = [one for one in kept if one[1] and at - one[0] <= KEPT]
        return max(recent, key=lambda one: one[0])[1] if recent else ()

    def forget(self, asker: int, channel: int | None, *, private: bool = False) -> None:
        """Make the next question of somebody in a channel start afresh.

        A private question leaves the public conversation as it is.
        """
        for one in (True,) if private else (False, True):
            self._latest.pop((asker, channel, one), None)

    def _oldest(self) -> datetime:
        return next(iter(self._latest.values()))[0]
