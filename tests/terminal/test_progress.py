"""How far the loading is: a bar on a terminal, lines of the log elsewhere."""

import io
import logging

import pytest

from bot.common.progress import Step
from bot.terminal.progress import LoadingProgress


@pytest.fixture(autouse=True)
def usual_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_has_one_bar_for_both_steps_that_goes_in_the_end() -> None:
    terminal = Terminal()
    with LoadingProgress(terminal, moment=0) as progress:
        progress(Step.READING, 500, 1_000)
        progress(Step.INDEXING, 500, 1_000)
        shown = terminal.getvalue()
        progress(Step.INDEXING, 1_000, 1_000)
    assert "Reading the articles" in shown
    assert terminal.getvalue().endswith("\x1b[2K")  # the line is clear


def test_it_tells_the_share_of_both_steps_that_is_done() -> None:
    terminal = Terminal()
    with LoadingProgress(terminal, moment=0) as progress:
        progress(Step.INDEXING, 500, 1_000)
    assert "Indexing the articles" in terminal.getvalue()
    assert "75%" in terminal.getvalue()


def test_a_terminal_that_cannot_go_back_has_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    terminal = Terminal()
    with LoadingProgress(terminal, moment=0) as progress:
        progress(Step.READING, 500, 1_000)
    assert terminal.getvalue() == ""


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()], ids=["terminal", "file"])
def test_what_takes_a_moment_is_not_told(
    stream: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO), LoadingProgress(stream, moment=60) as progress:
        progress(Step.READING, 1, 2)
        progress(Step.INDEXING, 2, 2)
    assert stream.getvalue() == ""
    assert caplog.messages == []


@pytest.mark.parametrize("stride", [1, 37, 90])
def test_the_log_has_a_line_for_each_tenth_of_a_step(
    caplog: pytest.LogCaptureFixture, stride: int
) -> None:
    elsewhere = io.StringIO()
    with (
        caplog.at_level(logging.INFO, logger="bot.terminal.progress"),
        LoadingProgress(elsewhere, moment=0) as progress,
    ):
        for step in (Step.READING, Step.INDEXING):
            for done in range(stride, 1_000, stride):
                progress(step, done, 1_000)
            progress(step, 1_000, 1_000)
    assert len(caplog.messages) == 20
    assert caplog.messages[-1] == "Indexing the articles: 1,000 of 1,000"
    assert elsewhere.getvalue() == ""


def test_embedding_has_a_bar_of_its_own() -> None:
    terminal = Terminal()
    with LoadingProgress(terminal, moment=0) as progress:
        progress(Step.INDEXING, 1_000, 1_000)
        progress(Step.EMBEDDING, 250, 1_000)
    assert "Embedding the sentences" in terminal.getvalue()
    assert "25%" in terminal.getvalue()
