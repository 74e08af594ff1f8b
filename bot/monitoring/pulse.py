"""Tells how long ago Discord's gateway acknowledged a heartbeat."""

import math
import time
from collections.abc import Callable
from typing import Protocol


class Gateway(Protocol):
    """What is known of the connection to Discord."""

    @property
    def latency(self) -> float:
        """Seconds from the last acknowledged heartbeat to its acknowledgement.

        Infinite or not a number where there is none.
        """


class Pulse:
    """Notes when the latency changes, which it does with each acknowledgement.

    discord.py lets out nothing else of them. Measured to a fraction of a microsecond, two in a row
    are as good as never the same.
    """

    def __init__(self, gateway: Gateway, clock: Callable[[], float] = time.monotonic) -> None:
        self._gateway = gateway
        self._clock = clock
        self._latency: float | None = None
        self._acknowledged_at = 0.0

    @property
    def latency(self) -> float | None:
        """The last latency in seconds; None before the first acknowledgement."""
        return self._latency

    def feel(self) -> float | None:
        """Return how many seconds ago a heartbeat was acknowledged, None where none was.

        To be called often: an acknowledgement is taken to have come when it is first seen.
        """
        latency = self._gateway.latency
        if math.isfinite(latency) and latency != self._latency:
            self._latency = latency
            self._acknowledged_at = self._clock()
        return None if self._latency is None else self._clock() - self._acknowledged_at
