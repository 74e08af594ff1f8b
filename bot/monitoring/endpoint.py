"""The health endpoint: GET /health, and with the extra `metrics`, GET /metrics."""

import asyncio
import json
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from aiohttp import web

from bot.common.errors import VerbatimError
from bot.config.model import Health
from bot.monitoring.connections import ConnectionLimit
from bot.monitoring.status import Status, faults_of
from bot.monitoring.status_file import as_json

if TYPE_CHECKING:  # it needs the extra `metrics`
    from bot.monitoring.metrics import Metrics

logger = logging.getLogger(__name__)

_BACKLOG = 16
"""Connections that are accepted at a time, before the oldest of too many can end."""

_NO_METRICS = "Install what this needs: pip install '.[metrics]'\n"


class EndpointError(VerbatimError):
    """The configured port cannot be listened on."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Answers requests with counts and times; no question is shown."""

    status: Callable[[], Status]
    metrics: "Metrics | None"

    async def health(self, _request: web.Request) -> web.Response:
        """Answer 200 if the bot is healthy, else 503 with its faults."""
        status = self.status()
        faults = faults_of(status, datetime.now(UTC))
        body = {"healthy": not faults, "faults": faults, **as_json(status)}
        return web.json_response(
            body, status=503 if faults else 200, dumps=lambda one: json.dumps(one, indent=1) + "\n"
        )

    async def expose(self, _request: web.Request) -> web.Response:
        """Answer with the metrics, or with how to get them."""
        if self.metrics is None:
            return web.Response(text=_NO_METRICS, status=404)
        headers = {"Content-Type": self.metrics.content_type}
        return web.Response(body=self.metrics.expose(), headers=headers)


@asynccontextmanager
async def serving(config: Health, endpoint: Endpoint) -> AsyncIterator[None]:
    """Listen on the configured port while the block runs; without one, do nothing.

    Raises EndpointError if it cannot be listened on.
    """
    if config.port is None:
        yield
        return
    application = web.Application()
    application.router.add_get("/health", endpoint.health)
    application.router.add_get("/metrics", endpoint.expose)
    # No access log: a probe every few seconds would bury everything else.
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        server = cast("web.Server", runner.server)  # it has one, once it is set up
        listener = await _listen(config, ConnectionLimit(server))
        try:
            logger.info("Health is served on http://%s:%d/health", config.host, config.port)
            yield
        finally:
            listener.close()
    finally:
        await runner.cleanup()


async def _listen(config: Health, limit: ConnectionLimit) -> asyncio.Server:
    """Listen on the configured port. Raises EndpointError."""
    try:
        return await asyncio.get_running_loop().create_server(
            limit, config.host, config.port, backlog=_BACKLOG
        )
    except OSError as error:
        raise EndpointError(
            f"The bot cannot listen on {config.host}, port {config.port}: {_reason(error)}."
            " Set another health.port or health.host, or leave health.port empty."
        ) from error


def _reason(error: OSError) -> str:
    """Return the system's error message, without asyncio's additions."""
    number = error.errno
    # Where a name is not known, the number is one of another kind, below 0.
    return os.strerror(number) if number is not None and number > 0 else f"{error}"
