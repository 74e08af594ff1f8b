"""The text that is parsed, and where each of its characters stands in the file."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.documents.lines import Line
from bot.documents.shown import Run, Shown


@dataclass(frozen=True, slots=True)
class Source:
    """A text made of stretches of a file: `runs` are in order, and cover all that is in the file.

    `numbers` are the line numbers in the file of the text's lines.
    """

    text: str
    runs: tuple[Run, ...]
    numbers: tuple[int, ...]

    def number_of(self, line: int) -> int:
        """The number in the file of a line of the text, counted from 0."""
        return self.numbers[min(line, len(self.numbers) - 1)]


NO_FILE = Source("", (), (1,))
"""The source of a text whose characters are in no file, such as one that was unpacked."""


def source_of(lines: Sequence[Line]) -> Source:
    """Lines as one text."""
    runs: list[Run] = []
    start = 0
    for line in lines:
        if line.text:
            runs.append(Run(start, line.start, len(line.text)))
        start += len(line.text) + 1
    text = "\n".join(line.text for line in lines)
    return Source(text, tuple(runs), tuple(line.number for line in lines) or (1,))


def edited(source: Source, edits: Iterable[tuple[int, int, str]]) -> Source:
    """The text with some of its stretches replaced; none of them, and no new text, breaks lines.

    Edits are (start, end, new text), in order, and do not overlap.
    """
    texts: list[str] = []
    runs: list[Run] = []
    at = length = 0
    for start, end, new in (*edits, (len(source.text), len(source.text), "")):
        for run in runs_between(source.runs, at, start):
            runs.append(Run(run.start - at + length, run.source, run.size))
        texts += (source.text[at:start], new)
        length += start - at + len(new)
        at = end
    return Source("".join(texts), tuple(runs), source.numbers)


def runs_between(runs: Sequence[Run], start: int, end: int) -> Iterable[Run]:
    """The runs of a stretch of the text, cut at its borders, with places of the whole text."""
    at = max(0, bisect_right(runs, start, key=lambda run: run.start) - 1)
    while at < len(runs) and runs[at].start < end:
        run = runs[at]
        first = max(run.start, start)
        size = min(run.start + run.size, end) - first
        if size > 0:
            yield Run(first, run.source + first - run.start, size)
        at += 1


def shown_from(source: Source, start: int, text: str) -> Shown:
    """A text that stands in the source from `start` on, as it stands in the file."""
    runs = runs_between(source.runs, start, start + len(text))
    return Shown(text, tuple(Run(run.start - start, run.source, run.size) for run in runs))
