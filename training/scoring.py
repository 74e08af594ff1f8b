"""Exported weights → the margins and spans that they give, as the bot reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from training.graph_names import INPUTS
from training.pieces import Reading, Row, collate
from training.windows import Window

_AT_ONCE = 16  # rows
_LONGEST_SPAN = 24  # pieces


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence's margin over 'none', its best span, and the right one, in places of the row."""

    margin: float
    span: tuple[int, int]
    right_span: tuple[int, int] | None


class Scorer:
    """Reads pairs (windows of one sentence) with one file of weights, on one thread."""

    def __init__(self, path: Path, reading: Reading) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._reading = reading

    def read(self, pairs: Sequence[Window]) -> list[Read]:
        """What comes of each pair, in order."""
        rows = [self._reading.row(pair) for pair in pairs]
        order = sorted(range(len(rows)), key=lambda at: len(rows[at].pieces))
        found: dict[int, Read] = {}
        for first in range(0, len(order), _AT_ONCE):
            chosen = order[first : first + _AT_ONCE]
            scores = self._scores([rows[at] for at in chosen])
            for at, of_row in zip(chosen, scores, strict=True):
                found[at] = _read(rows[at], of_row)
        return [found[at] for at in range(len(rows))]

    def _scores(self, rows: Sequence[Row]) -> NDArray[np.float32]:
        batch = collate(rows, [-1] * len(rows))
        feed = dict(zip(INPUTS, (batch.pieces, batch.types, batch.mask), strict=True))
        (scores,) = self._session.run(None, feed)
        return scores


def _read(row: Row, scores: NDArray[np.float32]) -> Read:
    start, end = row.starts[0], row.ends[0]
    margin = scores[end, 0] + scores[start : end + 1, 1].mean() - scores[0, 2]
    return Read(float(margin), best_span(scores, start, end), row.span)


def best_span(scores: NDArray[np.float32], start: int, end: int) -> tuple[int, int]:
    """The first and last piece whose scores add up to most; (start, start) of an empty sentence."""
    if end == start:
        return start, start
    first, last = scores[start:end, 3], scores[start:end, 4]
    both = first[:, None] + last[None, :]
    places = np.arange(end - start)
    length = places[None, :] - places[:, None]
    both = np.where((length >= 0) & (length < _LONGEST_SPAN), both, -np.inf)
    one, other = np.unravel_index(int(both.argmax()), both.shape)
    return start + int(one), start + int(other)
