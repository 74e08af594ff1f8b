"""The file that keeps the vectors of windows, so that each is read by the model only once.

It begins with a line that names its format and its model, then the SHA-256 of the rest, then the
rest: three arrays as numpy writes them. Anything else is not read. It can be deleted at any time.
"""

import hashlib
import io
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.common.atomic_files import make_private_folder, replacing
from bot.retrieval.semantic.meaning import Rows

logger = logging.getLogger(__name__)

Vectors = Mapping[bytes, Rows]
"""The rows of each window, by its key: one for each of its sentences."""

_FORMAT = 2
_DIGEST_BYTES = 32
_KEY_BYTES = 16


@dataclass(frozen=True, slots=True)
class EmbeddingCache:
    """The file at `path` for the vectors of one `model`, named by the digest of its weights.

    Its folder is made where `makes_folder` says so; else, nothing is kept without one.
    """

    path: Path
    model: str
    makes_folder: bool = False

    def load(self) -> Vectors:
        """What is kept; nothing if there is no file, or one that is damaged or another's."""
        try:
            content = self.path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except OSError as error:
            logger.warning("%s cannot be read: %s", self.path, error.strerror or error)
            return {}
        head = self._head()
        body = content[len(head) + _DIGEST_BYTES :]
        if not content.startswith(head):
            logger.info("%s is of another version or model; it is made again", self.path)
            return {}
        if content[len(head) : len(head) + _DIGEST_BYTES] != hashlib.sha256(body).digest():
            logger.warning("%s is damaged; it is made again", self.path)
            return {}
        return _unpack(body)

    def store(self, vectors: Vectors) -> None:
        """Keep these vectors in place of all others, whole or not at all.

        A file that cannot be written is one warning: the vectors are there all the same.
        """
        body = _pack(vectors)
        try:
            if self.makes_folder:
                make_private_folder(self.path.parent)
            elif not self.path.parent.is_dir():
                return
            with replacing(self.path) as file:
                file.write(self._head() + hashlib.sha256(body).digest() + body)
        except OSError as error:
            logger.warning("%s cannot be written: %s", self.path, error.strerror or error)

    def _head(self) -> bytes:
        return f"Verbatim embeddings, format {_FORMAT}, model {self.model}\n".encode()


def _pack(vectors: Vectors) -> bytes:
    body = io.BytesIO()
    keys = np.frombuffer(b"".join(vectors), dtype=np.uint8).reshape(-1, _KEY_BYTES)
    counts = np.asarray([len(rows) for rows in vectors.values()], dtype=np.int64)
    rows = np.concatenate(list(vectors.values())) if vectors else np.empty((0, 0), np.int8)
    for array in (keys, counts, rows):
        np.save(body, array, allow_pickle=False)
    return body.getvalue()


def _unpack(body: bytes) -> Vectors:
    source = io.BytesIO(body)
    keys, counts, rows = (np.load(source, allow_pickle=False) for _ in range(3))
    ends = np.cumsum(counts)
    return {
        key.tobytes(): rows[end - count : end]
        for key, count, end in zip(keys, counts, ends, strict=True)
    }
