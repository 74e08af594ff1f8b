"""What holds for all tests."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from hypothesis import settings

from tests.end_to_end import tally
from tests.postgresql import Server, installed, serving

# Machines are shared and noisy: how long an example took says nothing.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def servers() -> Iterator[Callable[[str], Server]]:
    """Start servers of PostgreSQL by the names that `installed` gives, once in this process."""
    with ExitStack() as stack:
        started: dict[str, Server] = {}

        def server(name: str) -> Server:
            if name not in started:
                started[name] = stack.enter_context(serving(installed()[name]))
            return started[name]

        yield server


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number: int = taken.getsockname()[1]
    return number


def pytest_configure() -> None:
    """Let Ctrl-C end this process and its children again.

    A shell starts background jobs with SIGINT ignored, and a child inherits that.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the fault suite has done."""
    reports = (one for kind in terminalreporter.stats.values() for one in kind)
    if figures := tally.total(reports):
        terminalreporter.write_line(str(figures))
