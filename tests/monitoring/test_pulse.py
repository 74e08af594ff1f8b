import math
from collections.abc import Sequence

import pytest

from bot.monitoring.pulse import Pulse


class Connection:
    """A gateway and a clock that do what they are told."""

    def __init__(self) -> None:
        self.latency = math.inf
        self.others: dict[int, float] = {}
        self.now = 1_000.0

    @property
    def latencies(self) -> Sequence[tuple[int, float]]:
        return [(0, self.latency), *self.others.items()]

    def clock(self) -> float:
        return self.now


@pytest.fixture
def connection() -> Connection:
    return Connection()


@pytest.fixture
def pulse(connection: Connection) -> Pulse:
    return Pulse(connection, connection.clock)


@pytest.mark.parametrize("latency", [math.inf, math.nan])
def test_before_the_first_acknowledgement_there_is_no_age(
    connection: Connection, pulse: Pulse, latency: float
) -> None:
    connection.latency = latency
    assert (pulse.feel(), pulse.latency) == (None, None)


def test_the_age_counts_from_when_the_latency_changed(connection: Connection, pulse: Pulse) -> None:
    connection.latency = 0.125
    assert pulse.feel() == 0
    connection.now += 40
    assert pulse.feel() == 40
    connection.latency = 0.1250001
    assert (pulse.feel(), pulse.latency) == (0, 0.1250001)


def test_on_a_new_connection_the_last_acknowledgement_counts_on(
    connection: Connection, pulse: Pulse
) -> None:
    connection.latency = 0.125
    pulse.feel()
    connection.latency = math.inf
    connection.now += 5
    assert (pulse.feel(), pulse.latency) == (5, 0.125)


def test_of_several_shards_the_one_that_is_silent_longest_counts(
    connection: Connection, pulse: Pulse
) -> None:
    connection.latency, connection.others = 0.125, {1: 0.25}
    pulse.feel()
    connection.now += 40
    connection.latency = 0.126
    assert (pulse.feel(), pulse.latency) == (40, 0.25)


def test_while_a_shard_has_had_no_acknowledgement_there_is_no_age(
    connection: Connection, pulse: Pulse
) -> None:
    connection.latency, connection.others = 0.125, {1: math.inf}
    assert pulse.feel() is None
    connection.others = {1: 0.25}
    assert pulse.feel() == 0


def test_before_there_is_a_shard_there_is_no_age(pulse: Pulse, connection: Connection) -> None:
    unconnected = Pulse(NoShards(), connection.clock)
    assert (unconnected.feel(), unconnected.latency) == (None, None)


class NoShards:
    """A client that has not begun to connect."""

    latencies: Sequence[tuple[int, float]] = ()
