from pathlib import Path

import pytest

from bot.doctor.model import Verdict
from bot.doctor.seeds import check_seeds
from tests.doctor.conftest import MakeConfig, verdicts


@pytest.fixture
def folder(make_config: MakeConfig) -> Path:
    return make_config().seeds.folder


def test_articles_are_counted(make_config: MakeConfig) -> None:
    (finding,) = check_seeds(make_config())
    assert finding.verdict is Verdict.FINE
    assert finding.text.startswith("1 article in ")


def test_without_an_article_nothing_can_be_answered(make_config: MakeConfig, folder: Path) -> None:
    (folder / "bridge.txt").unlink()
    (finding,) = check_seeds(make_config())
    assert finding.verdict is Verdict.FAULT


def test_a_missing_folder_is_a_fault(make_config: MakeConfig, folder: Path) -> None:
    (finding,) = check_seeds(make_config(seeds={"folder": folder / "nowhere"}))
    assert finding.verdict is Verdict.FAULT
    assert "does not exist" in finding.text


def test_rejected_files_are_named_the_first_five(make_config: MakeConfig, folder: Path) -> None:
    for number in range(7):
        (folder / f"{number}.txt").touch()
    findings = list(check_seeds(make_config()))
    assert verdicts(findings) == [Verdict.FINE, *[Verdict.HINT] * 6]
    assert findings[1].text.startswith("0.txt: is empty")
    assert findings[-1].text == "2 more rejected, 0 warnings"


def test_a_folder_that_everybody_may_change_is_a_fault(
    make_config: MakeConfig, folder: Path
) -> None:
    folder.chmod(0o777)
    *_, finding = check_seeds(make_config())
    assert (finding.verdict, finding.remedy) == (Verdict.FAULT, f"chmod o-w {folder}")


def test_a_folder_that_the_bot_cannot_change_is_to_be_thought_of(
    make_config: MakeConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)  # as root, everything can be written
    *_, finding = check_seeds(make_config())
    assert finding.verdict is Verdict.HINT
    assert "/seeds cannot change anything" in finding.text
