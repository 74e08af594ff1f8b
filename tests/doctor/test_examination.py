import socket
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import Config
from bot.doctor.examination import examine
from bot.doctor.model import Finding, Verdict
from bot.monitoring.status_file import status_path, write_status
from tests.doctor.conftest import TOKEN, MakeConfig, verdicts
from tests.monitoring.test_status import HEALTHY, NOW


def look_at(config: Config, **environ: str) -> list[Finding]:
    return list(examine(config, None, environ, NOW))


def of(subject: str, findings: list[Finding]) -> Finding:
    (finding,) = [one for one in findings if one.subject == subject]
    return finding


def test_a_host_with_everything_has_no_fault(make_config: MakeConfig) -> None:
    findings = look_at(make_config(), DISCORD_TOKEN=TOKEN)
    assert set(verdicts(findings)) == {Verdict.FINE}


def test_nobody_is_asked_and_nothing_is_made(
    make_config: MakeConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "socket", None)
    before = sorted(tmp_path.rglob("*"))
    config = make_config(health={"port": 9_000})
    assert look_at(config, DISCORD_TOKEN=TOKEN)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_running_bot_is_told_of(make_config: MakeConfig) -> None:
    config = make_config()
    assert of("bot", look_at(config)).text == "is not running"
    path = status_path(config.log.path)
    path.parent.mkdir()
    write_status(path, HEALTHY)
    assert of("bot", look_at(config)).text == "is running as process 7, and healthy"
    path.write_text("{}")
    assert "not written by this version" in of("bot", look_at(config)).text
    write_status(path, replace(HEALTHY, told_at=NOW - timedelta(hours=1)))
    assert of("bot", look_at(config)).verdict is Verdict.HINT


def test_of_several_processes_it_is_told_of_the_one_that_is_configured_here(
    make_config: MakeConfig,
) -> None:
    config = make_config(discord={"shard_count": 4, "shard_ids": [2, 3]})
    path = status_path(config.log.path, (2, 3))
    path.parent.mkdir()
    write_status(path, HEALTHY)
    assert "and healthy" in of("bot", look_at(config)).text
    others = make_config(discord={"shard_count": 4, "shard_ids": [0, 1]})
    assert of("bot", look_at(others)).text == "is not running"


@pytest.mark.parametrize(
    ("host", "verdict"),
    [
        ("127.0.0.1", Verdict.FINE),
        ("::1", Verdict.FINE),
        ("localhost", Verdict.FINE),
        ("0.0.0.0", Verdict.HINT),  # noqa: S104 - told of, not listened on
    ],
)
def test_health_that_other_machines_see_is_to_be_thought_of(
    make_config: MakeConfig, host: str, verdict: Verdict
) -> None:
    config = make_config(health={"port": 9_000, "host": host})
    assert of("health", look_at(config)).verdict is verdict
