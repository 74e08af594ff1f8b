import re
from itertools import pairwise
from pathlib import Path

import pytest

from bot.common.yaml_reading import YamlValue, load_mapping
from bot.config import Config, load_config
from bot.config.problems import known_keys

ROOT = Path(__file__).parents[2]


def written_keys(data: dict[str, YamlValue], above: str = "") -> set[str]:
    keys: set[str] = set()
    for name, value in data.items():
        if isinstance(value, dict):
            keys |= written_keys(value, f"{above}{name}.")
        else:
            keys.add(above + name)
    return keys


def test_the_example_loads_as_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert load_config(Path("config.example.yaml")) == Config()


def test_the_example_has_every_key_and_no_other() -> None:
    document = load_mapping((ROOT / "config.example.yaml").read_text("utf-8"))
    assert written_keys(document.data) == set(known_keys())


def test_the_example_writes_each_default_out() -> None:
    data = load_mapping((ROOT / "config.example.yaml").read_text("utf-8")).data
    defaults = Config().model_dump(mode="json")
    assert data == defaults


def test_the_documentation_lists_every_key_in_order() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    assert re.findall(r"^\| `([\w.]+)` \|", page, re.MULTILINE) == list(known_keys())


def test_every_key_of_the_example_has_a_comment() -> None:
    lines = (ROOT / "config.example.yaml").read_text("utf-8").splitlines()
    bare = [
        line
        for before, line in pairwise(lines)
        if line.strip()
        and not line.lstrip().startswith("#")
        and not before.lstrip().startswith("#")
    ]
    assert bare == []
