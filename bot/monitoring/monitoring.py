"""Composition root of the monitoring."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from bot.common.background import in_background
from bot.config import Config
from bot.monitoring.endpoint import Endpoint, serving
from bot.monitoring.monitor import Monitor
from bot.monitoring.observer import Observer
from bot.monitoring.status_file import status_path

if TYPE_CHECKING:  # it needs the extra `metrics`
    from bot.monitoring.metrics import Metrics


def open_metrics(config: Config) -> "Metrics | None":
    """Return the metrics for Prometheus, if they are configured and installed; else None."""
    if config.health.port is None or find_spec("prometheus_client") is None:
        return None
    return cast("Metrics", import_module("bot.monitoring.metrics").Metrics())


def observer_of(metrics: "Metrics | None") -> Observer:
    """Return the observer of the bot's events."""
    return Observer() if metrics is None else metrics


@asynccontextmanager
async def monitoring(
    config: Config, monitor: Monitor, metrics: "Metrics | None"
) -> AsyncIterator[None]:
    """Publish the bot's status while the block runs. Raises EndpointError."""
    if metrics is not None:
        metrics.follow(monitor.status)
    async with serving(config.health, Endpoint(monitor.status, metrics)):
        path = status_path(config.log.path, config.discord.shard_ids)
        async with in_background(monitor.tell(path), "monitor"):
            yield
