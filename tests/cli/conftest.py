"""The command line in this process: its arguments and input, its output and status."""

import io
import logging
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parents[2]
BRIDGE = """\
---
title: The bridge opens
publisher: The Courier
published: 2025-03-22
url: https://example.org/bridge
---
The bridge over the Vltava opened on Monday, Mayor Novak said, according to AP.
It cost nine million euros.

Related:
- The Telegraph: Ferries on the Vltava stop
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command gave."""

    status: int
    out: str
    err: str


Verbatim = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a working directory with one seed file in `seeds`."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "bridge.txt").write_text(BRIDGE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def verbatim(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Verbatim]:
    """Give a function that runs a command, with bytes or text as standard input."""
    levels = {name: logging.getLogger(name).level for name in ("", "bot")}

    def run(*argv: str, stdin: str | bytes = b"") -> Result:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="ascii"))
        try:
            status = main(argv)
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        captured = capfd.readouterr()
        return Result(status, captured.out, captured.err)

    yield run
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
