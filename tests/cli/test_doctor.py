from pathlib import Path

import pytest

from tests.cli.conftest import Verbatim
from tests.doctor.conftest import TOKEN


def test_where_nothing_is_to_be_mended_the_status_is_0(
    verbatim: Verbatim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    result = verbatim("doctor")
    assert (result.status, result.err) == (0, "")
    *lines, last = result.out.splitlines()
    assert {line.split()[0] for line in lines} == {"ok"}
    assert last == "0 problems, 0 hints. The bot can be started."


def test_what_is_to_be_mended_is_said_with_how_and_the_status_is_1(
    verbatim: Verbatim, folder: Path
) -> None:
    (folder / "token").write_text(TOKEN)
    (folder / "token").chmod(0o644)
    (folder / "config.yaml").write_text("discord: {token_file: token}\n")
    result = verbatim("doctor")
    assert result.status == 1
    assert (
        "error  token          Other users on this machine can read token\n"
        "                      chmod 600 token\n"
    ) in result.out
    assert result.out.endswith("1 problem, 0 hints. Fix it first.\n")


def test_a_configuration_that_cannot_be_used_has_status_2(verbatim: Verbatim, folder: Path) -> None:
    (folder / "config.yaml").write_text("answers: {sentences: 0}\n")
    result = verbatim("doctor")
    assert result.status == 2
    assert "config.yaml, line 1: answers.sentences is 0" in result.err
