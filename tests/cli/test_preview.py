import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Verbatim


@contextmanager
def previewing(folder: Path, *argv: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command until it has told its address; give the process and the address."""
    environ = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", "preview", "--no-browser", *argv],
        env=environ,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            line = process.stdout.readline()
            assert process.stderr
            yield process, line.split()[-1] if line else process.stderr.read()
        finally:
            process.kill()


def databases(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.sqlite3"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda one: one.name)
def test_it_serves_a_page_on_the_loopback_until_a_signal_ends_it_with_0(
    folder: Path, number: signal.Signals
) -> None:
    with previewing(folder) as (process, url):
        assert url.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(url) as page:  # noqa: S310 - as just asserted
            assert b"Preview" in page.read()
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
        assert (process.returncode, said) == (0, "")


def test_the_query_log_goes_when_it_ends(folder: Path) -> None:
    with previewing(folder) as (process, _):
        assert len(databases(folder)) == 1
        process.terminate()
        process.communicate(timeout=30)
    assert databases(folder) == []


def test_the_query_log_of_a_named_configuration_stays(folder: Path) -> None:
    (folder / "mine.yaml").write_text("log: {path: mine.sqlite3}\n")
    with previewing(folder, "--config", "mine.yaml") as (process, _):
        process.terminate()
        process.communicate(timeout=30)
    assert databases(folder) == [folder / "mine.sqlite3"]


def test_a_port_that_is_taken_is_told_with_the_way_out(folder: Path, verbatim: Verbatim) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = verbatim("preview", "--no-browser", "--port", port)
    assert (result.status, result.out) == (2, "")
    assert port in result.err
    assert "--port" in result.err


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_a_mistake_in_usage(verbatim: Verbatim, port: str) -> None:
    result = verbatim("preview", "--port", port)
    assert (result.status, result.out) == (2, "")
    assert "--port" in result.err


@pytest.mark.parametrize("module", ["simcord", "PIL", "markdown_it"])
def test_without_the_extra_it_says_what_installs_it(
    verbatim: Verbatim, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)  # as if it were not installed
    result = verbatim("preview")
    assert (result.status, result.out) == (2, "")
    assert module in result.err
    assert "pip install '.[preview]'" in result.err
