"""Lists under what licences the packages are that Verbatim needs: `make licences`."""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, requires
from pathlib import Path
from types import MappingProxyType

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LIST = ROOT / "docs" / "licences.md"

_NOT_FOR_HOSTS = frozenset({"bench", "dev", "docs", "training"})
_PYTHONS = ("3.11", "3.12", "3.13")
_HEAD = """\
# Licences

Verbatim is under the MIT licence ([LICENSE](../LICENSE)). These are the packages that it needs, and
the licence that each names in its metadata; `make licences` makes this list.

| Package | Licence (SPDX) | Needed |
| --- | --- | --- |
"""

# Only installed on Pythons other than the one that this may run on.
_ELSEWHERE = MappingProxyType({"audioop-lts": "PSF-2.0"})

# cobble has the classifier "BSD License" alone; its description says "2-Clause BSD".
_LOOKED_UP = MappingProxyType({"cobble": "BSD-2-Clause"})

_SPDX = MappingProxyType(
    {
        "3-Clause BSD License": "BSD-3-Clause",
        "Apache 2.0": "Apache-2.0",
        "Apache Software License": "Apache-2.0",
        "Apache2.0": "Apache-2.0",
        "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
        "MIT License": "MIT",
        "MIT, BSD": "MIT AND BSD-3-Clause",
        "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
        "Python Software Foundation License": "PSF-2.0",
    }
)
"""What packages write that do not use SPDX's names."""


_Package = tuple[str, frozenset[str]]
"""A package's name, and its extras that are wanted."""


class UnknownLicenceError(Exception):
    """A package does not say its licence in a way that is known here."""


def list_licences() -> str:
    """Return the list as Markdown. Raises UnknownLicenceError, PackageNotFoundError."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    always = _closure(project["dependencies"])
    by_extra = {
        extra: _closure(requirements) - always
        for extra, requirements in sorted(project["optional-dependencies"].items())
        if extra not in _NOT_FOR_HOSTS
    }
    rows = []
    for name in sorted(always.union(*by_extra.values())):
        by = ", ".join(extra for extra, names in by_extra.items() if name in names)
        rows.append(f"| {name} | {licence_of(name)} | {by or 'always'} |\n")
    return _HEAD + "".join(rows)


def licence_of(name: str) -> str:
    """Return the licence of a package by SPDX's name. Raises UnknownLicenceError."""
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return _ELSEWHERE[name]
    if name in _LOOKED_UP:
        return _LOOKED_UP[name]
    for told in _told_by(found):
        if told in _SPDX:
            return _SPDX[told]
        if re.fullmatch(r"[A-Za-z0-9.+-]+(( AND | OR )[A-Za-z0-9.+-]+)*", told):
            return told
    raise UnknownLicenceError(
        f"{name} does not say its licence in a way that tools/licences.py knows; look it up, and"
        " add how it is written there."
    )


def _told_by(found: PackageMetadata) -> Iterator[str]:
    """Yield what the metadata say of the licence, the most exact first."""
    fields: Mapping[str, str] = found.json  # type: ignore[assignment] # single values are texts
    if expression := fields.get("license_expression"):
        yield expression
    licence = fields.get("license", "").strip()
    if licence and "\n" not in licence:
        yield licence
    for classifier in found.get_all("Classifier") or []:
        if classifier.startswith("License ::"):
            yield classifier.rpartition(" :: ")[2]


def _closure(requirements: Iterable[str]) -> frozenset[str]:
    """Return the names of all packages that requirements bring, on any Python."""
    waiting = [one for text in requirements for one in _read(text, frozenset())]
    seen: set[_Package] = set()
    while waiting:
        package = waiting.pop()
        if package in seen:
            continue
        seen.add(package)
        name, extras = package
        texts = () if name in _ELSEWHERE else requires(name) or ()
        waiting.extend(one for text in texts for one in _read(text, extras))
    return frozenset(name for name, _ in seen)


def _read(text: str, extras: frozenset[str]) -> Iterator[_Package]:
    """Yield what a requirement of a package with extras asks for, if it does on some Python."""
    requirement = Requirement(text)
    environments = (
        {"extra": extra, "python_version": python, "sys_platform": "linux"}
        for extra in (*extras, "")
        for python in _PYTHONS
    )
    marker = requirement.marker
    if marker is None or any(marker.evaluate(one) for one in environments):
        yield canonicalize_name(requirement.name), frozenset(requirement.extras)


if __name__ == "__main__":
    LIST.write_text(list_licences(), "utf-8")
    sys.stdout.write(f"Wrote {LIST}\n")
