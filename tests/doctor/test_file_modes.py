import os
from pathlib import Path

import pytest

from bot.doctor.file_modes import check_file_modes
from bot.doctor.model import Verdict
from tests.doctor.conftest import MakeConfig, verdicts

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only there a mode says who may write")


def place(folder: Path, name: str, mode: int) -> Path:
    path = folder / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text("")
    path.chmod(mode)
    return path


@pytest.mark.parametrize("name", ["index/manifest", "status.json", "commands.json", "reload"])
@pytest.mark.parametrize("mode", [0o640, 0o602])
def test_data_that_others_may_read_or_change_is_a_fault(
    make_config: MakeConfig, name: str, mode: int
) -> None:
    config = make_config()
    path = place(config.log.path.parent, name, mode)
    (finding,) = check_file_modes(config, None)
    assert finding.verdict is Verdict.FAULT
    assert f"chmod 600 {path}" in str(finding)


def test_a_configuration_that_others_may_change_is_a_fault(
    make_config: MakeConfig, tmp_path: Path
) -> None:
    file = place(tmp_path, "config.yaml", 0o666)
    (finding,) = check_file_modes(make_config(), file)
    assert f"may change {file}" in finding.text


def test_a_seeds_folder_that_everybody_may_write_is_a_fault(make_config: MakeConfig) -> None:
    config = make_config()
    config.seeds.folder.chmod(0o777)
    assert verdicts(list(check_file_modes(config, None))) == [Verdict.FAULT]


def test_files_that_are_ones_own_are_fine(make_config: MakeConfig, tmp_path: Path) -> None:
    config = make_config()
    config.seeds.folder.chmod(0o755)
    place(config.log.path.parent, "index/manifest", 0o600)
    file = place(tmp_path, "config.yaml", 0o644)
    assert verdicts(list(check_file_modes(config, file))) == [Verdict.FINE]
