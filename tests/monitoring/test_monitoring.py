import pytest

from bot.config import Config
from bot.monitoring.metrics import Metrics
from bot.monitoring.monitoring import observer_of, open_metrics
from bot.monitoring.observer import Observer

WITH_PORT = Config.model_validate({"health": {"port": 9_000}})


def test_what_the_bot_does_is_counted_where_it_can_be_read() -> None:
    metrics = open_metrics(WITH_PORT)
    assert isinstance(metrics, Metrics)
    assert observer_of(metrics) is metrics


def test_without_a_port_nothing_is_counted() -> None:
    assert open_metrics(Config()) is None
    assert isinstance(observer_of(None), Observer)


def test_without_the_extra_nothing_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.monitoring.monitoring.find_spec", lambda _name: None)
    assert open_metrics(WITH_PORT) is None
