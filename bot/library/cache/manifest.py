"""The manifest of a version: its segments, what went of them, and the order of its articles."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.library.cache.columns import NotUsableError, pack_columns, unpack_columns

Numbers: TypeAlias = NDArray[np.int32]

_MAGIC = b"Verbatim manifest, format 1\n"
_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Tombstones:
    """The articles and words that a segment has lost since it was made.

    `gone` are the numbers of its articles that a version no longer has; `words` and `counts` are
    how often these said which of the segment's words.
    """

    gone: Numbers
    words: Numbers
    counts: Numbers


@dataclass(frozen=True, slots=True)
class KeptSegment:
    """The number of a segment's articles, and the names of its parts.

    A name is the SHA-256 of a part's bytes in hexadecimal. `articles` is the text of the articles,
    `index` the columns over them, and `vectors` the vectors of their passages, where a model has
    read them.
    """

    size: int
    articles: str
    index: str
    vectors: str | None
    tombstones: Tombstones


@dataclass(frozen=True, slots=True)
class Manifest:
    """A version of the articles, made of segments.

    `made_by` is the fingerprint of code, libraries and settings: segments that others made are not
    used. `model` names the model of the vectors. `order` has the articles in their order, each as
    its number among those of all segments, one segment after the other. `signatures` has a row of
    five numbers for each of these, which tell whether its file has changed; -1 if it is unknown.
    """

    made_by: str
    model: str
    segments: tuple[KeptSegment, ...]
    order: Numbers
    signatures: NDArray[np.int64]

    @property
    def digests(self) -> frozenset[str]:
        """The names of all parts of its segments."""
        return frozenset(name for one in self.segments for name in _parts(one) if name)

    def to_bytes(self) -> bytes:
        """The manifest with a checksum over it."""
        gone, words, counts = (
            [getattr(one.tombstones, name) for one in self.segments]
            for name in ("gone", "words", "counts")
        )
        named = {
            "made_by": self.made_by,
            "model": self.model,
            "sizes": [one.size for one in self.segments],
            "segments": [_parts(one) for one in self.segments],
            "gone": list(map(len, gone)),
            "words": list(map(len, words)),
        }
        body = pack_columns(
            {
                "named": np.frombuffer(json.dumps(named).encode(), np.uint8),
                "gone": _joined(gone),
                "words": _joined(words),
                "counts": _joined(counts),
                "order": self.order,
                "signatures": self.signatures.ravel(),
            }
        )
        return _MAGIC + sha256(body).digest() + body

    @classmethod
    def from_bytes(cls, data: bytes) -> "Manifest":
        """The manifest that was written. Raises NotUsableError if these are no such bytes."""
        body = data[len(_MAGIC) + _DIGEST_BYTES :]
        # The checksum finds damage, not forgery: who can write the file can write its checksum; the
        # owner is checked for that.
        if not data.startswith(_MAGIC + sha256(body).digest()):
            raise NotUsableError("is damaged, or of another version")
        columns = unpack_columns(body)
        try:
            named = json.loads(columns["named"].tobytes())
            gone, words, counts, order = (
                columns[name].astype(np.int32, casting="safe", copy=False)
                for name in ("gone", "words", "counts", "order")
            )
            tombstones = map(
                Tombstones,
                _parted(gone, named["gone"]),
                _parted(words, named["words"]),
                _parted(counts, named["words"]),
            )
            segments = tuple(
                KeptSegment(int(size), str(articles), str(index), vectors and str(vectors), went)
                for size, (articles, index, vectors), went in zip(
                    named["sizes"], named["segments"], tombstones, strict=True
                )
            )
            signatures = columns["signatures"].astype(np.int64, casting="safe", copy=False)
            return cls(
                str(named["made_by"]),
                str(named["model"]),
                segments,
                order,
                signatures.reshape(-1, 5),
            )
        except (LookupError, TypeError, ValueError) as error:
            raise NotUsableError(f"is of another make ({error!r})") from error


def digest_of(data: bytes) -> str:
    """The name of bytes."""
    return sha256(data).hexdigest()


def _parts(kept: KeptSegment) -> tuple[str, str, str | None]:
    return kept.articles, kept.index, kept.vectors


def _joined(columns: list[Numbers]) -> Numbers:
    return np.concatenate([np.empty(0, np.int32), *columns])


def _parted(column: Numbers, lengths: list[int]) -> Iterator[Numbers]:
    for end, length in zip(accumulate(lengths), lengths, strict=True):
        yield column[end - length : end]
