"""All that was measured, kept as JSON, so that sizes can be measured one after the other."""

import os
import platform
import subprocess
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Self, TypeVar

from pydantic import TypeAdapter, ValidationError

from benchmarks.speed.building import Building
from benchmarks.speed.live.load import Load
from benchmarks.speed.live.reload import Reload
from benchmarks.speed.live.whole_question import WholeQuestion
from benchmarks.speed.profiles import Profile
from benchmarks.speed.restarting import Restarting
from benchmarks.speed.retrieval import Retrieval
from benchmarks.speed.segments import Segments
from benchmarks.speed.starting import Starting

_BySize = Retrieval | Restarting | Profile | Segments
Part = _BySize | Building | Starting | Load | Reload | WholeQuestion
Measured = TypeVar("Measured")

_PEERS = ("rank-bm25", "bm25s", "tantivy", "numpy")
_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Machine:
    """What it was measured on, and with which versions."""

    processor: str
    processors: int
    memory_gb: int
    python: str
    packages: dict[str, str]

    @classmethod
    def here(cls) -> Self:
        """Describe this machine."""
        pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
        return cls(
            processor=_processor(),
            processors=os.cpu_count() or 1,
            memory_gb=round(pages * size / 1e9),
            python=platform.python_version(),
            packages={name: _version(name) for name in _PEERS},
        )


def _version(package: str) -> str:
    """Name the version, of what can be read about without its being installed, too."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


@dataclass(frozen=True, slots=True)
class Results:
    """The latest figures of each part, by the number of passages where it is measured at several.

    `when` says of each part when it was measured, and at which commit.
    """

    machine: Machine
    when: dict[str, str] = field(default_factory=dict)
    retrieval: dict[int, Retrieval] = field(default_factory=dict)
    restarting: dict[int, Restarting] = field(default_factory=dict)
    profile: dict[int, Profile] = field(default_factory=dict)
    segments: dict[int, Segments] = field(default_factory=dict)
    building: Building | None = None
    starting: Starting | None = None
    load: Load | None = None
    reload: Reload | None = None
    question: dict[str, WholeQuestion] = field(default_factory=dict)

    def with_part(self, part: Part) -> "Results":
        """Put a part in, in the place of what was there."""
        name = type(part).__name__.lower()
        match part:
            case Retrieval(passages):
                results = replace(self, retrieval=_sorted(self.retrieval | {passages: part}))
            case Restarting(passages):
                results = replace(self, restarting=_sorted(self.restarting | {passages: part}))
            case Profile(passages):
                results = replace(self, profile=_sorted(self.profile | {passages: part}))
            case Segments(passages):
                results = replace(self, segments=_sorted(self.segments | {passages: part}))
            case Building():
                results = replace(self, building=part)
            case Starting():
                results = replace(self, starting=part)
            case Load():
                results = replace(self, load=part)
            case Reload():
                results = replace(self, reload=part)
            case WholeQuestion(text):
                results = replace(self, question=self.question | {text: part})
                name = f"whole question, {text} text"
        if isinstance(part, _BySize):
            name = f"{name}, {part.passages:,} passages"
        when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, at {_commit()}"
        return replace(results, when=self.when | {name: when})


def _sorted(by_size: dict[int, Measured]) -> dict[int, Measured]:
    return dict(sorted(by_size.items()))


_ADAPTER = TypeAdapter(Results)


def read_results(path: Path) -> Results:
    """Read what was measured before: nothing, where it was elsewhere or an earlier version's."""
    machine = Machine.here()
    if not path.exists():
        return Results(machine)
    try:
        earlier = _ADAPTER.validate_json(path.read_bytes())
    except ValidationError:
        return Results(machine)
    return earlier if earlier.machine == machine else Results(machine)


def write_results(results: Results, path: Path) -> None:
    """Write everything, for `read_results` and for others to draw from."""
    path.write_bytes(_ADAPTER.dump_json(results, indent=1) + b"\n")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    try:
        found = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return "no commit"
    return found.stdout.strip()
