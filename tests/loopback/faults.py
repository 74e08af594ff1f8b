"""Faults of the HTTP interface, ordered beforehand for the requests that they shall befall."""

import asyncio
import re
from dataclasses import dataclass, field

from tests.loopback.replies import Reply, error, rate_limited

CALLBACK = r"POST /interactions/\d+/[^/]+/callback"
ORIGINAL = r"PATCH /webhooks/\d+/[^/]+/messages/@original"
SEND = r"POST /channels/\d+/messages"
ANY = r".*"


@dataclass(frozen=True, slots=True)
class Fault:
    """What befalls a request whose method and path match `route`, so many `times`.

    It is kept waiting for `seconds` first. Then it is answered by `reply`, or where `hangs_up` the
    connection is cut; without either it is carried out as ever. `is_done` says that it is carried
    out all the same, only that the bot does not learn of it.
    """

    route: str
    seconds: float = 0.0
    reply: Reply | None = None
    hangs_up: bool = False
    is_done: bool = False
    times: int = 1

    def befalls(self, request: str) -> bool:
        """Whether it is meant for a request, as 'POST /path'."""
        return re.fullmatch(self.route, request) is not None


def limited(route: str, seconds: float, *, is_global: bool = False) -> Fault:
    """A request that came too often."""
    return Fault(route, reply=rate_limited(seconds, is_global=is_global))


def failing(route: str, status: int, *, times: int = 1, is_done: bool = False) -> Fault:
    """A failure of Discord's own, 500 or 502."""
    reply = error(status, 0, f"{status}: Server Error")
    return Fault(route, reply=reply, times=times, is_done=is_done)


@dataclass(slots=True)
class Faults:
    """The faults that are still to come, and how many there have been."""

    injected: int = 0
    _ordered: list[Fault] = field(default_factory=list)
    _left: list[int] = field(default_factory=list)

    async def has_injected(self) -> None:
        """Wait until all that were ordered are under way. Raises TimeoutError."""
        async with asyncio.timeout(30):
            while not self.are_over:  # noqa: ASYNC110 - a test may look now and then
                await asyncio.sleep(0.01)

    def order(self, *faults: Fault) -> None:
        """Have these faults befall the next requests that they match, each its number of times."""
        self._ordered += faults
        self._left += (one.times for one in faults)

    def take(self, request: str) -> Fault | None:
        """Return the fault that befalls a request, the one ordered first."""
        for index, fault in enumerate(self._ordered):
            if fault.befalls(request):
                self.injected += 1
                self._left[index] -= 1
                if not self._left[index]:
                    del self._ordered[index], self._left[index]
                return fault
        return None

    @property
    def are_over(self) -> bool:
        """Whether all that were ordered have happened."""
        return not self._ordered
