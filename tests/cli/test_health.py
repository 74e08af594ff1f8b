from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.monitoring.status_file import write_status
from tests.cli.conftest import Verbatim
from tests.monitoring.test_status import HEALTHY


@pytest.fixture
def status(folder: Path) -> Path:
    """Where a running bot tells how it is."""
    (folder / "data").mkdir()
    return folder / "data" / "status.json"


def test_a_healthy_bot_has_status_0(verbatim: Verbatim, status: Path) -> None:
    write_status(status, replace(HEALTHY, told_at=datetime.now(UTC)))
    result = verbatim("health")
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "Healthy: a heartbeat was acknowledged 40 s ago, 2 articles with 30 sentences loaded,"
        " the query log is written, 3 entries waiting.\n"
    )


def test_one_that_is_not_has_status_1_and_says_why(verbatim: Verbatim, status: Path) -> None:
    write_status(status, replace(HEALTHY, told_at=datetime.now(UTC), articles=0))
    result = verbatim("health")
    assert (result.status, result.out) == (1, "No article is loaded.\n")


def test_where_none_runs_it_has_status_1(verbatim: Verbatim) -> None:
    result = verbatim("health")
    assert result.status == 1
    assert "The bot is not running" in result.out


def test_of_several_processes_the_one_of_the_configuration_is_looked_at(
    verbatim: Verbatim, folder: Path, status: Path
) -> None:
    for shard in (0, 1):
        config = f"discord: {{shard_ids: [{shard}], shard_count: 2}}\n"
        (folder / f"config-{shard}.yaml").write_text(config, "utf-8")
    well = replace(HEALTHY, told_at=datetime.now(UTC))
    write_status(status.with_name("status-1.json"), well)
    assert verbatim("health", "--config", "config-1.yaml").status == 0
    assert "status-0.json" in verbatim("health", "--config", "config-0.yaml").out
