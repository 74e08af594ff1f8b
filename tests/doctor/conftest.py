import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import Config
from bot.doctor.model import Finding, Verdict

# Put together, lest it be taken for a real one.
_APPLICATION = base64.urlsafe_b64encode(b"123456789012345678").decode().rstrip("=")
TOKEN = ".".join([_APPLICATION, "NoReal", "TokenOfAnyApplication"])

MakeConfig = Callable[..., Config]


def verdicts(findings: list[Finding]) -> list[Verdict]:
    return [finding.verdict for finding in findings]


@pytest.fixture
def make_config(tmp_path: Path) -> MakeConfig:
    """Make a configuration whose files are in a folder with one article."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "bridge.txt").write_text("The bridge opened.\n", "utf-8")

    def make(**sections: dict[str, object]) -> Config:
        files: dict[str, dict[str, object]] = {
            "seeds": {"folder": seeds},
            "log": {"path": tmp_path / "data" / "log.sqlite3"},
        }
        both = {name: files.get(name, {}) | sections.get(name, {}) for name in files | sections}
        return Config.model_validate(both)

    return make
