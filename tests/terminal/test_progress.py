"""How far the indexing is: a bar on a terminal, lines of the log elsewhere."""

import io
import logging
import sys

import pytest

from bot.terminal.progress import show_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_has_a_bar_that_goes_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    show_progress(0, 1_000, 2_000)
    shown = terminal.getvalue()
    assert shown.endswith("█" * 15 + "░" * 15 + " 1,000 of 2,000")
    show_progress(1_000, 2_000, 2_000)
    assert terminal.getvalue() == f"{shown}\r\x1b[K"


@pytest.mark.parametrize("step", [1, 37, 90, 1_000])
def test_the_log_has_a_line_for_each_tenth_however_many_are_done_at_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, step: int
) -> None:
    elsewhere = io.StringIO()
    monkeypatch.setattr(sys, "stderr", elsewhere)
    with caplog.at_level(logging.INFO, logger="bot.terminal.progress"):
        for before in range(0, 1_000, step):
            show_progress(before, min(before + step, 1_000), 1_000)
    assert len(caplog.messages) == min(10, 1_000 // step)
    assert caplog.messages[-1] == "Indexed 1000 of 1000 articles"
    assert elsewhere.getvalue() == ""
