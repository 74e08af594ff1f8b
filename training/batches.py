"""Units in a random order, gathered into batches of similar length; any batch can be made again."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from training.pieces import Batch, Reading, Row, collate
from training.windows import Unit, Windows

_PER_POOL = 2_048
"""Units that are sorted by length at once."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far training has come: the pool, and the batch in it that comes next."""

    pool: int = 0
    batch: int = 0


@dataclass(frozen=True, slots=True)
class Batches:
    """An endless sequence of batches of at most `pieces` pieces, the same for the same seed."""

    windows: Windows
    reading: Reading
    seed: int
    pieces: int

    def after(self, position: Position) -> Iterator[tuple[Position, Batch]]:
        """Batches from `position` on, each with the position that comes after it."""
        pool, first = position.pool, position.batch
        while True:
            batches = self._pool(pool)
            for at in range(first, len(batches)):
                yield Position(pool, at + 1), batches[at]
            pool, first = pool + 1, 0

    def _pool(self, number: int) -> list[Batch]:
        rng = Random(f"{self.seed} {number}")
        units = [self.windows.draw(rng) for _ in range(_PER_POOL)]
        read = [(unit, [self.reading.row(window) for window in unit.windows]) for unit in units]
        read.sort(key=lambda each: max(len(row.pieces) for row in each[1]))
        batches = list(self._cut(read))
        rng.shuffle(batches)
        return batches

    def _cut(self, read: list[tuple[Unit, list[Row]]]) -> Iterator[Batch]:
        rows: list[Row] = []
        groups: list[int] = []
        for number, (unit, own) in enumerate(read):
            longest = max(len(row.pieces) for row in own)
            if rows and (len(rows) + len(own)) * longest > self.pieces:
                yield collate(rows, groups)
                rows, groups = [], []
            rows += own
            groups += [number if unit.ranked else -1] * len(own)
        if rows:
            yield collate(rows, groups)
