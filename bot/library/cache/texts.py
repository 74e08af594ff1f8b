"""Lists of texts as columns: one of all their bytes, and of their lengths."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from bot.library.cache.container import Column


def pack_texts(groups: Iterable[Sequence[str]]) -> tuple[Column, Column, Column, Column]:
    """Groups of texts: their bytes, each group's number of bytes and texts, each text's length."""
    texts: list[bytes] = []
    bytes_: list[int] = []
    counts: list[int] = []
    lengths: list[int] = []
    for group in groups:
        encoded = "".join(group).encode()
        texts.append(encoded)
        bytes_.append(len(encoded))
        counts.append(len(group))
        lengths.extend(map(len, group))
    return (
        np.frombuffer(b"".join(texts), np.uint8),
        np.asarray(bytes_, dtype=np.int64),
        np.asarray(counts, dtype=np.int64),
        np.asarray(lengths, dtype=np.int64),
    )


def unpack_texts(
    texts: Column, bytes_: Column, counts: Column, lengths: Column
) -> Iterator[tuple[str, ...]]:
    """The groups that were packed."""
    all_bytes = texts.data
    lengths_left = iter(lengths.tolist())
    start = 0
    for size, count in zip(bytes_.tolist(), counts.tolist(), strict=True):
        group = str(all_bytes[start : start + size], "utf-8")
        start += size
        found: list[str] = []
        at = 0
        for _ in range(count):
            length = next(lengths_left)
            found.append(group[at : at + length])
            at += length
        yield tuple(found)
