import subprocess
import sys
from pathlib import Path

import pytest

from bot import __version__
from tests.cli.conftest import ROOT, Verbatim

PYTHON = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


def test_without_a_command_the_help_is_shown_and_the_status_is_two(verbatim: Verbatim) -> None:
    result = verbatim()
    assert (result.status, result.out) == (2, "")
    assert "usage: verbatim" in result.err


def test_the_version_is_told(verbatim: Verbatim) -> None:
    assert verbatim("--version").out == f"verbatim {__version__}\n"


@pytest.mark.parametrize(
    "argv",
    [
        ("answer",),
        ("ask", "--bottom"),
        ("ask", "--top", "0", "Why?"),
        ("ask", "--top", "many", "Why?"),
        ("ask", "--top", "１", "Why?"),
        ("check", "--json"),
        ("run", "--token", "x"),
    ],
    ids=" ".join,
)
def test_a_mistake_in_usage_has_status_two(verbatim: Verbatim, argv: tuple[str, ...]) -> None:
    result = verbatim(*argv)
    assert (result.status, result.out) == (2, "")
    assert "usage: verbatim" in result.err


@pytest.mark.parametrize("is_first", [True, False], ids=["before", "after"])
def test_the_configuration_is_named_before_or_after_the_command(
    verbatim: Verbatim, folder: Path, is_first: bool
) -> None:
    (folder / "elsewhere.yaml").write_text("seeds: {folder: nowhere}\n")
    config = ("--config", "elsewhere.yaml")
    result = verbatim(*config, "check") if is_first else verbatim("check", *config)
    assert result.status == 2
    assert "nowhere" in result.err


@pytest.mark.parametrize("command", ["ask", "check", "chat", "run", "preview"])
def test_a_configuration_that_is_missing_has_status_two(verbatim: Verbatim, command: str) -> None:
    result = verbatim(command, "--config", "missing.yaml")
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith("verbatim: missing.yaml: this configuration file does not exist")


def test_every_problem_of_the_configuration_is_told(verbatim: Verbatim, folder: Path) -> None:
    (folder / "config.yaml").write_text("answers: {sentences: 0}\nlogs: {}\n")
    result = verbatim("ask", "Why?")
    assert result.status == 2
    assert [line.partition(":")[0] for line in result.err.splitlines()] == ["verbatim"] * 2
    assert "config.yaml, line 1: answers.sentences is 0" in result.err
    assert "config.yaml, line 2: there is no key logs; did you mean log?" in result.err


@pytest.mark.parametrize("command", ["ask", "check", "chat", "preview"])
def test_a_seeds_folder_that_is_missing_has_status_two(verbatim: Verbatim, command: str) -> None:
    result = verbatim(command, "--seeds", "nowhere")
    assert (result.status, result.out) == (2, "")
    assert "nowhere" in result.err


@pytest.mark.parametrize("command", ["ask", "check", "chat", "preview"])
def test_a_folder_without_seeds_has_status_two(
    verbatim: Verbatim, folder: Path, command: str
) -> None:
    (folder / "seeds" / "bridge.txt").unlink()
    result = verbatim(command)
    assert (result.status, result.out) == (2, "")
    assert "No seed file in seeds could be loaded" in result.err


def test_running_without_a_token_has_status_two_and_says_how_to_mend_it(
    verbatim: Verbatim, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    result = verbatim("run")
    assert result.status == 2
    assert "DISCORD_TOKEN" in result.err
    assert "discord.token_file" in result.err


def test_only_the_bot_imports_discord(folder: Path) -> None:
    program = (
        "import io, sys\n"
        "from bot.cli import main\n"
        "statuses = [main([*argv]) for argv in (['ask', 'Who?'], ['check'], ['chat'])]\n"
        "sys.exit(f'{statuses}' if 'discord' in sys.modules or 2 in statuses else 0)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], env=PYTHON, capture_output=True, stdin=subprocess.DEVNULL
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_module_is_the_command(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "What did the bridge cost?"],
        env=PYTHON,
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\nIt cost nine million euros.\n" in done.stdout


def test_a_reader_that_goes_away_ends_it_quietly(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json"],
        env=PYTHON,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"What did the bridge cost?\n")
        assert process.stdout.readline().startswith(b'{"question"')
        process.stdout.close()
        process.stdin.write(b"And now?\n")
        assert process.stderr.read() == b""
        assert process.wait() == 141
