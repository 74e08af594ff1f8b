"""Paragraphs as news writes them, with the places where their sentences begin."""

from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parents[2] / "tests" / "articles" / "news_sentences.txt"

_BEGINS = "‖"


@dataclass(frozen=True, slots=True)
class Case:
    """A paragraph, and the characters at which its second and later sentences begin."""

    text: str
    starts: frozenset[int]


def read_cases(path: Path = CASES) -> tuple[Case, ...]:
    """Read the paragraphs, one a line; blank lines and those that begin with `#` are none."""
    lines = path.read_text("utf-8").splitlines()
    return tuple(_case(line) for line in lines if line and not line.startswith("#"))


def _case(line: str) -> Case:
    parts = line.split(_BEGINS)
    ends = (len("".join(parts[:count])) for count in range(1, len(parts)))
    return Case("".join(parts), frozenset(ends))
