"""What the documents lead to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (".", "docs", "benchmarks")
    for path in ROOT.glob(f"{folder}/*.md")
)
_CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PATH = re.compile(r"`((?:bot|tests|benchmarks|tools|training)/[\w./-]+)`")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_link_to_a_file_leads_to_one(name: str) -> None:
    document = ROOT / name
    links = _LINK.findall(_CODE.sub("", document.read_text("utf-8")))
    files = (one.partition("#")[0] for one in links if not re.match(r"[a-z]+:", one))
    assert [one for one in files if not (document.parent / one).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_path_in_the_repository_is_there(name: str) -> None:
    paths = _PATH.findall((ROOT / name).read_text("utf-8"))
    assert [one for one in paths if not (ROOT / one).exists()] == []
