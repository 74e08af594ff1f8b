"""Small ONNX models with a vocabulary, written byte by byte as onnx.proto lays them out.

Each looks its scores up in a table with a row for each piece of the vocabulary.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PIECES = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "yes", "no", "bridge", "paris", "the", "?")

# Scores of the shipped reader's kind: whole, token, none, first, last.
TOKEN_SCORES = {"yes": (0, 3, 0, 0, 0), "no": (0, -3, 0, 0, 0), "paris": (0, 1, 0, 5, 5)}
PAIR_LOGITS = {"yes": (8.0,), "no": (-8.0,)}

_FLOAT, _INT64 = 1, 7


def reader_folder(folder: Path) -> Path:
    """Put a reader of the shipped kind into a folder."""
    return put_model(folder, model_of(TOKEN_SCORES, columns=5, averages=False))


def cross_encoder_folder(folder: Path) -> Path:
    """Put a cross-encoder into a folder."""
    return put_model(folder, model_of(PAIR_LOGITS, columns=1, averages=True))


def put_model(folder: Path, model: bytes) -> Path:
    """Put a model and the vocabulary into a folder, which is made."""
    folder.mkdir()
    (folder / "model.onnx").write_bytes(model)
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n", "utf-8")
    return folder


def model_of(scores: Mapping[str, Sequence[float]], *, columns: int, averages: bool) -> bytes:
    """A model whose output has the scores of each token or, if it `averages`, of each text."""
    table = np.zeros((len(PIECES), columns), dtype=np.float32)
    for piece, row in scores.items():
        table[PIECES.index(piece)] = row
    looked_up = "rows" if averages else "scores"
    nodes = [_node("Gather", ["table", "input_ids"], looked_up)]
    if averages:
        nodes.append(_node("ReduceMean", ["rows"], "scores", axes=[1], keepdims=0))
    graph = b"".join(
        [
            *(_message(1, node) for node in nodes),
            _text(2, "graph"),
            _message(5, _tensor("table", table)),
            _message(11, _value("input_ids", _INT64, ["batch", "tokens"])),
            _message(12, _value("scores", _FLOAT, ["a", "b"] if averages else ["a", "b", "c"])),
        ]
    )
    return _number(1, 8) + _message(7, graph) + _message(8, _text(1, "") + _number(2, 13))


def _node(
    operator: str, inputs: Sequence[str], output: str, **attributes: int | list[int]
) -> bytes:
    written = b"".join(_text(1, name) for name in inputs) + _text(2, output) + _text(4, operator)
    for name, value in attributes.items():
        if isinstance(value, int):
            written += _message(5, _text(1, name) + _number(3, value) + _number(20, 2))
        else:
            numbers = b"".join(_number(8, one) for one in value)
            written += _message(5, _text(1, name) + numbers + _number(20, 7))
    return written


def _tensor(name: str, values: NDArray[np.float32]) -> bytes:
    dims = b"".join(_number(1, size) for size in values.shape)
    return dims + _number(2, _FLOAT) + _text(8, name) + _message(9, values.tobytes())


def _value(name: str, kind: int, dims: Sequence[str]) -> bytes:
    shape = b"".join(_message(1, _text(2, dim)) for dim in dims)
    return _text(1, name) + _message(2, _message(1, _number(1, kind) + _message(2, shape)))


def _text(field: int, text: str) -> bytes:
    return _message(field, text.encode())


def _message(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _number(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _varint(number: int) -> bytes:
    written = bytearray()
    while number > 127:
        written.append(number & 127 | 128)
        number >>= 7
    return bytes([*written, number])
