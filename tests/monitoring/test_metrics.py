from collections.abc import Callable
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families  # noqa: TID251 (what reads it)

from bot.monitoring.metrics import Metrics
from bot.monitoring.monitor import Monitor
from bot.querylog.log import QueryLog
from bot.querylog.sqlite.store import SqliteStore


@pytest.fixture
def metrics(make_monitor: Callable[[], Monitor]) -> Metrics:
    metrics = Metrics()
    metrics.follow(make_monitor().status)
    return metrics


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    """Read one value as Prometheus does; None where there is none."""
    for family in text_string_to_metric_families(metrics.expose().decode()):
        for sample in family.samples:
            if (sample.name, sample.labels) == (name, labels):
                return float(sample.value)
    return None


def test_questions_are_counted_by_front_end_and_outcome(metrics: Metrics) -> None:
    metrics.asked("discord", "answered", 0.004)
    metrics.asked("discord", "answered", 0.004)
    metrics.asked("discord", "failed", 0.004)
    name = "verbatim_questions_total"
    assert value(metrics, name, front_end="discord", outcome="answered") == 2
    assert value(metrics, name, front_end="discord", outcome="failed") == 1
    assert value(metrics, name, front_end="discord", outcome="unanswered") is None


def test_a_refused_question_is_counted_and_is_no_quick_answer(metrics: Metrics) -> None:
    metrics.refused("discord")
    labels = {"front_end": "discord", "outcome": "refused"}
    assert value(metrics, "verbatim_questions_total", **labels) == 1
    assert value(metrics, "verbatim_answer_seconds_count", front_end="discord") is None


def test_the_time_of_answers_is_a_histogram(metrics: Metrics) -> None:
    metrics.asked("discord", "answered", 0.004)
    metrics.asked("discord", "unanswered", 0.3)
    bucket = "verbatim_answer_seconds_bucket"
    assert value(metrics, bucket, front_end="discord", le="0.0025") == 0
    assert value(metrics, bucket, front_end="discord", le="0.005") == 1
    assert value(metrics, bucket, front_end="discord", le="+Inf") == 2
    assert value(metrics, "verbatim_answer_seconds_sum", front_end="discord") == pytest.approx(
        0.304
    )


def test_reconnects_are_counted(metrics: Metrics) -> None:
    assert value(metrics, "verbatim_gateway_reconnects_total") == 0
    metrics.reconnected()
    assert value(metrics, "verbatim_gateway_reconnects_total") == 1


def test_what_is_loaded_and_the_latency_are_those_of_the_moment(metrics: Metrics) -> None:
    assert value(metrics, "verbatim_articles") == 1
    assert value(metrics, "verbatim_passages") == 2
    assert value(metrics, "verbatim_gateway_latency_seconds") == 0.125


def test_without_a_query_log_nothing_is_said_of_it(metrics: Metrics) -> None:
    assert value(metrics, "verbatim_log_waiting") is None


async def test_the_query_log_says_what_waits_and_what_is_lost(
    make_monitor: Callable[..., Monitor], tmp_path: Path
) -> None:
    metrics = Metrics()
    async with QueryLog.open(SqliteStore(tmp_path / "log.sqlite3")) as log:
        metrics.follow(make_monitor(log).status)
        assert value(metrics, "verbatim_log_waiting") == 0
        assert value(metrics, "verbatim_log_lost_total") == 0
        assert value(metrics, "verbatim_log_writable") == 1


def test_two_bots_in_a_process_count_apart(metrics: Metrics) -> None:
    Metrics().reconnected()
    assert value(metrics, "verbatim_gateway_reconnects_total") == 0
