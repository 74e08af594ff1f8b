import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.doctor.installation import check_extras, check_interpreter, check_libraries
from bot.doctor.model import Verdict
from tests.doctor.conftest import MakeConfig, verdicts


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of which only the metadata are installed; its requirements are added to them."""
    folder = tmp_path / "ours-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: ours\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    return folder / "METADATA"


def require(metadata: Path, *requirements: str) -> None:
    with metadata.open("a") as file:
        file.writelines(f"Requires-Dist: {one}\n" for one in requirements)


def test_this_python_will_do() -> None:
    assert verdicts(list(check_interpreter())) == [Verdict.FINE]


def test_what_is_installed_here_is_as_needed() -> None:
    (finding,) = check_libraries()
    assert finding.verdict is Verdict.FINE
    assert f"discord.py {version('discord.py')}" in finding.text


@pytest.mark.parametrize(
    ("requirement", "told"),
    [
        ("no-such-package>=1", "no-such-package is not installed"),
        ("pydantic<2", "pydantic is "),
        ("pydantic[email]<3,>=999.1", "but <3,>=999.1 is needed"),
        ("pydantic==2.0.0", "but ==2.0.0 is needed"),
    ],
)
def test_a_package_that_is_missing_or_of_another_version_is_a_fault(
    installed: Path, requirement: str, told: str
) -> None:
    require(installed, requirement)
    (finding,) = check_libraries("ours")
    assert finding.verdict is Verdict.FAULT
    assert told in finding.text
    assert finding.remedy.startswith(f"Install again: {sys.executable} -m pip install")


def test_packages_of_extras_and_of_other_systems_are_not_needed(installed: Path) -> None:
    exact = f"pydantic=={version('pydantic')}"
    require(installed, 'no-such-package>=1; extra == "bench"', exact, "discord.py>2,<=99")
    assert verdicts(list(check_libraries("ours"))) == [Verdict.FINE]


def test_without_an_installed_package_the_versions_are_unknown() -> None:
    (finding,) = check_libraries("no-such-package")
    assert (finding.verdict, "pip install ." in finding.remedy) == (Verdict.HINT, True)


@pytest.mark.parametrize(
    ("extra", "module", "sections", "verdict"),
    [
        ("watch", "watchfiles", {"seeds": {"watch": True}}, Verdict.FAULT),
        ("semantic", "onnxruntime", {"answers": {"semantic": True}}, Verdict.FAULT),
        ("semantic", "onnxruntime", {"answers": {"semantic": "auto"}}, Verdict.HINT),
        ("metrics", "prometheus_client", {"health": {"port": 9000}}, Verdict.HINT),
    ],
)
def test_an_extra_that_a_setting_needs_is_missed(
    make_config: MakeConfig,
    monkeypatch: pytest.MonkeyPatch,
    extra: str,
    module: str,
    sections: dict[str, dict[str, object]],
    verdict: Verdict,
) -> None:
    monkeypatch.setattr(
        "bot.doctor.installation.find_spec", lambda name: None if name == module else object()
    )
    finding, summary = check_extras(make_config(**sections))
    assert finding.verdict is verdict
    assert f"'.[{extra}]'" in finding.remedy
    assert summary.text.endswith(f"not installed: {extra}")


def test_an_extra_that_no_setting_needs_is_not_missed(
    make_config: MakeConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.doctor.installation.find_spec", lambda _name: None)
    (summary,) = check_extras(make_config(answers={"semantic": False}))
    assert summary.verdict is Verdict.FINE
