import math
from collections.abc import Sequence

import pytest

from bot.monitoring.heartbeat_age import HeartbeatAge


class Connection:
    """A gateway and a clock that do what they are told."""

    def __init__(self) -> None:
        self.latency = math.inf
        self.others: dict[int, float] = {}
        self.now = 1_000.0

    def latencies(self) -> Sequence[tuple[int, float]]:
        return [(0, self.latency), *self.others.items()]

    def clock(self) -> float:
        return self.now


@pytest.fixture
def connection() -> Connection:
    return Connection()


@pytest.fixture
def age(connection: Connection) -> HeartbeatAge:
    return HeartbeatAge(connection.latencies, connection.clock)


@pytest.mark.parametrize("latency", [math.inf, math.nan])
def test_before_the_first_acknowledgement_there_is_no_age(
    connection: Connection, age: HeartbeatAge, latency: float
) -> None:
    connection.latency = latency
    assert (age.feel(), age.latency) == (None, None)


def test_the_age_counts_from_when_the_latency_changed(
    connection: Connection, age: HeartbeatAge
) -> None:
    connection.latency = 0.125
    assert age.feel() == 0
    connection.now += 40
    assert age.feel() == 40
    connection.latency = 0.1250001
    assert (age.feel(), age.latency) == (0, 0.1250001)


def test_on_a_new_connection_the_last_acknowledgement_counts_on(
    connection: Connection, age: HeartbeatAge
) -> None:
    connection.latency = 0.125
    age.feel()
    connection.latency = math.inf
    connection.now += 5
    assert (age.feel(), age.latency) == (5, 0.125)


def test_of_several_shards_the_one_that_is_silent_longest_counts(
    connection: Connection, age: HeartbeatAge
) -> None:
    connection.latency, connection.others = 0.125, {1: 0.25}
    age.feel()
    connection.now += 40
    connection.latency = 0.126
    assert (age.feel(), age.latency) == (40, 0.25)


def test_while_a_shard_has_had_no_acknowledgement_there_is_no_age(
    connection: Connection, age: HeartbeatAge
) -> None:
    connection.latency, connection.others = 0.125, {1: math.inf}
    assert age.feel() is None
    connection.others = {1: 0.25}
    assert age.feel() == 0


def test_before_there_is_a_shard_there_is_no_age(age: HeartbeatAge, connection: Connection) -> None:
    unconnected = HeartbeatAge(tuple, connection.clock)
    assert (unconnected.feel(), unconnected.latency) == (None, None)
