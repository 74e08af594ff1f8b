from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.monitoring.status import LogStatus, Status, faults_of
from bot.monitoring.status_file import NoStatusError, read_status, write_status

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
HEALTHY = Status(
    version="1.2.3",
    process=7,
    started_at=NOW - timedelta(days=1),
    told_at=NOW - timedelta(seconds=4),
    heartbeat_age=40.0,
    gateway_latency=0.125,
    articles=2,
    passages=30,
    log=LogStatus(can_be_written=True, waiting=3, lost=0),
)


def test_nothing_is_wrong_with_a_healthy_bot() -> None:
    assert faults_of(HEALTHY, NOW) == ()


def test_a_bot_that_keeps_no_log_is_healthy() -> None:
    assert faults_of(replace(HEALTHY, log=None), NOW) == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"heartbeat_age": None}, "acknowledged no heartbeat yet"),
        ({"heartbeat_age": 57.0}, "acknowledged no heartbeat for 61 s"),
        ({"articles": 0}, "No article is loaded"),
        ({"answers_itself": False}, "does not find sentences of its own articles"),
        ({"log": LogStatus(can_be_written=False, waiting=12, lost=0)}, "in memory: 12."),
        ({"told_at": NOW - timedelta(seconds=31)}, "not updated its status for 31 s"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_wrong_is_said(changes: dict[str, object], fault: str) -> None:
    (said,) = faults_of(replace(HEALTHY, **changes), NOW)  # type: ignore[arg-type] # any field
    assert fault in said


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert len(faults_of(replace(HEALTHY, heartbeat_age=None, articles=0), NOW)) == 2


def test_a_heartbeat_a_minute_ago_is_still_in_time() -> None:
    assert faults_of(replace(HEALTHY, heartbeat_age=56.0), NOW) == ()


def test_a_clock_that_was_set_back_is_no_fault() -> None:
    assert faults_of(HEALTHY, NOW - timedelta(hours=1)) == ()


@pytest.mark.parametrize(
    "status", [HEALTHY, replace(HEALTHY, log=None, heartbeat_age=None, gateway_latency=None)]
)
def test_a_status_is_read_from_its_file_as_it_was_written(tmp_path: Path, status: Status) -> None:
    path = tmp_path / "status.json"
    write_status(path, status)
    assert read_status(path) == status
    assert [one.name for one in tmp_path.iterdir()] == ["status.json"]


def test_without_a_file_the_bot_does_not_run(tmp_path: Path) -> None:
    with pytest.raises(NoStatusError, match="is not running"):
        read_status(tmp_path / "status.json")


@pytest.mark.parametrize("content", [b"", b"[]", b'{"version": "0"}', b"\xff"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "status.json"
    path.write_bytes(content)
    with pytest.raises(NoStatusError, match="not written by this version"):
        read_status(path)
