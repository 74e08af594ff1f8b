"""The heartbeat age: how long ago Discord's gateway acknowledged a heartbeat."""

import math
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

Latencies: TypeAlias = Callable[[], Sequence[tuple[int, float]]]
"""Returns, for each shard, the seconds from its last acknowledged heartbeat to the acknowledgement:
infinite or not a number before the first."""


class _Beat(NamedTuple):
    latency: float
    at: float


class HeartbeatAge:
    """Notes when a latency changes, which it does with each acknowledgement.

    discord.py exposes nothing else of them. Latencies are measured to a fraction of a microsecond,
    so that two in a row are practically never equal. Of several shards, the worst one counts.
    """

    def __init__(self, latencies: Latencies, clock: Callable[[], float] = time.monotonic) -> None:
        self._latencies = latencies
        self._clock = clock
        self._beats: dict[int, _Beat | None] = {}

    @property
    def latency(self) -> float | None:
        """The longest of the last latencies in seconds; None before the first acknowledgement."""
        return max((beat.latency for beat in self._beats.values() if beat), default=None)

    def feel(self) -> float | None:
        """Return how many seconds ago the last shard of all was acknowledged a heartbeat.

        None if one has had none yet. To be called often: an acknowledgement is taken to have
        come when it is first seen.
        """
        for shard, latency in self._latencies():
            known = self._beats.setdefault(shard, None)
            if math.isfinite(latency) and (known is None or latency != known.latency):
                self._beats[shard] = _Beat(latency, self._clock())
        beats = [beat for beat in self._beats.values() if beat]
        # One shard without a heartbeat is enough: its servers get no answers.
        if not beats or len(beats) < len(self._beats):
            return None
        return self._clock() - min(beat.at for beat in beats)
