import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest

from bot.config.model import Health
from bot.monitoring.endpoint import Endpoint, EndpointError, serving
from bot.monitoring.metrics import Metrics
from bot.monitoring.monitor import Monitor


@pytest.fixture
def monitor(make_monitor: Callable[[], Monitor]) -> Monitor:
    return make_monitor()


@asynccontextmanager
async def asking(port: int, endpoint: Endpoint, path: str) -> AsyncIterator[aiohttp.ClientResponse]:
    async with (
        serving(Health(port=port), endpoint),
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
        session.get(path) as response,
    ):
        yield response


async def test_a_healthy_bot_says_so_with_200(port: int, monitor: Monitor) -> None:
    async with asking(port, Endpoint(monitor.status, None), "/health") as response:
        said = await response.json()
    assert response.status == 200
    assert (said["healthy"], said["faults"], said["articles"]) == (True, [], 1)


async def test_one_that_is_not_says_what_is_wrong_with_503(port: int, monitor: Monitor) -> None:
    status = replace(monitor.status(), heartbeat_age=75.0)
    async with asking(port, Endpoint(lambda: status, None), "/health") as response:
        said = await response.json()
    assert response.status == 503
    assert said["healthy"] is False
    assert said["faults"] == ["Discord's gateway has acknowledged no heartbeat for 75 s."]


async def test_metrics_are_told_where_they_are_counted(port: int, monitor: Monitor) -> None:
    metrics = Metrics()
    metrics.follow(monitor.status)
    async with asking(port, Endpoint(monitor.status, metrics), "/metrics") as response:
        text = await response.text()
    assert response.status == 200
    assert response.headers["Content-Type"] == metrics.content_type
    assert "\nverbatim_articles 1.0\n" in text


async def test_without_the_extra_it_is_said_what_metrics_need(port: int, monitor: Monitor) -> None:
    async with asking(port, Endpoint(monitor.status, None), "/metrics") as response:
        assert response.status == 404
        assert "pip install '.[metrics]'" in await response.text()


async def test_a_port_that_is_taken_is_refused_with_what_to_set(monitor: Monitor) -> None:
    endpoint = Endpoint(monitor.status, None)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(EndpointError, match=r": Address already in use\. Set .*health\.port"):
            async with serving(Health(port=taken.getsockname()[1]), endpoint):
                pass


async def test_an_address_of_another_machine_is_refused_with_what_to_set(
    monitor: Monitor, port: int
) -> None:
    health = Health(port=port, host="192.0.2.1")  # of no machine, by RFC 5737
    with pytest.raises(EndpointError, match=r"192\.0\.2\.1, port .*health\.host"):
        async with serving(health, Endpoint(monitor.status, None)):
            pass


async def test_without_a_port_nothing_listens(monitor: Monitor) -> None:
    async with serving(Health(), Endpoint(monitor.status, None)):
        pass
