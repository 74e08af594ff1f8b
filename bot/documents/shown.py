"""Shown text: what a reader of the page sees, with a map back to the characters of the source."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that stand in the source as they are shown: `size` from `start` on.

    `start` is a place in the shown text, `source` one in the source, both from 0.
    """

    start: int
    source: int
    size: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as a reader of the page sees it, and where its characters stand in the source.

    `runs` are in order and do not overlap. What lies in none of them was not written as it is
    shown: a character written as an entity, the space in place of a line break, a mark of a list.
    """

    text: str
    runs: tuple[Run, ...] = ()

    def cut(self, start: int, end: int) -> "Shown":
        """The part from `start` to `end`."""
        runs = (
            Run(max(run.start, start) - start, run.source + max(0, start - run.start), size)
            for run in self.runs
            if (size := min(run.start + run.size, end) - max(run.start, start)) > 0
        )
        return Shown(self.text[start:end], tuple(runs))

    def strip(self) -> "Shown":
        """The text without white space around it."""
        stripped = self.text.strip()
        if len(stripped) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, start + len(stripped))


NOTHING = Shown("")


def join(parts: Iterable[Shown | str]) -> Shown:
    """Put parts together; those that are plain strings are in no source."""
    texts: list[str] = []
    runs: list[Run] = []
    length = 0
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            length += len(part)
            continue
        texts.append(part.text)
        runs.extend(Run(run.start + length, run.source, run.size) for run in part.runs)
        length += len(part.text)
    return Shown("".join(texts), tuple(runs))


def in_one_line(lines: Iterable[Shown]) -> Shown:
    """Lines put together with a space between them, without those that are empty."""
    return join(part for line in lines if line.text for part in (" ", line)).strip()


def as_written(text: str, source: int) -> Shown:
    """A text that stands in the source as it is."""
    return Shown(text, (Run(0, source, len(text)),) if text else ())


def flaw_of_shown(shown: Shown, source: str) -> str | None:
    """Say what of the map is wrong; None if each run has the source's own characters."""
    for run in shown.runs:
        here = shown.text[run.start : run.start + run.size]
        if here != source[run.source : run.source + run.size]:
            return f"{here[:40]!r} does not stand at character {run.source}"
    return None
