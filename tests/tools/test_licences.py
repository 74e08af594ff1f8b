import re
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from tools.licences import LIST, UnknownLicenceError, licence_of, list_licences

ROOT = Path(__file__).parents[2]


def listed() -> dict[str, str]:
    rows = re.findall(
        r"(?m)^\| ([a-z0-9][a-z0-9-]*) \| ([^|]+) \| [^|]+ \|$", LIST.read_text("utf-8")
    )
    return dict(rows)


def pins() -> dict[str, str]:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    lines = [one.partition("==") for one in text.splitlines() if "==" in one]
    return {canonicalize_name(name): pinned for name, _, pinned in lines}


def test_the_list_is_what_the_installed_packages_say() -> None:
    assert LIST.read_text("utf-8") == list_licences(), "make it anew: make licences"


def test_every_package_that_hosts_need_is_pinned_at_the_version_that_was_looked_at() -> None:
    pinned = pins()
    assert [name for name in listed() if name not in pinned] == []
    here = [name for name in listed() if name != "audioop-lts"]  # for Python 3.13 and later
    assert {name: version(name) for name in here} == {name: pinned[name] for name in here}


def test_no_package_asks_for_more_than_the_mit_licence_can_go_with() -> None:
    # psycopg may be used by anything and replaced by anybody, as it is a package of its own.
    used_as_it_is = {"psycopg": "LGPL-3.0-only", "psycopg-binary": "LGPL-3.0-only"}
    others = dict(listed().items() - used_as_it_is.items())
    names = {one for licence in others.values() for one in re.split(" AND | OR ", licence)}
    families = ("0BSD", "Apache-", "BSD-", "CC0-", "CNRI-", "MIT", "PSF-", "Zlib")
    assert [name for name in names if not name.startswith(families)] == []


def test_the_base_install_has_no_package_that_asks_to_be_replaceable() -> None:
    rows = re.findall(r"(?m)^\| [a-z0-9-]+ \| LGPL-[^|]+ \| ([^|]+) \|$", LIST.read_text("utf-8"))
    assert set(rows) == {"postgresql"}


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ("License-Expression: Apache-2.0 OR MIT\nLicense: other", "Apache-2.0 OR MIT"),
        ("License: Apache 2.0", "Apache-2.0"),
        (
            "License: a long\n        one\nClassifier: License :: OSI Approved :: MIT License",
            "MIT",
        ),
    ],
)
def test_a_licence_is_written_as_spdx_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fields: str, licence: str
) -> None:
    install(tmp_path, monkeypatch, fields)
    assert licence_of("ours") == licence


def test_a_package_that_tells_none_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, "License: as is, dear reader")
    with pytest.raises(UnknownLicenceError, match="ours"):
        licence_of("ours")


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, fields: str) -> None:
    """Install a package of which there is nothing but metadata."""
    info = folder / "ours-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: ours\nVersion: 1.0\n{fields}\n")
    monkeypatch.syspath_prepend(folder)
