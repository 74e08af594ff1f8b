"""Counts events of the bot for Prometheus; needs the extra `metrics`."""

from collections.abc import Callable, Iterator

from prometheus_client import (  # noqa: TID251 (the one module that may)
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST  # noqa: TID251
from prometheus_client.metrics_core import (  # noqa: TID251
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)

from bot.monitoring.observer import Observer, Outcome
from bot.monitoring.status import Status
from bot.querylog.model import FrontEnd

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics(Observer):
    """An observer that Prometheus can read, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._questions = Counter(
            *("verbatim_questions", "Questions by outcome."),
            ("front_end", "outcome"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            *("verbatim_answer_seconds", "Time from the question to its answer, before Discord's."),
            ("front_end",),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._reconnects = Counter(
            *("verbatim_gateway_reconnects", "Reconnections to the gateway."),
            registry=self._registry,
        )
        self._unread = Counter(
            *("verbatim_gateway_events_unread", "Events of Discord's that could not be read."),
            ("event",),
            registry=self._registry,
        )
        ProcessCollector(registry=self._registry)

    def asked(self, front_end: FrontEnd, outcome: Outcome, seconds: float) -> None:
        """Count a question, and how long it took."""
        self._questions.labels(front_end, outcome).inc()
        self._seconds.labels(front_end).observe(seconds)

    def refused(self, front_end: FrontEnd) -> None:
        """Count a question that took no time to speak of."""
        self._questions.labels(front_end, "refused").inc()

    def reconnected(self) -> None:
        """Count it."""
        self._reconnects.inc()

    def unread(self, event: str) -> None:
        """Count it; there are no more types than discord.py knows."""
        self._unread.labels(event).inc()

    def follow(self, status: Callable[[], Status]) -> None:
        """Also expose the bot's status at the time of each request; to be called once."""
        self._registry.register(_StatusCollector(status))

    @property
    def content_type(self) -> str:
        """The media type of Prometheus's text format."""
        return CONTENT_TYPE_LATEST

    def expose(self) -> bytes:
        """Return all in Prometheus's text format."""
        return generate_latest(self._registry)


class _StatusCollector:
    """Makes metrics of a status when they are asked for."""

    def __init__(self, status: Callable[[], Status]) -> None:
        self._status = status

    def describe(self) -> Iterator[Metric]:
        """Name nothing before: the status is looked at only when it is asked for."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """Look at the bot."""
        status = self._status()
        build = InfoMetricFamily("verbatim_build", "The version that runs.")
        build.add_metric((), {"version": status.version})
        yield build
        yield _gauge("verbatim_articles", "Articles loaded.", status.articles)
        yield _gauge("verbatim_passages", "Sentences loaded.", status.passages)
        yield _gauge(
            "verbatim_gateway_latency_seconds",
            "Time that the gateway took to acknowledge the last heartbeat.",
            status.gateway_latency,
        )
        yield _gauge(
            "verbatim_gateway_heartbeat_age_seconds",
            "Time since the gateway acknowledged a heartbeat.",
            status.heartbeat_age,
        )
        if status.log is not None:
            yield _gauge("verbatim_log_waiting", "Entries not written yet.", status.log.waiting)
            yield _gauge(
                "verbatim_log_writable",
                "Whether the query log can be written.",
                int(status.log.can_be_written),
            )
            lost = status.log.lost
            yield CounterMetricFamily("verbatim_log_lost", "Entries never written.", value=lost)


def _gauge(name: str, about: str, value: float | None) -> Metric:
    """Make a gauge, without a value if there is none yet."""
    gauge = GaugeMetricFamily(name, about)
    if value is not None:
        gauge.add_metric((), value)
    return gauge
